"""A guest gives up rooms: what it costs and what goes back, the rooms freed and the money sent on its way, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.domain.access import By, House
from core.domain.bookings import ChargeKind
from core.domain.money import Money, total
from core.services import bookings
from core.services.bookings import bill
from core.services.payments.asking import over
from core.services.payments.reads import group_of, purse
from core.services.sending_back import SentBack, on_its_way, send_back
from core.store import charges, payments
from core.store.bookings import Booking

_HOURS = (ChargeKind.LATE_CHECKOUT, ChargeKind.EARLY_CHECK_IN)


@dataclass(frozen=True)
class Costs:
    """`fee` is what cancelling costs, `refund` what goes back of `paid`, `owed` what of the fee is not paid yet."""

    fee: Money
    paid: Money
    refund: Money
    owed: Money


@dataclass(frozen=True)
class CalledOff:
    costs: Costs
    sent: SentBack


def take_turn(session: Session, rooms: Sequence[Booking]) -> None:
    """Money before bookings, always: whoever pays at this very moment is waited for."""
    for booking in sorted(group_of(session, rooms[0]), key=lambda one: one.id):
        payments.lock_money(session, booking.id)


def costs(session: Session, rooms: Sequence[Booking]) -> Costs:
    """By the rules that were agreed. What was paid for rooms booked together counts first for those that stay."""
    by, currency = House(rooms[0].hotel_id), rooms[0].currency
    money = purse(session, rooms[0])
    paid = money.paid - on_its_way(session, group_of(session, rooms[0]))
    fees = total([bookings.cancelling_costs(session, by, one.id).fee for one in rooms], currency)
    stays = money.owed - total([bookings.owed(session, one) for one in rooms], currency)
    nothing = Money.zero(currency)
    left = max(paid - stays, nothing)
    return Costs(fee=fees, paid=paid, refund=max(left - fees, nothing), owed=max(fees - left, nothing))


def call_off(session: Session, rooms: Sequence[Booking], token: str) -> CalledOff:
    """All of these rooms or none; the token makes the second tap find everything done."""
    take_turn(session, rooms)
    by = House(rooms[0].hotel_id)
    with session.begin_nested():
        found = costs(session, rooms)
        for booking in rooms:
            without_hours(session, by, booking)
            bookings.cancel(session, by, booking.id, token=f"{token}:{booking.id}")
        for booking in group_of(session, rooms[0]):
            over(session, booking)
        sent = send_back(session, by, rooms[0], found.refund, token)
    return CalledOff(found, sent)


def without_hours(session: Session, by: By, booking: Booking) -> None:
    """Nobody pays for leaving later from a room they never slept in."""
    for kind in _HOURS:
        lines = [line.money for line in charges.of_booking(session, booking.id) if line.kind == kind]
        agreed = total(lines, booking.currency)
        if agreed:
            bill.add_charge(session, by, booking, kind, -agreed)
