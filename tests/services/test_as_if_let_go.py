"""What there would be without a hold is looked at; whoever holds its row in hand sees nothing of that."""

from __future__ import annotations

from core.domain.bookings import Status
from core.services import bookings, offers, paying
from core.services.bookings import Terms
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.hotels import Hotel
from tests.inventory import furnished, wish
from tests.makers import House, heard, incoming


def test_the_rooms_are_free_for_a_look_and_the_hold_is_as_it_was(house: House) -> None:
    furnished(house.posada)
    with transaction(house.posada) as session:
        talk, _ = heard(session, house.posada, incoming("hola"))
        for _ in range(2):
            bookings.hold(session, house.carla, talk.guest_id, wish(), Terms(conversation_id=talk.id))
        conversation = talk.id
    with transaction(house.posada) as session:
        hotel, talk = session.get_one(Hotel, house.posada), session.get_one(Conversation, conversation)
        held = paying.open_hold(session, talk)
        assert held is not None
        before = (held.status, held.hold_until, held.version)
        free = len(offers.search(session, hotel, wish()).offers)
        with paying.as_if_let_go(session, held):
            assert len(offers.search(session, hotel, wish()).offers) > free
            assert (held.status, held.hold_until, held.version) == before
        assert len(offers.search(session, hotel, wish()).offers) == free
        session.refresh(held)
        assert (held.status, held.hold_until, held.version) == before
        assert held.status == Status.HELD
