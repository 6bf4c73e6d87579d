"""Money around a booking: what cancelling costs, and lines beyond the quote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.domain.access import Action, By, require
from core.domain.bookings import ChargeKind, Deed, Status
from core.domain.conversations import AuditTag
from core.domain.money import Money, total
from core.domain.quotes import Cancellation, cancelling
from core.domain.refusals import Refused, WhyNot
from core.services import hotels, policies
from core.services.bookings import deeds
from core.services.reckoning import hours_of
from core.store import charges, taking
from core.store.bookings import Booking
from core.store.charges import Charge


def owed(session: Session, booking: Booking) -> Money:
    """All that the guest has to pay for this booking, now or already: the quote with every line beyond it.

    Of a stay that did not come about only the lines are left, such as the fee for cancelling.
    """
    lines = [line.money for line in charges.of_booking(session, booking.id)]
    void = booking.status in (Status.CANCELLED, Status.EXPIRED)
    return total(lines, booking.currency) + (Money.zero(booking.currency) if void else booking.price)


@dataclass(frozen=True)
class Cancelled:
    booking: Booking
    costs: Cancellation


def cancelling_costs(session: Session, by: By, booking_id: int, paid: Money | None = None) -> Cancellation:
    """What cancelling now would cost, by the rules that were agreed; nothing changes. A hold costs nothing."""
    require(by, Action.READ_BOOKINGS)
    booking = deeds.take(session, booking_id)
    return _costs(session, booking, paid, taking.database_now(session))


def cancel(
    session: Session,
    by: By,
    booking_id: int,
    paid: Money | None = None,
    token: str | None = None,
    *,
    waive: bool = False,
) -> Cancelled:
    """Frees the room and writes down the fee. `waive` forgives it, which is not for everybody."""
    require(by, Action.AGREE_PRICE if waive else Action.BOOK)
    with session.begin_nested():
        booking = deeds.take(session, booking_id)
        now = taking.database_now(session)
        costs = _costs(session, booking, paid, now)
        if deeds.done_before(session, token) or booking.status == Status.CANCELLED:
            return Cancelled(booking, costs)
        if booking.block_reason is not None:
            raise Refused(WhyNot.WRONG_STATUS, status=booking.status, deed=str(Deed.CANCEL))
        status = deeds.step(booking, Deed.CANCEL)
        if costs.fee:
            add_charge(session, by, booking, ChargeKind.CANCELLATION_FEE, costs.fee)
        if costs.fee and waive:
            add_charge(session, by, booking, ChargeKind.FEE_WAIVED, -costs.fee)
            nothing = Money.zero(booking.currency)
            costs = Cancellation(fee=nothing, refund=paid or nothing, owed=nothing)
        deeds.move(booking, status, now, ended_at=now, hold_until=None, hold_left=None)
        deeds.forget_expiry(session, booking)
        deeds.note(session, by, AuditTag.BOOKING_CANCELLED, booking, token, fee=costs.fee.minor, waived=waive)
    return Cancelled(booking, costs)


def _costs(session: Session, booking: Booking, paid: Money | None, now: datetime) -> Cancellation:
    nothing = Money.zero(booking.currency)
    agreed = booking.agreed
    if agreed is None or booking.status in (Status.HELD, Status.EXPIRED):
        return Cancellation(fee=nothing, refund=paid or nothing, owed=nothing)
    hotel = hotels.get(session, booking.hotel_id)
    arrival = hours_of(hotel, policies.of(session, booking.hotel_id)).arrival(booking.nights)
    return cancelling(agreed, paid or nothing, arrival, now)


def charge(
    session: Session, by: By, booking_id: int, kind: ChargeKind, amount: Money, note: str = ""
) -> Charge:
    """One more line on the bill. What takes off, and forgiving a fee, is for those who may agree on prices."""
    takes_off = amount.minor < 0 or kind in (ChargeKind.DISCOUNT, ChargeKind.FEE_WAIVED)
    require(by, Action.AGREE_PRICE if takes_off else Action.BOOK)
    with session.begin_nested():
        booking = deeds.take(session, booking_id)
        deeds.step(booking, Deed.CHARGE)
        line = add_charge(session, by, booking, kind, amount, note)
        deeds.note(session, by, AuditTag.BOOKING_CHARGED, booking, kind=kind, amount=amount.minor)
    return line


@dataclass(frozen=True)
class Extra:
    """A line that staff add to the bill."""

    kind: ChargeKind
    amount: Money
    note: str = ""


def charge_once(session: Session, by: By, booking_id: int, extra: Extra, token: str) -> Booking:
    """The same as `charge`, for a click: however often it arrives, the line is on the bill once."""
    if earlier := deeds.done_before(session, token):
        return earlier
    takes_off = extra.amount.minor < 0 or extra.kind in (ChargeKind.DISCOUNT, ChargeKind.FEE_WAIVED)
    require(by, Action.AGREE_PRICE if takes_off else Action.BOOK)
    with session.begin_nested():
        booking = deeds.take(session, booking_id)
        deeds.step(booking, Deed.CHARGE)
        add_charge(session, by, booking, extra.kind, extra.amount, extra.note)
        facts = {"kind": extra.kind, "amount": extra.amount.minor}
        deeds.note(session, by, AuditTag.BOOKING_CHARGED, booking, token, **facts)
    return booking


def add_charge(
    session: Session, by: By, booking: Booking, kind: ChargeKind, amount: Money, note: str = ""
) -> Charge:
    if amount.currency != booking.currency:
        raise Refused(WhyNot.NO_PRICE, currency=booking.currency)
    line = Charge(
        hotel_id=booking.hotel_id,
        booking_id=booking.id,
        kind=kind,
        amount=amount.minor,
        currency=amount.currency,
        note=note[:500],
        staff_id=by.staff_id,
        at=taking.database_now(session),
    )
    session.add(line)
    session.flush()
    return line
