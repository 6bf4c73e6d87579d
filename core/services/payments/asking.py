"""Asking for money: a request, the link that comes of it, and its end."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, By, require
from core.domain.conversations import AuditTag
from core.domain.money import Money
from core.domain.payments import LIVING, Purpose, RequestState
from core.domain.ports import PayLink
from core.domain.settling import CaseKind
from core.services.payments import errands, telling, turns
from core.services.payments.accounts import takes_payments
from core.services.payments.cases import open_case
from core.services.payments.reads import purse
from core.services.written import written_down
from core.store import bookings, payments
from core.store.bookings import Booking
from core.store.db import tell_after_commit
from core.store.payments import PaymentRequest

_PREFIX = "cj-"
_WITHOUT_A_HOLD = timedelta(hours=24)


def is_ours(reference: str) -> bool:
    """A hotel may sell other things through the same account; those payments are none of ours."""
    return reference.startswith(_PREFIX)


def ask(
    session: Session,
    by: By,
    booking: Booking,
    purpose: Purpose = Purpose.DEPOSIT,
    amount: Money | None = None,
) -> PaymentRequest | None:
    """Writes what is asked for and sends for a link. None: nothing is due, or the hotel takes no money this way.

    Asked again while a request lives, it is the same request: a guest never has two links for one debt.
    """
    require(by, Action.ASK_PAYMENT)
    payments.lock_money(session, booking.id)
    living = payments.living_request(session, booking.id, purpose)
    if living is not None:
        return living
    request = drafted(session, booking, purpose, amount)
    if request is None:
        return None
    session.add(request)
    session.flush()
    errands.make_link(session, request)
    errands.look_later(session, request)
    subject, facts = f"booking:{booking.id}", {"request": request.id, "amount": request.amount}
    written_down(session, by, AuditTag.PAYMENT_ASKED, subject, None, **facts)
    return request


def asked_already(session: Session, booking: Booking) -> PaymentRequest | None:
    """The deposit's request where it lives."""
    return payments.living_request(session, booking.id, Purpose.DEPOSIT)


def drafted(
    session: Session, booking: Booking, purpose: Purpose = Purpose.DEPOSIT, amount: Money | None = None
) -> PaymentRequest | None:
    """What would be asked for, written nowhere yet."""
    account, money = takes_payments(session), purse(session, booking)
    due = amount or (money.deposit_due if purpose is Purpose.DEPOSIT else money.balance)
    if account is None or due.minor <= 0:
        return None
    return PaymentRequest(
        hotel_id=booking.hotel_id,
        booking_id=booking.id,
        provider=account.provider,
        purpose=purpose,
        reference=_PREFIX + secrets.token_urlsafe(24),
        amount=due.minor,
        currency=due.currency,
        state=RequestState.WANTED,
        expires_at=booking.hold_until or clock.now() + _WITHOUT_A_HOLD,
        created_at=clock.now(),
    )


def link_made(session: Session, request_id: int, link: PayLink) -> None:
    """The link is there: the guest gets it, unless the debt is gone meanwhile; then the link ends at once."""
    request = payments.request(session, request_id)
    if request is None:
        return
    turns.take(session, request.booking_id)
    session.refresh(request)
    request.link_id, request.link_url = link.id, link.url
    booking = bookings.one(session, request.booking_id)
    if request.state != RequestState.WANTED or booking is None:
        errands.end_link(session, request, link.id, clock.now())
        return
    request.state = RequestState.OPEN
    telling.send_link(session, booking, request, link.url)
    tell_after_commit(session, request.hotel_id, kind="booking", booking=booking.id)


def link_refused(session: Session, request_id: int, reason: str) -> None:
    """No link can be had: a person helps, and the guest is told that one will."""
    request = payments.request(session, request_id)
    booking = bookings.one(session, request.booking_id) if request else None
    if request is None or booking is None or request.state != RequestState.WANTED:
        return
    request.state = RequestState.OVER
    open_case(session, request.hotel_id, CaseKind.LINK_REFUSED, booking, None, detail=reason[:300])
    telling.tell(session, booking, "payment.no_link")


def looked(session: Session, request_id: int) -> None:
    """Every payment of a request was looked at. One that is over with its hold asks no longer."""
    request = payments.request(session, request_id)
    if request is None:
        return
    payments.lock_money(session, request.booking_id)
    session.refresh(request)
    if request.state in LIVING and request.expires_at <= clock.now():
        request.state = RequestState.OVER


def prolong(session: Session, booking: Booking, until: datetime) -> None:
    """The hold got more time: the link lives as long."""
    payments.lock_money(session, booking.id)
    for request in payments.requests_of(session, [booking.id]):
        if request.state in LIVING:
            request.expires_at = until
            errands.look_later(session, request)
            if request.link_id is not None:
                errands.end_link(session, request, request.link_id, until)


def over(session: Session, booking: Booking, purpose: Purpose | None = None) -> None:
    """Paid otherwise, or not wanted any more, all or what was asked for this: nobody shall pay by mistake."""
    payments.lock_money(session, booking.id)
    for request in payments.requests_of(session, [booking.id]):
        if request.state in LIVING and purpose in (None, request.purpose):
            end(session, request, RequestState.OVER)


def end(session: Session, request: PaymentRequest, state: RequestState) -> None:
    if request.state == RequestState.OPEN and request.link_id is not None:
        errands.end_link(session, request, request.link_id, clock.now())
    request.state = state
