"""The last exchanges on the wire, for the developer's drawer. Nothing is decoded until somebody looks."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_SHOWN = 6000


@dataclass(slots=True)
class Exchange:
    """One request and its answer: `api` when the hotel called us, `webhook` when we called the hotel."""

    number: int
    at: float
    kind: str
    line: str
    token: str
    request: bytes
    status: int
    answer: bytes
    milliseconds: float

    def shown(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "at": self.at,
            "kind": self.kind,
            "line": self.line,
            "token": self.token,
            "request": _readable(self.request),
            "status": self.status,
            "answer": _readable(self.answer),
            "milliseconds": round(self.milliseconds, 1),
        }


class Wire:
    """A ring of exchanges."""

    def __init__(self, most: int = 200) -> None:
        self._ring: deque[Exchange] = deque(maxlen=most)
        self._count = 0
        self.heard: Callable[[], None] = lambda: None

    def note(
        self,
        at: float,
        kind: str,
        line: str,
        request: bytes,
        answer: tuple[int, bytes, float],
        token: str = "",
    ) -> None:
        self._count += 1
        status, body, milliseconds = answer
        self._ring.append(
            Exchange(
                self._count, at, kind, line, token, request[:_SHOWN], status, body[:_SHOWN], milliseconds
            )
        )
        self.heard()

    def last(self, most: int = 60) -> list[dict[str, Any]]:
        return [exchange.shown() for exchange in list(self._ring)[-most:]][::-1]

    def clear(self) -> None:
        self._ring.clear()


def masked(authorization: str | None) -> str:
    """Enough of a token to recognise it, never enough to use it."""
    if not authorization:
        return "(no token)"
    scheme, _, token = authorization.partition(" ")
    return f"{scheme} {token[:6]}…{token[-2:]}" if len(token) > 10 else f"{scheme} …"


def _readable(raw: bytes) -> str:
    try:
        return json.dumps(json.loads(raw), ensure_ascii=False, indent=2)
    except ValueError:
        return raw.decode("utf-8", "replace")
