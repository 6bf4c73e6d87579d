"""The door check: is this delivery signed by the channel, and is this the subscription we asked for."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

_PREFIX = "sha256="


def signature_is_good(raw: bytes, header: str | None, secrets: Sequence[str]) -> bool:
    """Compares over the raw bytes. Several secrets may be good at once while one is being replaced."""
    if not header or not header.startswith(_PREFIX):
        return False
    given = header[len(_PREFIX) :].strip().lower().encode("utf-8", "replace")
    good = False
    for secret in secrets:
        if secret:
            wanted = hmac.new(secret.encode("utf-8"), raw, hashlib.sha256).hexdigest().encode()
            good = hmac.compare_digest(given, wanted) or good
    return good


def answer_subscription(
    mode: str | None, token: str | None, challenge: str | None, expected: str
) -> str | None:
    """The challenge to echo back, or None when this is not our subscription."""
    if mode != "subscribe" or not expected or token is None or challenge is None:
        return None
    given = token.encode("utf-8", "replace")
    return challenge if hmac.compare_digest(given, expected.encode("utf-8", "replace")) else None
