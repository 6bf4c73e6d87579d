"""What a preference must look like. Stricter than the real thing: what it leaves open is refused here."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from core.local.pay.problems import PayProblem
from core.local.pay.settings import Seller

_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d")
_REFERENCE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_KINDS = {"credit_card", "debit_card", "prepaid_card", "ticket", "atm", "bank_transfer", "digital_currency"}
_NO_CENTS = {"CLP", "COP", "PYG"}
_KNOWN = {
    "items",
    "payer",
    "external_reference",
    "notification_url",
    "back_urls",
    "auto_return",
    "expires",
    "expiration_date_from",
    "expiration_date_to",
    "date_of_expiration",
    "binary_mode",
    "payment_methods",
    "statement_descriptor",
    "metadata",
    "additional_info",
}


def check_new(body: dict[str, Any], seller: Seller) -> None:
    unknown = set(body) - _KNOWN
    if unknown:
        raise PayProblem(400, f"unknown fields: {', '.join(sorted(unknown))}")
    items = body.get("items")
    if not isinstance(items, list) or not items:
        raise PayProblem(400, "items needed")
    for item in items:
        _check_item(item, seller)
    reference = body.get("external_reference")
    if not isinstance(reference, str) or not _REFERENCE.fullmatch(reference):
        raise PayProblem(400, "external_reference must be 1 to 64 of A-Z a-z 0-9 _ -")
    check_times(body)
    _check_addresses(body)
    _check_methods(body.get("payment_methods", {}))


def check_times(body: dict[str, Any]) -> None:
    for name in ("expiration_date_from", "expiration_date_to", "date_of_expiration"):
        given = body.get(name)
        if given is not None and (not isinstance(given, str) or not _STAMP.fullmatch(given)):
            raise PayProblem(400, f"{name} must be ISO 8601 with milliseconds and offset")
    if body.get("expiration_date_to") and body.get("expires") is not True:
        raise PayProblem(400, "expiration_date_to needs expires: true")
    opens, closes = body.get("expiration_date_from"), body.get("expiration_date_to")
    if opens and closes and moment(opens) >= moment(closes):
        raise PayProblem(400, "expiration_date_to must be after expiration_date_from")


def moment(stamp: str) -> float:
    try:
        return datetime.fromisoformat(stamp).timestamp()
    except ValueError:
        raise PayProblem(400, f"{stamp} is no moment in time") from None


def check_amount(value: Any, currency: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PayProblem(400, "amount attribute must be numeric", 4041)
    amount = Decimal(value)
    if amount <= 0:
        raise PayProblem(400, "amount attribute must be positive", 4040)
    most = 0 if currency in _NO_CENTS else 2
    if amount != round(amount, most):
        raise PayProblem(400, f"{currency} takes at most {most} decimals")
    return amount


def _check_item(item: Any, seller: Seller) -> None:
    if not isinstance(item, dict):
        raise PayProblem(400, "items must be objects")
    if not isinstance(item.get("title"), str) or not 0 < len(item["title"]) <= 256:
        raise PayProblem(400, "title needed, up to 256 characters")
    quantity = item.get("quantity")
    if not isinstance(quantity, int) or isinstance(quantity, bool) or quantity < 1:
        raise PayProblem(400, "quantity must be a positive integer")
    if item.get("currency_id") != seller.currency:
        raise PayProblem(400, f"currency_id must be {seller.currency} for this seller")
    check_amount(item.get("unit_price"), seller.currency)


def _check_addresses(body: dict[str, Any]) -> None:
    notify = body.get("notification_url")
    if notify is not None and not _is_web(notify):
        raise PayProblem(400, "notification_url must be url")
    back = body.get("back_urls", {})
    if not isinstance(back, dict) or not all(_is_web(url) for url in back.values()):
        raise PayProblem(400, "back_urls must be urls")
    if body.get("auto_return") is not None and not str(back.get("success", "")).startswith("https://"):
        raise PayProblem(400, "auto_return invalid. back_url.success must be defined and https")


def _check_methods(methods: Any) -> None:
    excluded = methods.get("excluded_payment_types", []) if isinstance(methods, dict) else None
    if not isinstance(excluded, list):
        raise PayProblem(400, "payment_methods must be an object with lists")
    for row in excluded:
        kind = row.get("id") if isinstance(row, dict) else None
        if kind == "account_money":
            raise PayProblem(400, "account_money cannot be excluded")
        if kind not in _KINDS:
            raise PayProblem(400, f"unknown payment type {kind!r}")


def _is_web(url: Any) -> bool:
    return isinstance(url, str) and urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).netloc)
