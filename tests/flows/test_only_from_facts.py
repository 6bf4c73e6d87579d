"""No answer states a price, a rule or an hour that is not in the hotel's database."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from core.domain.knowledge import LANGUAGES, Knowledge
from core.services import bookings, knowledge
from core.services.phrases import blanks, book
from core.store.db import transaction
from core.store.guests import Guest
from tests.flows.test_every_topic import QUESTIONS, _asked_alone
from tests.flows.transcripts import Stage
from tests.furnishing import furnish
from tests.inventory import furnished, wish
from tests.makers import House, StoppedClock

OURS = ("week.", "moment.", "price.", "fact.", "hours.", "photos.", "place.", "answer.", "handover.")
PASSWORD = "rio-y-ceibos"
FIGURE = re.compile(r"\d+(?:[.,]\d{3})*")
CLAIMS = re.compile(
    r"(?i)[$€£]|\b(?:gratis|sin cargo|free of charge|for free|incluid[oa]s?|included|inclu[ií]d[oa]s?"
    r"|permitid[oa]s?|allowed|prohibid[oa]s?|proibid[oa]s?|forbidden|reembols\w+|refund\w*)\b"
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_brings_a_figure_or_a_promise_of_its_own(language: str) -> None:
    ours = {key: words for key, words in book()[language].items() if key.startswith(OURS)}
    bare = {key: re.sub(r"\{\w+\}", "", words) for key, words in ours.items()}
    assert {key for key, words in bare.items() if FIGURE.search(words) or CLAIMS.search(words)} == set()


def test_every_price_is_a_blank_filled_from_a_fact() -> None:
    for language in LANGUAGES:
        prices = {key: blanks(words) for key, words in book()[language].items() if key.startswith("price.")}
        assert set(map(frozenset, prices.values())) == {frozenset({"price"})}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_told_stands_in_the_database(
    house: House, stopped_clock: StoppedClock, language: str
) -> None:
    stage = Stage(house, stopped_clock)
    stage.play("day: 2026-12-03")
    with transaction(house.posada) as session:
        furnish(session, house.posada)
        known = figures_of(knowledge.of(session, house.posada))
    for asked in QUESTIONS.values():
        said = _asked_alone(stage, asked[language]).partition("\n\n")[0]
        if said.startswith(tuple(book()[language][key] for key in ("handover.not_noted",))):
            continue  # by when a person answers is a promise, reckoned elsewhere
        told = {figure.replace(".", "").replace(",", "") for figure in FIGURE.findall(said)}
        assert told <= known, f"{asked[language]}: {said}"


def figures_of(known: Knowledge) -> set[str]:
    facts = [*known.facts.values()]
    written: list[Any] = [[dict(fact.texts), dict(fact.details)] for fact in facts]
    prices = {str(fact.price // 100) for fact in facts if fact.price is not None}
    return prices | set(re.findall(r"\d+", json.dumps(written, ensure_ascii=False)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hotel_that_wrote_nothing_down_claims_nothing(
    house: House, stopped_clock: StoppedClock, language: str
) -> None:
    stage = Stage(house, stopped_clock)
    for asked in QUESTIONS.values():
        assert not CLAIMS.search(_asked_alone(stage, asked[language]))


def test_the_password_is_told_to_those_who_stay_and_only_then(
    house: House, stopped_clock: StoppedClock
) -> None:
    """With a stay ahead it is not told yet; on the day of arrival it is."""
    inn = furnished(house.posada)
    stage = Stage(house, stopped_clock)
    with transaction(house.posada) as session:
        session.get_one(Guest, inn.guest).name = "Somebody else"
        furnish(session, house.posada)
    asked = "cuál es la clave del wifi?"
    assert PASSWORD not in _asked_alone(stage, asked)
    with transaction(house.posada) as session:
        guest = stage._conversation(session).guest_id
        [made] = bookings.hold(session, house.carla, guest, wish(2, 2))
        bookings.confirm(session, house.carla, made.id)
    assert PASSWORD not in _asked_alone(stage, asked)
    stage.clock.passes(days=2)
    assert PASSWORD in _asked_alone(stage, asked)
