"""What a notification is about. Its body carries no state and no proof; it only says what to ask for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from core.adapters.payments.mercadopago.tolerant import mapping, number_id, parse, words
from core.domain.payments import Hint, Topic

_TOPICS = {
    "payment": Topic.PAYMENT,
    "merchant_order": Topic.ORDER_OF_PAYMENTS,
    "topic_merchant_order_wh": Topic.ORDER_OF_PAYMENTS,
    "topic_chargebacks_wh": Topic.CHARGEBACK,
    "chargebacks": Topic.CHARGEBACK,
    "topic_claims_integration_wh": Topic.CLAIM,
    "stop_delivery_op_wh": Topic.FRAUD_ALERT,
    "mp-connect": Topic.ACCESS_REVOKED,
}
_LAST_NUMBER = re.compile(r"([0-9]{1,20})/?$")


def read_notification(query: Mapping[str, str], raw: bytes) -> Hint | None:
    """None for what is about nothing we could ask for. The address counts more than the body: it is what is signed."""
    body = parse(raw)
    data = mapping(body.get("data"))
    name = query.get("type") or query.get("topic") or words(body.get("type")) or words(body.get("topic"))
    topic = _TOPICS.get(name, Topic.OTHER)
    subject = _subject(query, body, data)
    payment_id = subject if topic is Topic.PAYMENT else number_id(data.get("payment_id"))
    if topic is Topic.FRAUD_ALERT:
        subject = payment_id or subject
    if not subject and topic is not Topic.ACCESS_REVOKED:
        return None
    subject = subject or "account"
    action = words(body.get("action"), 60)
    return Hint(
        key=_key(body, topic, name, subject, action),
        topic=topic,
        subject=subject,
        payment_id=payment_id,
        detail=words(data.get("description"), 200) or action or name[:60],
    )


def _subject(query: Mapping[str, str], body: dict[str, Any], data: dict[str, Any]) -> str | None:
    """The id spelled in one of five ways, the last of them inside an address."""
    for place in (query.get("data.id"), query.get("id"), data.get("id")):
        found = number_id(place)
        if found is not None:
            return found
    for address in (words(body.get("resource")), words(data.get("resource"))):
        match = _LAST_NUMBER.search(address)
        if match:
            return match.group(1)
    return None


def _key(body: dict[str, Any], topic: Topic, name: str, subject: str, action: str) -> str:
    """The notification's own id where there is one (a repeat keeps it). Older ones have none: the bytes decide."""
    own = number_id(body.get("id"))
    if own is not None and action:
        return f"{topic}:{subject}:{own}"
    told = "|".join((name, subject, action, words(body.get("date_created")), own or ""))
    return f"{topic}:{subject}:{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:16]}"
