"""How the card of a booking looks as JSON. Money is whole minor units of the booking's currency."""

from __future__ import annotations

from typing import Any

from console import stay_shapes
from console.shapes import moment
from core.domain.payments import RefundState
from core.domain.quotes import Quote
from core.domain.refusals import Refusal
from core.services.calling_off import Costs
from core.services.extra_hours import Option
from core.services.room_choice import Choice, TypeOffer
from core.services.sending_back import SentBack
from core.services.standing_again import Again
from core.store.payments import Refund
from core.store.views.card import Balance, Card, Entry

# What of an entry in the book a screen may say; the rest is for machines.
_TOLD = frozenset(
    {
        "reason",
        "amount",
        "before",
        "after",
        "hour",
        "kind",
        "until",
        "method",
        "fee",
        "waived",
        "state",
        "fixed",
    }
)


def card(found: Card) -> dict[str, Any]:
    line = stay_shapes.line(found.line)
    moments = {name: moment(at) for name, at in found.moments.items()}
    return {
        "booking": line | moments | {"cots": found.cots},
        "rooms": [stay_shapes.line(room) for room in found.rooms],
        "quote": quote(found.quote) if found.quote else None,
        "charges": [
            {"kind": one.kind, "amount": one.amount, "note": one.note, "at": moment(one.at)}
            for one in found.charges
        ],
        "payments": [
            {
                "id": one.id,
                "method": one.method,
                "state": one.state,
                "amount": one.amount,
                "refunded": one.refunded,
                "back": sum(back.amount for back in found.refunds if _goes(back, one.id)),
                "counted": one.counted,
                "at": moment(one.approved_at or one.created_at),
                "staff": staff,
            }
            for one, staff in found.payments
        ],
        "refunds": [
            {"amount": one.amount, "state": one.state, "reason": one.reason, "at": moment(one.wanted_at)}
            for one in found.refunds
        ],
        "requests": [
            {
                "purpose": one.purpose,
                "amount": one.amount,
                "state": one.state,
                "until": moment(one.expires_at),
                "url": one.link_url,
            }
            for one in found.requests
        ],
        "letters": [
            {"kind": one.kind, "due": moment(one.due_at), "state": one.state} for one in found.letters
        ],
        "entries": [entry(one) for one in found.entries],
    }


def quote(found: Quote) -> dict[str, Any]:
    return {
        "lines": [
            {
                "kind": one.kind,
                "count": one.count,
                "unit": one.unit.minor,
                "amount": one.amount.minor,
                "counts": one.counts.minor,
                "name": one.name,
            }
            for one in found.lines
        ],
        "total": found.total.minor,
        "deposit": found.deposit.minor,
        "rules": [{"hours": tier.hours_before, "share": tier.fee} for tier in found.cancellation],
    }


def entry(found: Entry) -> dict[str, Any]:
    facts = {name: fact for name, fact in found.details.items() if name in _TOLD}
    return {"tag": found.tag, "at": moment(found.at), "staff": found.staff, "facts": facts}


def _goes(refund: Refund, payment_id: int) -> bool:
    """Of this payment, back already or on its way."""
    return refund.payment_id == payment_id and refund.state != RefundState.REFUSED


def money(balance: Balance) -> dict[str, Any]:
    return {
        "owed": balance.owed.minor,
        "paid": balance.paid.minor,
        "balance": balance.left.minor,
        "deposit_due": balance.deposit_due.minor,
        "currency": balance.owed.currency,
    }


def costs(found: Costs) -> dict[str, Any]:
    return {
        "fee": found.fee.minor,
        "paid": found.paid.minor,
        "refund": found.refund.minor,
        "owed": found.owed.minor,
    }


def again(found: Again) -> dict[str, Any]:
    return {
        "room_id": found.room_id,
        "room": found.room,
        "same_room": found.same_room,
        "price": found.price.minor,
        "fee": found.fee.minor,
        "paid": found.paid.minor,
        "balance": found.balance.minor,
        "without_hours": found.without_hours,
    }


def hours(found: Option) -> dict[str, Any]:
    return {
        "hour": stay_shapes.hour(found.hour),
        "price": found.price.minor,
        "to_pay": found.to_pay.minor,
        "approval": found.needs_approval,
        "why": found.why_not,
    }


def choice(found: Choice) -> dict[str, Any]:
    return {
        "id": found.room_id,
        "number": found.number,
        "type": found.type_slug,
        "free": found.free,
        "ready": found.ready,
    }


def type_offer(found: TypeOffer) -> dict[str, Any]:
    price = found.price
    told = (
        {"why": price.why, "facts": price.facts}
        if isinstance(price, Refusal)
        else {"total": price.total.minor, "deposit": price.deposit.minor}
    )
    return {
        "slug": found.slug,
        "names": found.names,
        "rooms": [choice(room) for room in found.rooms],
        **told,
    }


def sent_back(found: SentBack) -> dict[str, Any]:
    return {"asked": found.asked.minor, "by_hand": found.by_hand.minor}
