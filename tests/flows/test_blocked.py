"""Whom staff have blocked the house no longer answers; what they write is kept."""

from __future__ import annotations

from core.flows import engine
from core.services import guest_book
from core.store.db import transaction
from core.store.messages import Message
from tests.makers import House, StoppedClock, heard, incoming
from tests.paying import all_of, said


def says(house: House, words: str) -> int:
    with transaction(house.posada) as session:
        conversation, _ = heard(session, house.posada, incoming(words))
        engine.answer(session, conversation)
        return conversation.guest_id


def test_a_blocked_guest_hears_nothing_until_they_are_unblocked(
    house: House, stopped_clock: StoppedClock
) -> None:
    guest = says(house, "hola")
    before = len(said())
    with transaction(house.posada) as session:
        guest_book.block(session, house.carla, guest, "spam", "token-of-a-click-0001")
    says(house, "¿tienen lugar?")
    assert len(said()) == before
    assert "¿tienen lugar?" in [line.text for line in all_of(Message)]
    with transaction(house.posada) as session:
        guest_book.unblock(session, house.carla, guest, "token-of-a-click-0002")
    says(house, "¿y ahora?")
    assert len(said()) > before
