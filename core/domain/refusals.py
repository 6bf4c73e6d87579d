"""Why something about a stay cannot be: words of the trade, each with the facts that explain it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class WhyNot(StrEnum):
    # about the wish
    PAST = "past"
    TOO_LONG = "too_long"
    MIN_NIGHTS = "min_nights"
    TOO_MANY_GUESTS = "too_many_guests"
    NO_ADULT = "no_adult"
    NO_COTS = "no_cots"
    CLOSED = "closed"
    NO_PRICE = "no_price"
    NO_SUCH_TYPE = "no_such_type"
    # about the room
    FULL = "full"
    ROOM_TAKEN = "room_taken"
    OUT_OF_SERVICE = "out_of_service"
    NO_SUCH_ROOM = "no_such_room"
    ROOM_NOT_READY = "room_not_ready"
    ROOM_FIXED = "room_fixed"
    NO_ROOM_YET = "no_room_yet"
    # about the booking
    NO_SUCH_BOOKING = "no_such_booking"
    NO_SUCH_GUEST = "no_such_guest"
    WRONG_STATUS = "wrong_status"
    HOLD_OVER = "hold_over"
    CHANGED_MEANWHILE = "changed_meanwhile"
    BUSY = "busy"
    NOT_YET = "not_yet"
    ALREADY_LEFT = "already_left"
    # about hours beyond the usual ones
    NOT_OFFERED = "not_offered"
    NEEDS_APPROVAL = "needs_approval"


@dataclass(frozen=True)
class Refusal:
    """A no with its reason; `facts` are what a sentence about it needs (`nights`, `capacity`, `until` ...)."""

    why: WhyNot
    facts: dict[str, Any] = field(default_factory=dict)


class Refused(Exception):
    """A deed was asked for that cannot be done; nothing of it has happened."""

    def __init__(self, why: WhyNot, **facts: Any) -> None:
        super().__init__(f"{why}: {facts}" if facts else str(why))
        self.refusal = Refusal(why, facts)

    @property
    def why(self) -> WhyNot:
        return self.refusal.why

    @classmethod
    def of(cls, refusal: Refusal) -> Refused:
        return cls(refusal.why, **refusal.facts)
