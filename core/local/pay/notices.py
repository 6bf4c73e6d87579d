"""The notifications of Mercado Pago: their bodies, and what is signed of them. Pure."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


@dataclass(frozen=True)
class Notice:
    """One notification; a repeat carries the same bytes and a new signature."""

    url: str
    subject: str
    body: bytes
    secret: str
    signed: bool = True

    def headers(self, now: float) -> dict[str, str]:
        found = {
            "Content-Type": "application/json",
            "User-Agent": "MercadoPago WebHook v1.0 payment",
            "x-request-id": str(uuid.uuid4()),
        }
        if self.signed:
            found["x-signature"] = _signature(self.secret, self.subject, found["x-request-id"], int(now))
        return found


def _signature(secret: str, subject: str, request_id: str, ts: int) -> str:
    template = f"id:{subject};request-id:{request_id};ts:{ts};"
    return f"ts={ts},v1={hmac.new(secret.encode(), template.encode(), hashlib.sha256).hexdigest()}"


def webhook(base: str, number: int, topic: str, subject: str, **more: Any) -> tuple[str, bytes]:
    """The newer kind: what it is about stands in the address and in the body."""
    body = {
        "id": number,
        "live_mode": True,
        "type": topic,
        "date_created": iso(more["at"]),
        "user_id": int(more["seller_id"]),
        "api_version": "v1",
        "action": more["action"],
        "data": {"id": subject, **more.get("data", {})},
    }
    return _with(base, {"data.id": subject, "type": topic}), json.dumps(body).encode()


def legacy(base: str, topic: str, subject: str) -> tuple[str, bytes]:
    """The older kind, which comes in addition where the address does not ask for webhooks only."""
    body = {"resource": subject, "topic": topic}
    return _with(base, {"topic": topic, "id": subject}), json.dumps(body).encode()


def wants_webhooks_only(base: str) -> bool:
    return ("source_news", "webhooks") in parse_qsl(urlsplit(base).query)


def _with(base: str, more: dict[str, str]) -> str:
    parts = urlsplit(base)
    return urlunsplit(parts._replace(query=urlencode([*parse_qsl(parts.query), *more.items()])))


def iso(at: float | None) -> str | None:
    return None if at is None else datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
