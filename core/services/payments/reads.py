"""How much was paid, and how much is still to be paid."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.domain.money import Money, total
from core.services import bookings as verbs
from core.store import bookings, payments
from core.store.bookings import Booking


@dataclass(frozen=True)
class Purse:
    """All the money around a booking, with the rooms that were booked together with it."""

    owed: Money
    paid: Money
    deposit: Money

    @property
    def balance(self) -> Money:
        """Below nothing when too much was paid."""
        return self.owed - self.paid

    @property
    def deposit_due(self) -> Money:
        left = self.deposit - self.paid
        return left if left.minor > 0 else Money.zero(left.currency)


def group_of(session: Session, booking: Booking) -> list[Booking]:
    """Rooms booked together are paid together."""
    if booking.group_code is None:
        return [booking]
    return bookings.of_group(session, booking.group_code)


def purse(session: Session, booking: Booking) -> Purse:
    group = group_of(session, booking)
    rows = payments.of_bookings(session, [one.id for one in group])
    came = [Money(row.kept, row.currency) for row in rows if row.counted and row.currency == booking.currency]
    return Purse(
        owed=total([verbs.owed(session, one) for one in group], booking.currency),
        paid=total(came, booking.currency),
        deposit=total([one.down_payment for one in group], booking.currency),
    )
