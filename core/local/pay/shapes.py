"""How preferences, payments, refunds and orders are shown over the API."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from core.local.pay.ledger import Ledger, Payment, Preference
from core.local.pay.notices import iso
from core.local.pay.settings import PaySettings


def number(amount: str | Decimal) -> int | float:
    value = Decimal(amount)
    return int(value) if value == value.to_integral_value() else float(value)


def plain(body: dict[str, Any]) -> dict[str, Any]:
    """Decimals as JSON numbers, for what was given with them."""
    shown: dict[str, Any] = json.loads(json.dumps(body, default=number))
    return shown


def preference_shape(preference: Preference, settings: PaySettings) -> dict[str, Any]:
    page = f"{settings.own_url}/pay/checkout?pref_id={preference.id}"
    return {
        **plain(preference.body),
        "id": preference.id,
        "collector_id": int(preference.seller_id),
        "client_id": "6677",
        "date_created": iso(preference.created),
        "init_point": page,
        "sandbox_init_point": f"{settings.own_url}/pay/sandbox?pref_id={preference.id}",
    }


def payment_shape(payment: Payment) -> dict[str, Any]:
    return {
        "id": payment.id,
        "status": payment.status,
        "status_detail": payment.detail,
        "external_reference": payment.reference,
        "transaction_amount": number(payment.amount),
        "transaction_amount_refunded": number(payment.refunded),
        "currency_id": payment.currency,
        "date_created": iso(payment.created),
        "date_approved": iso(payment.approved),
        "date_last_updated": iso(payment.updated),
        "date_of_expiration": None,
        "payment_type_id": payment.kind,
        "payment_method_id": payment.method,
        "installments": 1,
        "live_mode": True,
        "collector_id": int(payment.seller_id),
        "order": {"id": str(payment.order_id), "type": "mercadopago"},
        "payer": {"id": "7788", "email": "test_user_7788@testuser.com"},
        "transaction_details": {"total_paid_amount": number(Decimal(payment.amount) * Decimal("1.12"))},
        "refunds": [refund_shape(one) for one in payment.refunds],
        "metadata": {},
    }


def refund_shape(refund: dict[str, Any]) -> dict[str, Any]:
    return {**refund, "amount": number(refund["amount"]), "date_created": iso(refund["date_created"])}


def order_shape(preference: Preference, ledger: Ledger) -> dict[str, Any]:
    payments = ledger.of_preference(preference.id)
    approved = [one for one in payments if one.status == "approved"]
    paid = sum((Decimal(one.amount) for one in approved), Decimal(0))
    return {
        "id": preference.order_id,
        "status": "closed" if paid >= preference.total else "opened",
        "preference_id": preference.id,
        "external_reference": preference.reference,
        "payments": [
            {"id": one.id, "status": one.status, "transaction_amount": number(one.amount)} for one in payments
        ],
        "paid_amount": number(paid),
        "total_amount": number(preference.total),
    }
