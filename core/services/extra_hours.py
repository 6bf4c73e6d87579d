"""Hours beyond the usual ones: leaving later, coming earlier. Both are a longer `occupied`: the same guard decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from core.domain.access import Action, Actor, By, require
from core.domain.bookings import ChargeKind, Deed, Status
from core.domain.conversations import AuditTag
from core.domain.money import Money
from core.domain.policies import ExtraHours
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Occupied
from core.services import reckoning
from core.services.bookings import bill, deeds
from core.services.reckoning import Reckoning
from core.store import bookings, charges, taking
from core.store.bookings import Booking


@dataclass(frozen=True)
class Option:
    """One hour on offer: what it costs in all, what of that is still to pay, and why not, when it cannot be had."""

    hour: time
    price: Money
    to_pay: Money
    needs_approval: bool
    why_not: WhyNot | None = None


@dataclass(frozen=True)
class Side:
    """Which end of the stay is stretched."""

    late: bool

    @property
    def kind(self) -> ChargeKind:
        return ChargeKind.LATE_CHECKOUT if self.late else ChargeKind.EARLY_CHECK_IN

    def rule(self, book: Reckoning) -> ExtraHours:
        return book.policies.late_checkout if self.late else book.policies.early_check_in

    def hours(self, book: Reckoning, booking: Booking, hour: time | None) -> Occupied:
        """With that hour, or with the usual one."""
        early, late = (booking.early_from, hour) if self.late else (hour, booking.late_until)
        usual = book.hours.occupied(booking.nights, early, late)
        starts = booking.starts_at if self.late else usual.starts
        return Occupied(starts, usual.ends)

    def minutes(self, book: Reckoning, hour: time) -> int:
        usual = book.hours.check_out if self.late else book.hours.check_in
        between = _minutes(hour) - _minutes(usual)
        return between if self.late else -between

    def agreed(self, booking: Booking) -> time | None:
        return booking.late_until if self.late else booking.early_from

    def night(self, booking: Booking) -> Money:
        """The price of the night beside the hours: the last one, or the first."""
        agreed = booking.agreed
        if agreed is None or not agreed.nights:
            return Money.zero(booking.currency)
        return agreed.nights[-1 if self.late else 0].price


LATE, EARLY = Side(late=True), Side(late=False)


def options(session: Session, side: Side, booking_id: int) -> list[Option]:
    """Every hour the hotel offers, with its price; the ones that cannot be had say why."""
    booking = bookings.one(session, booking_id)
    if booking is None:
        raise Refused(WhyNot.NO_SUCH_BOOKING)
    book = reckoning.open_for(session, booking.hotel_id, booking.check_in, booking.check_out)
    paid = charged_for(session, side, booking)
    return [
        _option(session, side, book, booking, hour, paid)
        for hour in side.rule(book).hours
        if side.minutes(book, hour) > 0
    ]


def price(session: Session, side: Side, booking_id: int, hour: time) -> Option:
    found = next((option for option in options(session, side, booking_id) if option.hour == hour), None)
    if found is None:
        raise Refused(WhyNot.NOT_OFFERED, hour=hour.isoformat("minutes"))
    return found


def agree(
    session: Session, by: By, side: Side, booking_id: int, hour: time, token: str | None = None
) -> Booking:
    """Makes the room theirs for longer and writes the price on the bill. What needs approval, staff agree to.

    A second agreement on other hours charges the difference; the bill always says what the hours cost now.
    """
    require(by, Action.BOOK)
    with session.begin_nested():
        booking = deeds.take_with_room(session, booking_id)
        if deeds.done_before(session, token) or side.agreed(booking) == hour:
            return booking
        deeds.step(booking, Deed.EXTRA_HOURS)
        book = reckoning.open_for(session, booking.hotel_id, booking.check_in, booking.check_out)
        _may(by, side, book, hour)
        if not side.late and booking.status == Status.IN_HOUSE:
            raise Refused(
                WhyNot.ALREADY_LEFT if booking.left_at else WhyNot.WRONG_STATUS, status=booking.status
            )
        _stretch(session, side, book, booking, hour)
        owing = side.rule(book).price(side.night(booking), side.minutes(book, hour)) - charged_for(
            session, side, booking
        )
        if owing:
            bill.add_charge(session, by, booking, side.kind, owing, hour.isoformat("minutes"))
        deeds.note(
            session, by, AuditTag.HOURS_AGREED, booking, token, kind=side.kind, hour=hour.isoformat("minutes")
        )
    return booking


def waive(session: Session, by: By, side: Side, booking_id: int, token: str | None = None) -> Booking:
    """The hours stay theirs and cost nothing: the price is taken off the bill again, and the bill says so."""
    require(by, Action.AGREE_PRICE)
    with session.begin_nested():
        booking = deeds.take(session, booking_id)
        if deeds.done_before(session, token):
            return booking
        deeds.step(booking, Deed.EXTRA_HOURS)
        charged = charged_for(session, side, booking)
        if charged:
            bill.add_charge(session, by, booking, side.kind, -charged)
        deeds.note(session, by, AuditTag.HOURS_WAIVED, booking, token, kind=side.kind, amount=charged.minor)
    return booking


def call_off(session: Session, by: By, side: Side, booking_id: int, token: str | None = None) -> Booking:
    """The usual hour again: the room is free as it was, and what the hours cost is taken off the bill."""
    require(by, Action.BOOK)
    with session.begin_nested():
        booking = deeds.take_with_room(session, booking_id)
        hour = side.agreed(booking)
        if deeds.done_before(session, token) or hour is None:
            return booking
        deeds.step(booking, Deed.EXTRA_HOURS)
        book = reckoning.open_for(session, booking.hotel_id, booking.check_in, booking.check_out)
        if not may_call_off(side, book, booking):
            raise Refused(WhyNot.ALREADY_LEFT)
        column = "late_until" if side.late else "early_from"
        values = {column: None, "occupied": taking.as_hours(side.hours(book, booking, None))}
        taking.rewrite(session, booking, **values, changed_at=book.now)
        charged = charged_for(session, side, booking)
        if charged:
            bill.add_charge(session, by, booking, side.kind, -charged)
        details = {"kind": side.kind, "hour": hour.isoformat("minutes"), "amount": charged.minor}
        deeds.note(session, by, AuditTag.HOURS_CALLED_OFF, booking, token, **details)
    return booking


def may_call_off(side: Side, book: Reckoning, booking: Booking) -> bool:
    """While the hours still lie ahead: whoever is in the house already came early, or stays late by now."""
    if not side.late:
        return booking.status == Status.CONFIRMED and side.hours(book, booking, None).starts > book.now
    usual = side.hours(book, booking, None)
    return _moment(side, usual, book) > book.now


def _may(by: By, side: Side, book: Reckoning, hour: time) -> None:
    rule = side.rule(book)
    if side.minutes(book, hour) <= 0 or (hour not in rule.hours and not isinstance(by, Actor)):
        raise Refused(WhyNot.NOT_OFFERED, hour=hour.isoformat("minutes"))
    if rule.approval and not isinstance(by, Actor):
        raise Refused(WhyNot.NEEDS_APPROVAL, hour=hour.isoformat("minutes"))


def _stretch(session: Session, side: Side, book: Reckoning, booking: Booking, hour: time) -> None:
    if booking.check_out < book.today:
        raise Refused(WhyNot.ALREADY_LEFT)
    wanted = side.hours(book, booking, hour)
    taking.sweep(session, {booking.room_id}, wanted, book.now, but=booking.id)
    column = "late_until" if side.late else "early_from"
    values = {column: hour, "occupied": taking.as_hours(wanted), "changed_at": book.now}
    if not taking.rewrite(session, booking, **values):
        raise Refused(WhyNot.ROOM_TAKEN, hour=hour.isoformat("minutes"))


def _option(
    session: Session, side: Side, book: Reckoning, booking: Booking, hour: time, paid: Money
) -> Option:
    cost = side.rule(book).price(side.night(booking), side.minutes(book, hour))
    return Option(
        hour=hour,
        price=cost,
        to_pay=cost - paid,
        needs_approval=side.rule(book).approval,
        why_not=_why_not(session, side, book, booking, hour),
    )


def _why_not(session: Session, side: Side, book: Reckoning, booking: Booking, hour: time) -> WhyNot | None:
    if booking.status not in (Status.CONFIRMED, Status.IN_HOUSE):
        return WhyNot.WRONG_STATUS
    wanted = side.hours(book, booking, hour)
    if _moment(side, wanted, book) <= book.now:
        return WhyNot.ALREADY_LEFT
    taken = taking.is_taken(session, booking.room_id, wanted, book.now, but=booking.id)
    return WhyNot.ROOM_TAKEN if taken else None


def _moment(side: Side, wanted: Occupied, book: Reckoning) -> datetime:
    return wanted.ends - timedelta(minutes=book.policies.turnover_minutes) if side.late else wanted.ends


def charged_for(session: Session, side: Side, booking: Booking) -> Money:
    """What is on the bill for them now."""
    lines = [line.money for line in charges.of_booking(session, booking.id) if line.kind == side.kind]
    return sum(lines, Money.zero(booking.currency))


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute
