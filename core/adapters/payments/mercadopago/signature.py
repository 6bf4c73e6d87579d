"""The door check. What is signed is the id in the address, the request id and a time: never the body."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence

_PART = re.compile(r"^\s*(ts|v[0-9]+)\s*=\s*([0-9a-fA-F]{1,128})\s*$")
_LONGEST_HEADER = 1000


def signature_is_good(query: Mapping[str, str], headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
    """The time is part of what is signed and otherwise not judged: its unit varies, and repeats come hours later.

    Whether ids with letters are signed as they stand or in small letters varies too; both are tried.
    """
    parts = _parts(headers.get("x-signature", ""))
    times = [value for name, value in parts if name == "ts"]
    given = [value.lower() for name, value in parts if name != "ts"]
    if len(times) != 1 or not times[0].isdigit() or not given:
        return False
    subject, request_id = query.get("data.id", ""), headers.get("x-request-id", "")
    spellings = dict.fromkeys((subject, subject.lower()))
    good = False
    for secret in secrets:
        for spelling in spellings if secret else ():
            wanted = _mark(secret, _manifest(spelling, request_id, times[0]))
            good = any(hmac.compare_digest(wanted, mark) for mark in given) or good
    return good


def _parts(header: str) -> list[tuple[str, str]]:
    found = (_PART.match(part) for part in header[:_LONGEST_HEADER].split(","))
    return [(part.group(1), part.group(2)) for part in found if part]


def _manifest(subject: str, request_id: str, ts: str) -> str:
    """A pair whose value is missing is left out."""
    pairs = (("id", subject), ("request-id", request_id), ("ts", ts))
    return "".join(f"{name}:{value};" for name, value in pairs if value)


def _mark(secret: str, manifest: str) -> str:
    return hmac.new(secret.encode(), manifest.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
