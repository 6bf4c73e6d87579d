"""Whose turn it is with a booking's money: the conversation first, then the money, then bookings and rooms.

A guest's own turn begins with their conversation; whoever else may have to tell them something waits for it in the
same order, so that no two ever wait for each other in a circle.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from core.store import bookings, conversations, payments
from core.store.payments import Payment, Refund


def take(session: Session, booking_id: int) -> None:
    booking = bookings.one(session, booking_id)
    if booking is not None and booking.conversation_id is not None:
        conversations.locked(session, booking.conversation_id)
    payments.lock_money(session, booking_id)


def take_for_payment(session: Session, payment_id: int) -> None:
    """Late money may have been used for another stay while we waited: then it is that one's turn."""
    payment = session.get(Payment, payment_id)
    waited_for = None
    while payment is not None and payment.booking_id is not None and payment.booking_id != waited_for:
        waited_for = payment.booking_id
        take(session, waited_for)
        session.refresh(payment)


def take_for_refund(session: Session, refund_id: int) -> None:
    refund = session.get(Refund, refund_id)
    if refund is not None:
        take_for_payment(session, refund.payment_id)


def take_for_errand(session: Session, payload: dict[str, Any]) -> None:
    """Before the errand's own letter is locked: whoever has the turn may be about to move that very letter."""
    if "request" in payload:
        request = payments.request(session, payload["request"])
        if request is not None:
            take(session, request.booking_id)
    elif "refund" in payload:
        take_for_refund(session, payload["refund"])
