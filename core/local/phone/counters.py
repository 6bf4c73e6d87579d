"""Plain counts of what happened, and the record of every accepted message, for tests that ask afterwards."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from typing import Any

_KEPT = 60_000


@dataclass(slots=True)
class Accepted:
    """One message the hotel handed over and we answered for. `order` counts over all guests."""

    order: int
    id: str
    guest_id: str
    number_id: str
    to: str
    kind: str
    text: str
    callback: str | None
    at: float

    def shown(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


class Counters:
    """Counts are exact; the list of accepted messages forgets the oldest."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._accepted: deque[Accepted] = deque(maxlen=_KEPT)
        self._order = 0

    def accepted(self, entry: Accepted) -> None:
        self._order += 1
        entry.order = self._order
        self._accepted.append(entry)
        self.counts["accepted"] += 1

    def listed(self, guest_id: str | None = None, after: int = 0) -> list[dict[str, Any]]:
        return [
            entry.shown()
            for entry in self._accepted
            if entry.order > after and (guest_id is None or entry.guest_id == guest_id)
        ]

    def duplicates(self) -> list[dict[str, Any]]:
        """Callback data that was accepted more than once: the hotel sent the same letter again."""
        seen: dict[str, list[Accepted]] = {}
        for entry in self._accepted:
            if entry.callback:
                seen.setdefault(entry.callback, []).append(entry)
        return [
            {"callback": callback, "times": len(entries), "ids": [entry.id for entry in entries]}
            for callback, entries in seen.items()
            if len(entries) > 1
        ]

    def clear(self) -> None:
        self.counts.clear()
        self._accepted.clear()
