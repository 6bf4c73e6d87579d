"""Seeing an automatic message before it goes out: real words about a stay nobody has, and nothing stays behind."""

from __future__ import annotations

from typing import Any

import pytest

from core.domain.journey import HOLD_REMINDER, JourneyLetter
from core.services import phrases
from core.store.db import transaction
from tests.edges.console.conftest import Browser, SignIn
from tests.edges.console.test_knowledge import inn, post
from tests.edges.console.test_trying import counted
from tests.makers import House

__all__ = ["inn"]

LETTERS = (*JourneyLetter, HOLD_REMINDER)


def seen(browser: Browser, house: House, letter: str) -> dict[str, Any]:
    answer = post(browser, house, f"/api/settings/letters/{letter}/preview")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()["told"]
    return told


@pytest.mark.parametrize("letter", LETTERS)
def test_each_is_read_in_every_language_and_leaves_nothing(
    signed_in: SignIn, inn: House, letter: str
) -> None:
    browser = signed_in(inn.diego)
    before = counted(inn)
    told = seen(browser, inn, letter)
    assert counted(inn) == before
    bodies = {language: told[language]["free"]["body"] for language in ("es", "en", "pt")}
    assert len(set(bodies.values())) == 3
    assert all("{" not in body for body in bodies.values())
    for one in told.values():
        assert one["phrases"]
        assert (one["formal"] is None) == (letter == HOLD_REMINDER)
        if one["formal"]:
            assert "Posada del Ceibo" in one["formal"]["body"]


def test_it_is_about_the_right_day_with_the_hotels_own_money_and_words(signed_in: SignIn, inn: House) -> None:
    browser = signed_in(inn.diego)
    assert "Mañana te esperamos" in seen(browser, inn, "day_before")["es"]["free"]["body"]
    assert "$" in seen(browser, inn, "balance_due")["es"]["free"]["body"]
    reminder = seen(browser, inn, HOLD_REMINDER)["en"]
    assert "15 minutes" in reminder["free"]["body"]
    assert any(key.startswith("booking.") for key in reminder["phrases"])
    with transaction(inn.posada) as session:
        line = phrases.Line("es", "journey.welcome", "¡Llegaste a {hotel}! Acá estoy.", "")
        phrases.override(session, inn.diego, line, token="own-words")
    assert "¡Llegaste a Posada del Ceibo! Acá estoy." in seen(browser, inn, "arrival")["es"]["free"]["body"]


def test_a_hotel_without_a_free_room_is_told_so(signed_in: SignIn, house: House) -> None:
    assert seen(signed_in(house.diego), house, "arrival") == {}


def test_only_who_may_switch_them_and_only_those_there_are(signed_in: SignIn, inn: House) -> None:
    path = "/api/settings/letters/{}/preview"
    assert post(signed_in(inn.carla), inn, path.format("arrival")).status_code == 403
    assert post(signed_in(inn.diego), inn, path.format("no_such")).status_code == 404
