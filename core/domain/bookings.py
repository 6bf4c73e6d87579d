"""A booking's life: its states, the only ways between them, its code, and which free room it should take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final


class Status(StrEnum):
    HELD = "held"
    CONFIRMED = "confirmed"
    IN_HOUSE = "in_house"
    CHECKED_OUT = "checked_out"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    BLOCKED = "blocked"


TAKES_ROOM: Final = frozenset({Status.HELD, Status.CONFIRMED, Status.IN_HOUSE, Status.BLOCKED})
OVER: Final = frozenset({Status.CHECKED_OUT, Status.CANCELLED, Status.NO_SHOW})
# Agreed on, and not over.
STANDS: Final = frozenset({Status.CONFIRMED, Status.IN_HOUSE})
BEGINS_AS: Final = frozenset({Status.HELD, Status.CONFIRMED, Status.IN_HOUSE, Status.BLOCKED})


class Deed(StrEnum):
    """What can be done to a booking that stands; making one is not among them."""

    CONFIRM = "confirm"
    EXPIRE = "expire"
    REVIVE = "revive"
    CANCEL = "cancel"
    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    NO_SHOW = "no_show"
    BRING_BACK = "bring_back"
    UNDO_CHECK_IN = "undo_check_in"
    UNDO_CHECK_OUT = "undo_check_out"
    NOTE = "note"
    UNBLOCK = "unblock"
    CHANGE = "change"
    SET_ASIDE = "set_aside"
    FIX_ROOM = "fix_room"
    MIND_HOLD = "mind_hold"
    EXTRA_HOURS = "extra_hours"
    CHARGE = "charge"


# The one table: deed -> where it may begin -> where it ends. What is not here does not happen.
TABLE: Final[dict[Deed, dict[Status, Status]]] = {
    Deed.CONFIRM: {Status.HELD: Status.CONFIRMED},
    Deed.EXPIRE: {Status.HELD: Status.EXPIRED},
    Deed.REVIVE: {Status.EXPIRED: Status.CONFIRMED, Status.NO_SHOW: Status.CONFIRMED},
    Deed.CANCEL: {Status.HELD: Status.CANCELLED, Status.CONFIRMED: Status.CANCELLED},
    Deed.CHECK_IN: {Status.CONFIRMED: Status.IN_HOUSE},
    Deed.CHECK_OUT: {Status.IN_HOUSE: Status.CHECKED_OUT},
    Deed.NO_SHOW: {Status.CONFIRMED: Status.NO_SHOW},
    Deed.BRING_BACK: {Status.CANCELLED: Status.CONFIRMED, Status.NO_SHOW: Status.CONFIRMED},
    Deed.UNDO_CHECK_IN: {Status.IN_HOUSE: Status.CONFIRMED},
    Deed.UNDO_CHECK_OUT: {Status.CHECKED_OUT: Status.IN_HOUSE},
    Deed.NOTE: {status: status for status in Status},
    Deed.UNBLOCK: {Status.BLOCKED: Status.CANCELLED},
    Deed.CHANGE: {status: status for status in TAKES_ROOM},
    Deed.SET_ASIDE: {status: status for status in (Status.HELD, Status.CONFIRMED)},
    Deed.FIX_ROOM: {status: status for status in (Status.HELD, Status.CONFIRMED, Status.IN_HOUSE)},
    Deed.MIND_HOLD: {Status.HELD: Status.HELD},
    Deed.EXTRA_HOURS: {Status.CONFIRMED: Status.CONFIRMED, Status.IN_HOUSE: Status.IN_HOUSE},
    Deed.CHARGE: {
        status: status for status in (Status.CONFIRMED, Status.IN_HOUSE, Status.CHECKED_OUT, Status.NO_SHOW)
    },
}


def after(deed: Deed, status: Status) -> Status | None:
    """Where a deed leads from here; None when it may not be done."""
    return TABLE[deed].get(status)


def open_deeds(status: Status) -> tuple[Deed, ...]:
    """What a screen may offer for a booking that stands like this."""
    return tuple(deed for deed in Deed if status in TABLE[deed])


class Source(StrEnum):
    """Where a booking came from. A platform that sold it is called as where its guests write reviews."""

    WHATSAPP = "whatsapp"
    DESK = "desk"
    WALK_IN = "walk_in"
    WEB = "web"
    CALENDAR = "calendar"
    BOOKING = "booking"
    AIRBNB = "airbnb"
    EXPEDIA = "expedia"
    PARTNER = "partner"


# What staff can say of a booking they write down: somebody asked them, or a platform or an agency sold it.
TOLD_AT_DESK: Final = (Source.DESK, Source.BOOKING, Source.AIRBNB, Source.EXPEDIA, Source.PARTNER)


class BlockReason(StrEnum):
    MAINTENANCE = "maintenance"
    OWNER = "owner"
    CALENDAR = "calendar"
    OTHER = "other"


class ChargeKind(StrEnum):
    """Money beyond the quote. What takes off is written as a negative amount."""

    LATE_CHECKOUT = "late_checkout"
    EARLY_CHECK_IN = "early_check_in"
    MINIBAR = "minibar"
    SERVICE = "service"
    DAMAGE = "damage"
    CANCELLATION_FEE = "cancellation_fee"
    PRICE_CHANGE = "price_change"
    DISCOUNT = "discount"
    FEE_WAIVED = "fee_waived"


class Housekeeping(StrEnum):
    CLEAN = "clean"
    DIRTY = "dirty"
    CLEANING = "cleaning"
    INSPECTED = "inspected"


READY: Final = frozenset({Housekeeping.CLEAN, Housekeeping.INSPECTED})

# No vowels, so that no code is a word; no digit or letter that is read for another.
CODE_ALPHABET: Final = "2346789CDFGHJKMNPQRTVWXY"
CODE_LENGTH: Final = 6
# What guests and partners write before a code of ours; it is no part of it.
CODE_SIGN: Final = "CJ"


def as_code(written: str) -> str | None:
    """A code as a guest may write it (`k7-mq 4x`, `CJ-K7MQ4X`), or None when it cannot be one."""
    found = "".join(letter for letter in written.upper() if letter.isalnum())
    if len(found) == CODE_LENGTH + len(CODE_SIGN):
        found = found.removeprefix(CODE_SIGN)
    fits = len(found) == CODE_LENGTH and all(letter in CODE_ALPHABET for letter in found)
    return found if fits else None


@dataclass(frozen=True)
class FreeRoom:
    """A room free for a stay, with how long it stands empty before and after; None means with no end in sight."""

    room_id: int
    number: str
    before: timedelta | None = None
    after: timedelta | None = None
    ready: bool = True
    sort: int = 0


_ENDLESS = timedelta(days=3650)
_SAME_DAY = timedelta(hours=24)


def by_worth(free: Iterable[FreeRoom], least_gap: timedelta) -> list[FreeRoom]:
    """The rooms whose gaps stay useful first: none too short to sell, then the tightest fit, then the house's order.

    A stay that closes a gap exactly costs nothing; one that leaves a night nobody can book wastes it.
    """

    def cost(room: FreeRoom) -> tuple[int, timedelta, int, str]:
        gaps = [gap for gap in (room.before, room.after) if gap is not None]
        wasted = sum(_SAME_DAY < gap < least_gap for gap in gaps)
        return wasted, min(gaps, default=_ENDLESS), room.sort, room.number

    return sorted(free, key=cost)


def best_room(free: Iterable[FreeRoom], least_gap: timedelta) -> FreeRoom | None:
    return next(iter(by_worth(free, least_gap)), None)
