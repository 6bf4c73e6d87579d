"""Somebody asks for a weekend aloud and books what they are offered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.adapters.speech import tiny_model
from tests.browser.journeys.conftest import OpenPhone
from tests.chaos.running_house import RunningHouse, open_house

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def open_one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """With a model that knows one sentence by heart; everything else is as it always is."""
    model = tiny_model.build(tmp_path_factory.mktemp("voice") / "tiny")
    with open_house(SPEECH_MODEL=str(model), SPEECH_BEAM="1", SPEECH_THREADS="1") as opened:
        yield opened


def test_a_weekend_asked_for_aloud_is_offered_and_held(phone: OpenPhone) -> None:
    ana = phone("ana")
    ana.root.get_by_role("button", name="Adjuntar").click()
    ana.page.get_by_role("button", name="Nota hablada").click()
    ana.page.get_by_role("button", name="¿tienen una habitación para dos").click()
    expect(ana.root.locator(".row.mine .voice")).to_have_count(1)
    heard = ana.ever_hears("Entendí: «")
    expect(heard).to_contain_text(tiny_model.SENTENCE.strip())
    ana.picture("understood")
    ana.takes_what_is_left()
    ana.ever_hears("¿Te la reservo")
    ana.picture("restated")
    ana.taps("Reservar")
    ana.ever_hears("Tu código es")
    ana.picture("held")
