"""What the cashier takes along: the account, and the wish for a link as it stands at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.messages import Channel
from core.domain.payments import Provider, RefundState, RequestState
from core.domain.ports import LinkWish, PayAccount
from core.services import hotels, phrases
from core.services.payments import turns
from core.services.payments.accounts import opened
from core.store import bookings, guests, payments
from core.store import hotels as hotel_rows
from core.store.conversations import Conversation

# Their clock may be behind ours; a link that is not open yet helps nobody.
_OPENS_BEFORE = timedelta(minutes=2)


class NoAccount(Exception):
    """The hotel takes no money this way (any more)."""


@dataclass(frozen=True)
class RefundTrip:
    """`before` is what had gone back of the payment by other refunds; `asked` says that this one was tried before."""

    payment_id: str
    amount: int
    currency: str
    key: str
    before: int
    asked: bool


def account_of(session: Session) -> tuple[PayAccount, str]:
    """The account with its secret opened, and the name of its door."""
    row = payments.account(session, Provider.MERCADOPAGO)
    if row is None:
        raise NoAccount
    return opened(row), row.door


def wish_for(session: Session, request_id: int, notify_at: str) -> LinkWish | None:
    """None when nobody needs the link any more."""
    request = payments.request(session, request_id)
    booking = bookings.one(session, request.booking_id) if request else None
    if request is None or booking is None or request.state != RequestState.WANTED:
        return None
    now, hotel = clock.now(), hotels.get(session, booking.hotel_id)
    if request.expires_at <= now:
        return None
    conversation = session.get(Conversation, booking.conversation_id) if booking.conversation_id else None
    language = (conversation.language if conversation else None) or hotel.language
    guest = guests.one(session, booking.guest_id) if booking.guest_id else None
    return LinkWish(
        reference=request.reference,
        title=phrases.of(session, hotel).say(language, "payment.title", hotel=hotel.name, code=booking.code),
        amount=request.amount,
        currency=request.currency,
        country=hotel.country,
        starts_at=now - _OPENS_BEFORE,
        expires_at=request.expires_at,
        notify_at=notify_at,
        back_to=_chat_with(session, conversation),
        payer=guest.name if guest else "",
        statement=hotel.name,
    )


def _chat_with(session: Session, conversation: Conversation | None) -> str:
    """After paying, the guest goes back to the chat."""
    if conversation is None:
        return ""
    row = hotel_rows.channel_account(session, Channel(conversation.channel), conversation.account)
    number = "".join(sign for sign in row.display if sign.isdecimal()) if row else ""
    return f"https://wa.me/{number}" if number else ""


def refund_trip(session: Session, refund_id: int) -> RefundTrip | None:
    """Marks the refund as asked for before anybody asks; None when it needs no asking any more."""
    turns.take_for_refund(session, refund_id)
    refund = payments.refund_locked(session, refund_id)
    payment = payments.locked(session, refund.payment_id) if refund else None
    if refund is None or payment is None or payment.provider_id is None:
        return None
    if refund.state not in (RefundState.WANTED, RefundState.ASKED):
        return None
    others = [one for one in payments.refunds_of(session, payment.id) if one.id != refund.id]
    gone = (RefundState.ASKED, RefundState.DONE)
    before = sum(one.amount for one in others if one.state in gone and one.id < refund.id)
    asked, refund.state = refund.state == RefundState.ASKED, RefundState.ASKED
    return RefundTrip(payment.provider_id, refund.amount, refund.currency, refund.key, before, asked)
