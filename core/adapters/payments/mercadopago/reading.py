"""A payment as they show it becomes a snapshot as we know it."""

from __future__ import annotations

from typing import Any

from core.adapters.payments.mercadopago.amounts import to_minor
from core.adapters.payments.mercadopago.tolerant import mapping, moment, number_id, plain, rows, words
from core.domain.payments import PaymentState, RefundSeen, RefundState, Snapshot

_REFUND_STATES = {
    "approved": RefundState.DONE,
    "in_process": RefundState.ASKED,
    "authorized": RefundState.ASKED,
    "pending": RefundState.ASKED,
    "rejected": RefundState.REFUSED,
    "cancelled": RefundState.REFUSED,
}
# What is kept of a payment beside our own columns: enough to argue about it, nothing of the payer's person.
_KEPT = (
    "id",
    "status",
    "status_detail",
    "external_reference",
    "transaction_amount",
    "transaction_amount_refunded",
    "currency_id",
    "date_created",
    "date_approved",
    "date_last_updated",
    "date_of_expiration",
    "payment_type_id",
    "payment_method_id",
    "installments",
    "live_mode",
    "collector_id",
    "order",
    "refunds",
)


def snapshot(payment: dict[str, Any]) -> Snapshot | None:
    """None when it has not even an id. The amount is `transaction_amount`: the total paid may hold interest."""
    payment_id = number_id(payment.get("id"))
    if payment_id is None:
        return None
    currency = words(payment.get("currency_id"), 8)
    return Snapshot(
        payment_id=payment_id,
        state=_state(payment.get("status")),
        reference=words(payment.get("external_reference"), 256),
        amount=to_minor(payment.get("transaction_amount"), currency),
        currency=currency,
        refunded=to_minor(payment.get("transaction_amount_refunded"), currency) or 0,
        collector=number_id(payment.get("collector_id")),
        detail=words(payment.get("status_detail"), 100),
        method=words(payment.get("payment_method_id"), 60),
        created_at=moment(payment.get("date_created")),
        approved_at=moment(payment.get("date_approved")),
        updated_at=moment(payment.get("date_last_updated")),
        refunds=tuple(seen for item in rows(payment.get("refunds")) if (seen := refund(item, currency))),
        live=payment.get("live_mode") is not False,
        raw=plain({key: payment[key] for key in _KEPT if key in payment}),
    )


def _state(word: Any) -> PaymentState:
    try:
        return PaymentState(words(word))
    except ValueError:
        return PaymentState.UNKNOWN


def refund(item: Any, currency: str) -> RefundSeen | None:
    """A refund that says nothing of its state was accepted: that is how older answers look."""
    row = mapping(item)
    refund_id, amount = number_id(row.get("id")), to_minor(row.get("amount"), currency)
    if refund_id is None or amount is None:
        return None
    return RefundSeen(
        refund_id, amount, _REFUND_STATES.get(words(row.get("status")) or "approved", RefundState.ASKED)
    )
