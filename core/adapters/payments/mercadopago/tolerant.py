"""Their JSON, read so that no byte can hurt; and single values whose every part may be missing or odd."""

from __future__ import annotations

import json
import math
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

_SURROGATES = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"[0-9]{1,20}")
_LONGEST_NUMBER = 40
_DEEPEST = 40


def parse(raw: bytes) -> dict[str, Any]:
    """The object in the bytes, decimal numbers kept exact; an empty one for whatever is no JSON object."""
    try:
        found = json.loads(raw, parse_float=_decimal, parse_int=_whole, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return {}
    return mapping(clean(found))


def _decimal(digits: str) -> Decimal | None:
    return Decimal(digits) if len(digits) <= _LONGEST_NUMBER else None


def _whole(digits: str) -> int | None:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else None


def clean(value: Any, depth: int = 0) -> Any:
    """The same tree without what a database refuses to keep: NUL, lone surrogates, bottomless nests."""
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value.replace("\x00", ""))
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {clean(key): clean(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [clean(inner, depth + 1) for inner in value]
    return value


def plain(value: Any) -> Any:
    """Decimals as text and the rest as it is: what can be kept as JSON without losing a cent."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def rows(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def words(value: Any, longest: int = 300) -> str:
    return value[:longest] if isinstance(value, str) else ""


def number_id(value: Any) -> str | None:
    """Their ids of payments, orders and people: digits, as text or number. Nothing else becomes part of an address."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and _NUMBER.fullmatch(value) else None


def whole(value: Any) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lstrip("-").isdecimal() and len(value) <= _LONGEST_NUMBER:
        return int(value)
    return None


def moment(value: Any) -> datetime | None:
    """ISO 8601 with an offset; without one nobody knows when it was."""
    try:
        found = datetime.fromisoformat(words(value))
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None
