"""Buttons that change something carry what was restated: the booking, its version, and when it was said.

A button of long ago, or of a booking that changed since, never acts: the house looks again and asks again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from core.domain.bookings import as_code
from core.domain.memory import About, Asked
from core.domain.outgoing import Buttons, Option
from core.flows.flow import Tap, read_tap, tap_id
from core.flows.stays.progress import NAME, Progress, going
from core.flows.turn import Turn
from core.services.own_stays import Booking
from core.services.scenes import Scene

GOOD_FOR: Final = timedelta(minutes=30)
_NO_NUMBER: Final = -1


@dataclass(frozen=True)
class Stamp:
    """What a button was about when it was shown."""

    code: str
    version: int
    at: datetime
    rest: tuple[str, ...]


def button(action: str, booking: Booking, scene: Scene, *rest: str) -> str:
    minutes = int(scene.now.timestamp() // 60)
    return tap_id(NAME, action, booking.code, str(booking.version), str(minutes), *rest)


def stamp(tap: Tap) -> Stamp | None:
    code = as_code(tap.rest[0]) if tap.rest else None
    if code is None or len(tap.rest) < 3:
        return None
    version, minutes = number(tap.rest[1]), number(tap.rest[2])
    return Stamp(code, version, datetime.fromtimestamp(max(0, minutes) * 60, UTC), tap.rest[3:])


def number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 12 else _NO_NUMBER


def still_true(stamped: Stamp, booking: Booking, scene: Scene) -> bool:
    return booking.version == stamped.version and scene.now - stamped.at <= GOOD_FOR


def ask_yes(scene: Scene, here: Progress, body: str, yes: Option, no: Option, step: str) -> Turn:
    """The two buttons under what was restated; a typed yes or no to this very question counts as much."""
    content = Buttons(body, (yes, no))
    asked = Asked(About.YES_OR_NO, {yes.id: yes.title, no.id: no.title})
    return going(scene, here, content, asked, step)


def yes_tap(here: Progress) -> Tap | None:
    return read_tap(here.yes) if here.yes else None
