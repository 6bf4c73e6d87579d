"""Single values taken out of a payload whose every part may be missing or of another type."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from core.adapters.channels.whatsapp.parsing import clean_text

_LONGEST_ID = 256
_LATEST_SECOND = 10**11
_EMPTY: dict[str, Any] = {}
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


def mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else _EMPTY


def rows(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def words(value: Any) -> str:
    return value if isinstance(value, str) else ""


def optional(value: Any) -> str | None:
    return words(value) or None


def identifier(value: Any) -> str | None:
    """A name the channel gives to something; numbers pass as text, what no index could hold does not pass."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_ID:
        return None
    if not (value.isascii() and value.isprintable()):
        value = _UNPRINTABLE.sub("", clean_text(value))
    return value.strip() or None


def number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if abs(found) < float("inf") else None


def whole(value: Any) -> int | None:
    found = number(value)
    return None if found is None else int(found)


def moment(value: Any) -> datetime | None:
    """Seconds since 1970, as text or number; milliseconds are recognised by their size."""
    seconds = number(value)
    if seconds is None or seconds <= 0:
        return None
    if seconds >= _LATEST_SECOND:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC) if seconds < _LATEST_SECOND else None
