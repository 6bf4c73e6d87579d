"""Trouble on order: the next so-many sends fail, hang, or lose their answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

KINDS = ("error", "late_error", "cut", "cut_before", "delay", "status_first", "server_error")


@dataclass(slots=True)
class Fault:
    """One ordered trouble.

    error: answer `code`. late_error: accept, then a failed status with `code`. cut: accept, then hang up
    without an answer. cut_before: hang up without accepting. delay: accept, answer after `seconds`.
    status_first: the `sent` status overtakes the answer by `seconds`. server_error: a bare HTTP 500.
    """

    kind: str
    remaining: int = 1
    code: int = 131000
    seconds: float = 0.5
    guest_id: str | None = None
    number_id: str | None = None

    def fits(self, guest_id: str | None, number_id: str) -> bool:
        return self.guest_id in (None, guest_id) and self.number_id in (None, number_id)

    def shown(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


class Faults:
    """Taken first come, first served."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def order(self, fault: Fault) -> None:
        if fault.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        if fault.remaining < 1:
            raise ValueError("remaining must be at least 1")
        self._waiting.append(fault)

    def take(self, guest_id: str | None, number_id: str) -> Fault | None:
        for fault in self._waiting:
            if fault.fits(guest_id, number_id):
                fault.remaining -= 1
                if fault.remaining == 0:
                    self._waiting.remove(fault)
                return fault
        return None

    def listed(self) -> list[dict[str, Any]]:
        return [fault.shown() for fault in self._waiting]

    def clear(self) -> None:
        self._waiting.clear()
