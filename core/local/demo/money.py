"""The money of a demo hotel's invented stays: who left has paid, most others have paid their deposit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from core.domain.bookings import Status
from core.domain.payments import Method, PaymentState

_WAYS: Final = (Method.MERCADOPAGO, Method.TRANSFER, Method.CASH)
_PAY_AHEAD: Final = (Method.MERCADOPAGO, Method.TRANSFER)
_PAYS: Final = frozenset({Status.CONFIRMED, Status.IN_HOUSE, Status.CHECKED_OUT})
# One in so many of those still to come has not paid yet: a desk without open bills would teach nothing.
_OWES: Final = 4


def payments(stays: Iterable[tuple[int, dict[str, Any], int]], now: datetime) -> list[dict[str, Any]]:
    """For each stay its id, its row and the money beyond its quote; the answer is rows of payments."""
    rows: list[dict[str, Any]] = []
    for booking_id, row, beyond in stays:
        if row["guest_id"] is None or row["status"] not in _PAYS:
            continue
        ahead = row["deposit"] if booking_id % _OWES else 0
        if ahead:
            at = row["confirmed_at"]
            rows.append(_payment(row, booking_id, ahead, _PAY_AHEAD[booking_id % 2], min(at, now)))
        rest = row["total"] + beyond - ahead
        if row["status"] == Status.CHECKED_OUT and rest > 0:
            at = (row["left_at"] or now) - timedelta(minutes=10)
            rows.append(_payment(row, booking_id, rest, _WAYS[booking_id % 3], at))
    return rows


def _payment(
    row: dict[str, Any], booking_id: int, amount: int, method: Method, at: datetime
) -> dict[str, Any]:
    by_link = method is Method.MERCADOPAGO
    return {
        "hotel_id": row["hotel_id"],
        "booking_id": booking_id,
        "method": method,
        "provider_id": f"demo-{booking_id}-{at:%Y%m%d%H%M}" if by_link else None,
        "state": PaymentState.APPROVED,
        "amount": amount,
        "currency": row["currency"],
        "refunded": 0,
        "counted": True,
        "created_at": at,
        "approved_at": at,
        "seen_at": at,
        "raw": {},
        "note": "",
    }
