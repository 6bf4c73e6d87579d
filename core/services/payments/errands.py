"""The letters that send the cashier on its way. Each has a lane of its own, so that no chat ever waits for money."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core.domain.errands import Errand
from core.services.errands import write
from core.store.payments import Payment, PaymentRequest, Refund

# Word of a payment may be lost: it is looked for when the link's time is over, and again when slow money had time.
LOOKS_AFTER = (timedelta(seconds=20), timedelta(hours=3), timedelta(hours=26))


def make_link(session: Session, request: PaymentRequest) -> None:
    key = f"link:{request.id}"
    write(session, request.hotel_id, Errand.MAKE_PAYMENT_LINK, key, {"request": request.id})


def end_link(session: Session, request: PaymentRequest, link_id: str, at: datetime) -> None:
    """Shortens or prolongs a link's life."""
    payload = {"request": request.id, "link": link_id, "at": at.isoformat()}
    write(session, request.hotel_id, Errand.CLOSE_LINK, f"close:{link_id}", payload)


def look_later(session: Session, request: PaymentRequest) -> None:
    for number, span in enumerate(LOOKS_AFTER):
        key = f"look:{request.id}:{number}"
        due_at = request.expires_at + span
        write(session, request.hotel_id, Errand.SEARCH_PAYMENTS, key, {"request": request.id}, due_at=due_at)


def fetch(session: Session, hotel_id: int, payment_id: str, key: str, verified: bool) -> None:
    payload = {"payment": payment_id, "verified": verified}
    lane = f"payment:{hotel_id}:{payment_id}"
    write(session, hotel_id, Errand.FETCH_PAYMENT, f"fetch:{key}", payload, lane=lane)


def fetch_order(session: Session, hotel_id: int, order_id: str, key: str, verified: bool) -> None:
    payload = {"order": order_id, "verified": verified}
    write(session, hotel_id, Errand.FETCH_ORDER, f"order:{key}", payload)


def send_back(session: Session, refund: Refund) -> None:
    write(session, refund.hotel_id, Errand.REFUND_PAYMENT, f"refund:{refund.id}", {"refund": refund.id})


def offer_choices(session: Session, payment: Payment, booking_id: int) -> None:
    """The guest is asked by buttons, in a turn of the dialogue: it knows them."""
    payload = {"payment": payment.id, "booking": booking_id}
    write(session, payment.hotel_id, Errand.OFFER_LATE_MONEY, f"late_money:{payment.id}", payload)
