"""Whose turn it is with a booking's money: the conversation first, then the money, then bookings and rooms.

A guest's own turn begins with their conversation; whoever else may have to tell them something waits for it in the
same order, so that no two ever wait for each other in a circle.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.store import bookings, conversations, payments


def take(session: Session, booking_id: int) -> None:
    booking = bookings.one(session, booking_id)
    if booking is not None and booking.conversation_id is not None:
        conversations.locked(session, booking.conversation_id)
    payments.lock_money(session, booking_id)
