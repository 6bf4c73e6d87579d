"""Every button and row of the talk about bookings, of this question or of one long ago."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import as_code
from core.domain.outgoing import Text
from core.domain.so_far import Named
from core.flows.flow import Tap, read_tap
from core.flows.stays import progress, serving, which
from core.flows.stays.buttons import Stamp, stamp
from core.flows.stays.cancel import cancelling
from core.flows.stays.change import changing
from core.flows.stays.hour import hours, hours_off
from core.flows.stays.progress import NAME, Matter, Request, hour_of, told
from core.flows.turn import Turn
from core.services.own_stays import Booking
from core.services.scenes import Scene

_ACTS: Final[dict[str, tuple[Matter, Callable[[Session, Scene, Stamp, Booking], Turn]]]] = {
    "agree": (Matter.LATE, hours.agree),
    "off": (Matter.LATE, hours_off.agree),
    "cancel": (Matter.CANCEL, cancelling.agree),
    "change": (Matter.CHANGE, changing.agree),
}
_LEFT: Final = "left:"


def tapped(session: Session, scene: Scene, tap: Tap) -> Turn | None:
    if tap.action in _ACTS:
        return _act(session, scene, tap)
    if tap.action == "scope" and len(tap.rest) == 2:
        booking = _booking(session, scene, tap.rest[1])
        scope = tap.rest[0] if tap.rest[0] in (cancelling.ALL, cancelling.ONE) else cancelling.ALL
        if booking is None or not cancelling.standing_rooms([booking]):
            return _again(session, scene, Request(Matter.CANCEL), booking)
        return cancelling.restate(session, scene, booking, scope)
    if tap.action == "to" and len(tap.rest) == 3:
        booking = _booking(session, scene, tap.rest[0])
        if booking is None:
            return _again(session, scene, Request(Matter.CHANGE), None)
        return changing.to(session, scene, booking, tap.rest[1:])
    if not tap.rest or tap.rest[0] not in set(Matter):
        return None
    matter = Matter(tap.rest[0])
    if tap.action == "leave":
        return leave(scene, matter)
    if tap.action not in ("this", "hour") or len(tap.rest) < 2:
        return None
    hour = hour_of(f"{tap.rest[2][:2]}:{tap.rest[2][2:]}") if len(tap.rest) > 2 else None
    request = Request(matter, hour) if hour is not None else _as_asked(scene, matter)
    return _again(session, scene, request, _booking(session, scene, tap.rest[1]))


def _act(session: Session, scene: Scene, tap: Tap) -> Turn | None:
    matter, act = _ACTS[tap.action]
    stamped = stamp(tap)
    if stamped is None:
        return None
    booking = _booking(session, scene, stamped.code)
    if booking is None:
        return which.ask_code(scene, Request(matter), scene.say("stay.unknown_code"))
    return act(session, scene, stamped, booking)


def _again(session: Session, scene: Scene, request: Request, booking: Booking | None) -> Turn:
    if booking is None:
        return which.ask_code(scene, request, scene.say("stay.unknown_code"))
    return serving.serve(session, scene, request, booking)


def _as_asked(scene: Scene, matter: Matter) -> Request:
    """With the hour or the changes that were said before the booking was chosen."""
    here = progress.of(scene)
    return here.request if here is not None and here.request.matter is matter else Request(matter)


def _booking(session: Session, scene: Scene, written: str) -> Booking | None:
    code = as_code(written)
    return which.find(session, scene, [code], None) if code else None


def leave(scene: Scene, matter: Matter) -> Turn:
    """Whoever was told to come or to stay at home for it counts as not told. A change may still be wanted after all."""
    turn = told(Text(scene.say("stay.left_as_it_was")), matter, "left_as_it_was")
    here = progress.of(scene)
    told_before = tuple(one for one in scene.memory.told if not one.startswith(_LEFT))
    if here is not None and here.request.matter is Matter.CHANGE and here.yes:
        told_before = (*told_before, f"{_LEFT}{here.yes}")
    return replace(turn, wish=None, memory={**turn.memory, "named": Named(), "told": told_before})


def left(scene: Scene) -> Tap | None:
    """The button of the change that was let be last."""
    kept = next((one for one in scene.memory.told if one.startswith(_LEFT)), "")
    return read_tap(kept.removeprefix(_LEFT)) if kept else None


def after_all(session: Session, scene: Scene) -> Turn | None:
    tap = left(scene)
    stamped = stamp(tap) if tap is not None else None
    booking = _booking(session, scene, stamped.code) if stamped is not None else None
    if stamped is None or booking is None:
        return None
    return replace(changing.after_all(session, scene, stamped, booking), flow=NAME, by=NAME)


def full_hour(number: int) -> time:
    return time(number)
