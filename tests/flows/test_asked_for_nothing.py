"""A dozen ears listen to every line for something about a booking; they look one up only once the words call for it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from core.store import bookings
from tests.flows.talking import Guest
from tests.furnishing import furnish
from tests.makers import House


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The guests whose bookings somebody asked for."""
    asked: list[int] = []
    as_ever = bookings.of_guest

    def noted(session: Session, guest_id: int, *more: Any) -> Any:
        asked.append(guest_id)
        return as_ever(session, guest_id, *more)

    monkeypatch.setattr(bookings, "of_guest", noted)
    return asked


@pytest.mark.parametrize(
    "words", ["hay wifi?", "hay estacionamiento?", "do you have a pool?", "gracias, muy amable", "onde fica?"]
)
def test_a_plain_question_looks_no_booking_up(
    guest: Guest, session: Session, house: House, looked_up: list[int], words: str
) -> None:
    furnish(session, house.posada)
    assert guest(words)
    assert looked_up == []


def test_a_question_about_the_booking_does(guest: Guest, looked_up: list[int]) -> None:
    guest("quedó confirmada mi reserva?")
    assert looked_up
