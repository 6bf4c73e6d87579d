"""Holds as the clock's errands find them: with the conversation they came from, locked in the house's order."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.access import House
from core.domain.conversations import AuditTag
from core.services.showing import together
from core.services.written import written_down
from core.store import bookings, conversations
from core.store.bookings import Booking
from core.store.conversations import Conversation

__all__ = ["Conversation", "first_word", "one", "speaks_for_its_group", "talk_of", "with_its_talk"]


def with_its_talk(session: Session, booking_id: int) -> tuple[Conversation | None, Booking | None]:
    """The conversation is locked before anything of the booking, as in a turn of the dialogue."""
    booking = bookings.one(session, booking_id)
    if booking is None:
        return None, None
    conversation = talk_of(session, booking.conversation_id)
    session.refresh(booking)
    return conversation, booking


def talk_of(session: Session, conversation_id: int | None) -> Conversation | None:
    return conversations.locked(session, conversation_id) if conversation_id is not None else None


def one(session: Session, booking_id: int) -> Booking | None:
    booking = bookings.one(session, booking_id)
    if booking is not None:
        session.refresh(booking)
    return booking


def first_word(session: Session, booking: Booking) -> bool:
    """True once: two errands may find the same hold over."""
    token = f"hold_over:{booking.id}:{booking.version}"
    by, subject = House(booking.hotel_id), f"booking:{booking.id}"
    return written_down(session, by, AuditTag.HOLD_OVER_TOLD, subject, token)


def speaks_for_its_group(session: Session, booking: Booking) -> bool:
    """Of several rooms held together one message is enough."""
    return together(session, booking.id)[0].id == booking.id
