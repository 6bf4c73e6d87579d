"""A wish for a payment link, drawn as a preference of Checkout Pro."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from core.adapters.payments.mercadopago.amounts import NoSuchAmount, to_number
from core.adapters.payments.mercadopago.answers import refused
from core.domain.errands import Act
from core.domain.ports import LinkWish

_REFERENCE = re.compile(r"[A-Za-z0-9_-]{1,64}")
# A room is held for an hour: what takes days to arrive is not offered. In Brazil a bank transfer is Pix, in Chile
# Webpay; both arrive at once.
_TOO_SLOW = {"BR": ("ticket", "atm"), "CL": ("ticket", "atm")}
_TOO_SLOW_ELSEWHERE = ("ticket", "atm", "bank_transfer")


def preference(wish: LinkWish) -> dict[str, Any]:
    if not _REFERENCE.fullmatch(wish.reference):
        raise refused(Act.OUR_BUG, f"{wish.reference[:80]!r} is no reference they take")
    try:
        price = to_number(wish.amount, wish.currency)
    except NoSuchAmount as problem:
        raise refused(Act.OUR_BUG, str(problem)) from problem
    drawn: dict[str, Any] = {
        "items": [
            {
                "id": wish.reference,
                "title": wish.title[:250],
                "quantity": 1,
                "unit_price": price,
                "currency_id": wish.currency,
                "category_id": "travels",
            }
        ],
        "external_reference": wish.reference,
        "notification_url": for_webhooks(wish.notify_at),
        "expires": True,
        "expiration_date_from": stamp(wish.starts_at),
        "expiration_date_to": stamp(wish.expires_at),
        "date_of_expiration": stamp(wish.expires_at),
        "binary_mode": True,
        "payment_methods": {"excluded_payment_types": [{"id": kind} for kind in too_slow(wish.country)]},
    }
    if wish.payer:
        drawn["payer"] = {"name": wish.payer[:100]}
    if wish.statement:
        drawn["statement_descriptor"] = _on_a_card_statement(wish.statement)
    if wish.back_to:
        drawn["back_urls"] = dict.fromkeys(("success", "pending", "failure"), wish.back_to)
        # They take this only with an encrypted way back.
        if wish.back_to.startswith("https://"):
            drawn["auto_return"] = "approved"
    return drawn


def too_slow(country: str) -> tuple[str, ...]:
    return _TOO_SLOW.get(country.upper(), _TOO_SLOW_ELSEWHERE)


def stamp(moment: datetime) -> str:
    """They insist on milliseconds and an offset."""
    return moment.isoformat(timespec="milliseconds")


def for_webhooks(url: str) -> str:
    """Without this word in the address the older kind of notification comes as well, which nobody can verify."""
    if not url:
        return url
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query)) | {"source_news": "webhooks"}
    return urlunsplit(parts._replace(query=urlencode(query)))


def _on_a_card_statement(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9 ]", "", name.upper())[:13].strip()
