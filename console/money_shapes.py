"""How the hotel's money looks as JSON: whole minor units, moments in UTC, days as the hotel writes them."""

from __future__ import annotations

from typing import Any

from console.shapes import moment
from core.domain.payments import HOLDS_MONEY, PaymentState
from core.domain.settling import CaseKind
from core.services.payments.receipts import Words
from core.store.payments import Payment
from core.store.views.money import PaymentLine, Sum, Taken
from core.store.views.office import Bill, CaseLine, Fought, RefundLine, Waiting

# What of a case's facts a screen may say; the rest is for machines.
_TOLD = ("amount", "currency", "asked", "detail", "came", "expected", "reason", "chosen")


def payment(line: PaymentLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "code": line.code,
        "guest": line.guest,
        "method": line.method,
        "state": line.state,
        "amount": line.amount,
        "refunded": line.refunded,
        "counted": line.counted,
        "currency": line.currency,
        "at": moment(line.at),
        "staff": line.staff,
        "number": line.provider_id,
    }


def total(found: Sum) -> dict[str, Any]:
    return {
        "method": found.method,
        "currency": found.currency,
        "count": found.count,
        "amount": found.amount,
        "refunded": found.refunded,
    }


def taken(found: Taken) -> dict[str, Any]:
    return {
        "method": found.method,
        "currency": found.currency,
        "staff": found.staff,
        "count": found.count,
        "amount": found.amount,
        "back": found.back,
    }


def receipt(found: Waiting, asked: int, left: int, words: Words) -> dict[str, Any]:
    first = found.first
    return {
        "id": found.receipt.id,
        "code": found.booking.code,
        "status": found.booking.status,
        "guest": found.guest,
        "conversation": found.booking.conversation_id,
        "check_in": found.booking.check_in.isoformat(),
        "check_out": found.booking.check_out.isoformat(),
        "media": found.receipt.media_id,
        "mime": found.mime,
        "caption": found.caption,
        "sent": moment(found.receipt.sent_at),
        "asked": asked,
        "left": left,
        "currency": found.booking.currency,
        "seen_before": {"code": first[0], "at": moment(first[1]), "state": first[2]} if first else None,
        "words": {
            "amount": words.amount,
            "approved": words.approved,
            "refused": words.refused,
            "because": words.refused_because,
        },
    }


def case(found: CaseLine, left: int) -> dict[str, Any]:
    row, paid = found.case, found.payment
    return {
        "id": row.id,
        "kind": row.kind,
        "code": found.booking.code if found.booking else None,
        "status": found.booking.status if found.booking else None,
        "guest": found.guest,
        "conversation": found.booking.conversation_id if found.booking else None,
        "opened": moment(row.opened_at),
        "amount": paid.amount if paid else row.facts.get("amount"),
        "currency": paid.currency if paid else row.facts.get("currency"),
        "method": paid.method if paid else None,
        "left": left,
        "facts": {name: row.facts[name] for name in _TOLD if name in row.facts},
        "can": _can(row.kind, found, paid, left),
    }


def _can(kind: str, found: CaseLine, paid: Payment | None, left: int) -> list[str]:
    """What may be tried; whether it works out is decided when it is done."""
    deeds = ["close"]
    if paid is None:
        return deeds
    if paid.known_state in HOLDS_MONEY and left > 0:
        deeds.insert(0, "send_back")
    fits = found.booking is not None and found.booking.currency == paid.currency
    if paid.state == PaymentState.APPROVED and not paid.counted and fits:
        deeds.insert(0, "rescue" if kind == CaseKind.LATE_NO_ROOM else "accept")
    return deeds


def refund(found: RefundLine) -> dict[str, Any]:
    row = found.refund
    return {
        "id": row.id,
        "payment": row.payment_id,
        "code": found.code,
        "guest": found.guest,
        "method": found.method,
        "state": row.state,
        "amount": row.amount,
        "currency": row.currency,
        "reason": row.reason,
        "at": moment(row.wanted_at),
        "done": moment(row.done_at),
        "staff": found.staff,
    }


def fought(found: Fought) -> dict[str, Any]:
    row = found.payment
    return {
        "id": row.id,
        "code": found.code,
        "guest": found.guest,
        "state": row.state,
        "amount": row.amount,
        "currency": row.currency,
        "at": moment(row.approved_at or row.created_at),
        "number": row.provider_id,
    }


def bill(found: Bill) -> dict[str, Any]:
    return {
        "code": found.code,
        "status": found.status,
        "guest": found.guest,
        "conversation": found.conversation_id,
        "check_in": found.check_in.isoformat(),
        "check_out": found.check_out.isoformat(),
        "rooms": found.rooms,
        "owed": found.owed,
        "paid": found.paid,
        "left": found.left,
        "currency": found.currency,
    }
