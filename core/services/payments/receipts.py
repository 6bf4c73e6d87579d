"""Pictures of transfers: the clock of the hold stops, and a person says whether the money is there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, House, require
from core.domain.conversations import AlertKind, AuditTag
from core.domain.money import Money
from core.domain.payments import Method, ReceiptState
from core.domain.refusals import Refused
from core.services import alerts, meanwhile
from core.services import bookings as verbs
from core.services.payments import telling, turns
from core.services.payments.asking import over
from core.services.payments.desk import CONFIRMED_BY_MONEY, confirm_hold, took
from core.services.payments.reads import group_of, purse
from core.services.written import written_down
from core.store import bookings, media, payments, receipts
from core.store.bookings import Booking
from core.store.db import tell_after_commit
from core.store.receipts import Receipt


class NoSuchReceipt(Exception):
    """No receipt, picture or booking of this hotel has that id."""


class JudgedOtherwise(Exception):
    """The same person said the contrary before, and the guest has heard it."""


def take_receipt(session: Session, booking: Booking, media_id: int) -> Receipt:
    """Keeps the picture and calls a person. The very same picture once more, for whichever booking, is marked."""
    picture = media.one(session, media_id)
    if picture is None:
        raise NoSuchReceipt
    payments.lock_money(session, booking.id)
    earlier = receipts.with_picture(session, picture.sha256)
    for known in earlier:
        if known.booking_id == booking.id and known.state == ReceiptState.WAITING:
            return known
    receipt = Receipt(
        hotel_id=booking.hotel_id,
        booking_id=booking.id,
        media_id=media_id,
        sha256=picture.sha256,
        state=ReceiptState.WAITING,
        seen_before=earlier[0].id if earlier else None,
        reason="",
        sent_at=clock.now(),
    )
    session.add(receipt)
    session.flush()
    _mind_the_clock(session, booking, running=False)
    alerts.raise_alert(
        session,
        booking.hotel_id,
        AlertKind.RECEIPT_TO_CHECK,
        _key(receipt),
        conversation_id=booking.conversation_id,
        facts={"code": booking.code, "receipt": receipt.id, "seen_before": receipt.seen_before is not None},
    )
    tell_after_commit(session, booking.hotel_id, kind="booking", booking=booking.id)
    return receipt


def approve_receipt(session: Session, actor: Actor, receipt_id: int, amount: Money, token: str) -> None:
    """The money is on the account: it counts, and the room is the guest's."""
    require(actor, Action.TAKE_MONEY)
    receipt, booking = _open(session, receipt_id)
    if amount.minor <= 0 or amount.currency != booking.currency:
        raise NoSuchReceipt
    if _is_judged(session, actor, receipt, ReceiptState.APPROVED) or not _first_time(
        session, actor, AuditTag.RECEIPT_APPROVED, receipt, token, amount=amount.minor
    ):
        return
    payment = took(session, actor, booking, Method.TRANSFER, amount)
    _judged(session, actor, receipt, ReceiptState.APPROVED)
    receipt.payment_id = payment.id
    stood = booking.status not in CONFIRMED_BY_MONEY
    confirm_hold(session, actor, booking)
    if stood:
        telling.tell(session, booking, "payment.counted", amount)
    if purse(session, booking).deposit_due.minor == 0:
        over(session, booking)


def refuse_receipt(session: Session, actor: Actor, receipt_id: int, reason: str, token: str) -> None:
    """The money is not there: the guest is told why, and the hold goes on with the time that was left."""
    require(actor, Action.TAKE_MONEY)
    receipt, booking = _open(session, receipt_id)
    reason = reason.strip()[:200]
    if _is_judged(session, actor, receipt, ReceiptState.REFUSED) or not _first_time(
        session, actor, AuditTag.RECEIPT_REFUSED, receipt, token, reason=reason
    ):
        return
    _judged(session, actor, receipt, ReceiptState.REFUSED)
    receipt.reason = reason
    if not receipts.waiting_of(session, [booking.id]):
        _mind_the_clock(session, booking, running=True)
    if reason:
        telling.tell(session, booking, "receipt.refused_because", reason=reason)
    else:
        telling.tell(session, booking, "receipt.refused")


@dataclass(frozen=True)
class Words:
    """What the guest will be told, whichever way it is decided; None where they cannot be told anything.

    `amount` is how the sum is written in it.
    """

    amount: str
    approved: str | None
    refused: str | None
    refused_because: str | None


def words(session: Session, booking: Booking, amount: Money, reason: str) -> Words:
    approved = "payment.confirmed_at_desk" if booking.status in CONFIRMED_BY_MONEY else "payment.counted"
    return Words(
        telling.amount_words(session, booking, amount),
        telling.preview(session, booking, approved, amount),
        telling.preview(session, booking, "receipt.refused"),
        telling.preview(session, booking, "receipt.refused_because", reason=reason),
    )


def _open(session: Session, receipt_id: int) -> tuple[Receipt, Booking]:
    receipt = session.get(Receipt, receipt_id)
    booking = bookings.one(session, receipt.booking_id) if receipt else None
    if receipt is None or booking is None:
        raise NoSuchReceipt
    turns.take(session, booking.id)
    session.refresh(receipt)
    return receipt, booking


def _is_judged(session: Session, actor: Actor, receipt: Receipt, wanted: ReceiptState) -> bool:
    """By the same person and the same way it is simply so. By a colleague, or the other way, the guest has been told
    something else, and whoever comes second must not think otherwise."""
    if receipt.state == ReceiptState.WAITING:
        return False
    meanwhile.unless_by_another(session, actor, receipt.staff_id)
    if receipt.state != wanted:
        raise JudgedOtherwise
    return True


def _judged(session: Session, actor: Actor, receipt: Receipt, state: ReceiptState) -> None:
    receipt.state, receipt.staff_id, receipt.judged_at = state, actor.staff_id, clock.now()
    session.flush()
    alerts.close_alert(session, receipt.hotel_id, _key(receipt), actor.staff_id)
    tell_after_commit(session, receipt.hotel_id, kind="booking", booking=receipt.booking_id)


def _mind_the_clock(session: Session, booking: Booking, *, running: bool) -> None:
    """A hold that is over already, or a booking that stands, has no clock to mind."""
    verb = verbs.resume_hold if running else verbs.pause_hold
    try:
        with session.begin_nested():
            for room in group_of(session, booking):
                verb(session, House(booking.hotel_id), room.id)
    except Refused:
        session.refresh(booking)


def _first_time(
    session: Session, actor: Actor, tag: AuditTag, receipt: Receipt, token: str, **facts: object
) -> bool:
    return written_down(session, actor, tag, f"receipt:{receipt.id}", token, **facts)


def _key(receipt: Receipt) -> str:
    return f"receipt:{receipt.id}"
