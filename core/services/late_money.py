"""Money that came after its hold had died and the room was gone: used for another stay, or sent back. Once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import House
from core.domain.conversations import AuditTag
from core.domain.money import Money
from core.domain.payments import PaymentState
from core.domain.refusals import Refused
from core.domain.settling import CaseKind
from core.domain.stays import Wish
from core.services import alerts, offers
from core.services import bookings as verbs
from core.services.payments import refunding, telling
from core.services.payments.reads import group_of, purse
from core.services.payments.settling import count
from core.services.written import written_down
from core.store import bookings, cases, payments
from core.store.bookings import Booking
from core.store.cases import PaymentCase
from core.store.conversations import Conversation
from core.store.db import tell_after_commit
from core.store.payments import Payment

# Flows know no tables; what they name of them, they name through here.
__all__ = [
    "LateMoney",
    "Standing",
    "choose_another_stay",
    "chosen",
    "find",
    "give_back",
    "leave_to_people",
    "something_free",
    "standing",
    "try_again",
    "use_for",
]


class Standing(StrEnum):
    """How late money stands: still to be decided, used for a stay, or going back."""

    OPEN = "open"
    USED = "used"
    GOING_BACK = "going_back"


@dataclass(frozen=True)
class LateMoney:
    """`booking` is what it was paid for first, or what it was used for since."""

    payment: Payment
    booking: Booking
    case: PaymentCase | None

    @property
    def amount(self) -> Money:
        return Money(self.payment.amount, self.payment.currency)


def find(session: Session, conversation: Conversation, payment_id: int) -> LateMoney | None:
    """Only the guest's own; whoever else deals with that money at this moment is waited for."""
    payment = session.get(Payment, payment_id)
    booking = bookings.one(session, payment.booking_id) if payment and payment.booking_id else None
    if payment is None or booking is None or booking.guest_id != conversation.guest_id:
        return None
    payments.lock_money(session, booking.id)
    session.refresh(payment)
    case = cases.open_of_payment(session, payment.id, CaseKind.LATE_NO_ROOM)
    moved = bookings.one(session, payment.booking_id) if payment.booking_id else booking
    return LateMoney(payment, moved or booking, case)


def standing(session: Session, late: LateMoney) -> Standing:
    if late.payment.counted:
        return Standing.USED
    untouched = late.payment.state == PaymentState.APPROVED and not late.payment.refunded
    if not untouched or payments.going_back(session, late.payment.id):
        return Standing.GOING_BACK
    return Standing.OPEN


def try_again(session: Session, late: LateMoney) -> bool:
    """A room may have become free since: then it is theirs at the price they paid for."""
    by = House(late.booking.hotel_id)
    try:
        with session.begin_nested():
            for room in group_of(session, late.booking):
                verbs.revive(session, by, room.id)
    except Refused:
        return False
    session.refresh(late.booking)
    _use(session, late, late.booking)
    return True


def choose_another_stay(session: Session, late: LateMoney) -> None:
    """The money waits for whatever the guest takes next."""
    if late.case is not None:
        late.case.facts = {**late.case.facts, "chosen": "another_stay"}
        session.flush()


def chosen(session: Session, conversation: Conversation) -> LateMoney | None:
    """Money of this guest that waits for their next stay."""
    for case in cases.of_guest(session, conversation.guest_id, CaseKind.LATE_NO_ROOM):
        if case.facts.get("chosen") and case.payment_id is not None:
            late = find(session, conversation, case.payment_id)
            if late is not None and late.case is not None and standing(session, late) is Standing.OPEN:
                return late
    return None


def use_for(session: Session, late: LateMoney, booking: Booking) -> bool:
    """The money pays for another hold; what is too much for it goes back. False: it is in another currency."""
    if booking.currency != late.payment.currency or standing(session, late) is not Standing.OPEN:
        return False
    payments.lock_money(session, booking.id)
    late.payment.booking_id = booking.id
    _use(session, late, booking)
    over = -purse(session, booking).balance.minor
    if over > 0:
        token = f"late:{late.payment.id}:rest"
        refunding.want(
            session, House(booking.hotel_id), late.payment, over, "more than the stay costs", token
        )
    return True


def something_free(session: Session, late: LateMoney) -> bool:
    """Whether anything of any type could be had on the same days."""
    group = group_of(session, late.booking)
    first = [one for one in group if one.check_in == late.booking.check_in]
    wish = Wish(
        min(one.check_in for one in group),
        max(one.check_out for one in group),
        sum(one.adults for one in first),
        tuple(age for one in first for age in one.children),
        rooms=len(first),
    )
    return bool(offers.search(session, late.booking.hotel_id, wish).offers)


def leave_to_people(session: Session, late: LateMoney) -> None:
    """No buttons can be shown: reception writes, as the guest is told."""
    telling.tell(session, late.booking, "payment.late_no_room", late.amount)


def give_back(session: Session, late: LateMoney) -> bool:
    """All of it, the way it came; false when that was asked for before."""
    if standing(session, late) is not Standing.OPEN:
        return False
    by, token = House(late.booking.hotel_id), f"late:{late.payment.id}:back"
    asked = refunding.want(
        session, by, late.payment, late.payment.amount, "late, the guest wants it back", token
    )
    _close(session, late, "the guest wanted it back")
    return asked is not None


def _use(session: Session, late: LateMoney, booking: Booking) -> None:
    request = payments.request(session, late.payment.request_id) if late.payment.request_id else None
    count(session, booking, request, late.payment)
    _close(session, late, f"used for {booking.code}")
    session.flush()


def _close(session: Session, late: LateMoney, resolution: str) -> None:
    case = late.case
    if case is None:
        return
    case.closed_at, case.resolution = clock.now(), resolution
    by = House(case.hotel_id)
    written_down(session, by, AuditTag.CASE_CLOSED, f"case:{case.id}", None, resolution=resolution)
    alerts.close_alert(session, case.hotel_id, f"case:{case.id}")
    tell_after_commit(session, case.hotel_id, kind="case", case=case.id)
