"""Money of a booking on its way back: by the provider where it came through one, by the hands of staff otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.domain.access import By
from core.domain.money import Money, total
from core.domain.payments import Method, PaymentState, RefundState
from core.services.payments import refunding
from core.services.payments.reads import group_of
from core.store import payments
from core.store.bookings import Booking
from core.store.payments import Refund

_UNDER_WAY = frozenset({RefundState.WANTED, RefundState.ASKED})


@dataclass(frozen=True)
class SentBack:
    """`asked` was asked of the provider; `by_hand` is cash or a transfer, which only people can give back."""

    asked: Money
    by_hand: Money


@dataclass(frozen=True)
class Way:
    """What goes back, and how far it is."""

    done: Money
    under_way: Money


def send_back(session: Session, by: By, booking: Booking, amount: Money, token: str) -> SentBack:
    """The newest money first, and never more of a payment than is left of it."""
    left = amount.minor
    asked = by_hand = Money.zero(amount.currency)
    rows = payments.of_bookings(session, [one.id for one in group_of(session, booking)])
    for found in reversed(rows):
        row = payments.locked(session, found.id)
        if left <= 0 or row is None or not row.counted or row.state != PaymentState.APPROVED:
            continue
        part = min(left, row.amount - max(row.refunded, payments.going_back(session, row.id)))
        if part <= 0 or row.currency != amount.currency:
            continue
        left -= part
        if row.method == Method.MERCADOPAGO:
            refunding.want(session, by, row, part, f"booking {booking.code}", f"{token}:back:{row.id}")
            asked += Money(part, row.currency)
        else:
            by_hand += Money(part, row.currency)
    return SentBack(asked, by_hand)


def on_its_way(session: Session, group: Sequence[Booking]) -> Money:
    """Still counted as paid, though it is going back already. Money sent back as too much never counted."""
    going = [one for one in _refunds(session, group, counted=True) if one.state in _UNDER_WAY]
    return total([Money(one.amount, one.currency) for one in going], group[0].currency)


def way_of(session: Session, group: Sequence[Booking]) -> Way:
    refunds = _refunds(session, group)
    currency = group[0].currency
    done = [Money(one.amount, one.currency) for one in refunds if one.state == RefundState.DONE]
    going = [Money(one.amount, one.currency) for one in refunds if one.state in _UNDER_WAY]
    return Way(total(done, currency), total(going, currency))


def _refunds(session: Session, group: Sequence[Booking], *, counted: bool = False) -> list[Refund]:
    rows = payments.of_bookings(session, [one.id for one in group])
    return [
        refund
        for row in rows
        if row.currency == group[0].currency and (row.counted or not counted)
        for refund in payments.refunds_of(session, row.id)
    ]
