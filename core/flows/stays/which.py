"""Which booking is meant: the guest's own, the one whose code they wrote, or one they choose; never somebody else's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import STANDS, Status
from core.domain.conversations import Reason
from core.domain.memory import About, Asked
from core.domain.outgoing import Menu, Option, Section, Text
from core.flows.booking.progress import NAME as BOOKING
from core.flows.booking.progress import Step as BookingStep
from core.flows.flow import tap_id
from core.flows.person.handover import hand_over
from core.flows.stays.progress import NAME, Matter, Progress, Request, Step, going
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.services import own_stays, paying, showing, words
from core.services.own_stays import Booking, as_code
from core.services.scenes import Scene

_MOST_ROWS: Final = 9
_ALL: Final = frozenset({Status.HELD, Status.CONFIRMED, Status.IN_HOUSE})
_OVER: Final = frozenset({Status.CANCELLED, Status.EXPIRED})
_TAKES: Final[dict[Matter, frozenset[Status]]] = {
    Matter.LATE: frozenset({Status.CONFIRMED, Status.IN_HOUSE}),
    Matter.EARLY: frozenset({Status.CONFIRMED}),
}
# Of these, rooms booked together are one thing.
_ROOM_BY_ROOM: Final = frozenset({Matter.LATE, Matter.EARLY})
_LONG_AFTER: Final = frozenset({Matter.REFUND, Matter.INVOICE})
_WORD: Final = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")


def codes_in(meant: Understanding, *, asked: bool = False) -> list[str]:
    """Codes have no vowels, so no word is taken for one; figures alone are one only where it was asked for."""
    words = [one for one in _WORD.findall(meant.text) if asked or not one.isdecimal()]
    said = [*meant.entities.booking_codes, *words]
    return list(dict.fromkeys(code for one in said if (code := as_code(one)) is not None))


def nothing_else_is_open(session: Session, scene: Scene) -> bool:
    """No talk is under way, or only one about money that is awaited no more."""
    awaited = scene.memory.flow == BOOKING and scene.memory.data.get("step") in (
        BookingStep.PAY,
        BookingStep.GIVE_UP,
    )
    idle = scene.memory.flow is None or awaited
    return idle and paying.open_hold(session, scene.conversation) is None


def find(session: Session, scene: Scene, codes: Sequence[str], meant: Understanding | None) -> Booking | None:
    names = [name for name in (meant.entities.name if meant else None, scene.memory.name) if name]
    if meant is not None and codes:
        names.append(_without(meant.text, codes))
    names.append(scene.guest.name)
    for code in codes:
        found = own_stays.with_code(session, scene.conversation, code, names)
        if found is not None:
            return found
    return None


def _without(text: str, codes: Sequence[str]) -> str:
    """What stands beside the code: often just the name."""
    return " ".join(word for word in text.split() if as_code(word) not in codes)


def candidates(session: Session, scene: Scene, matter: Matter) -> list[Booking]:
    """The guest's own bookings that the matter may be about, in the order in which they are offered."""
    if matter in _LONG_AFTER:
        return _one_of_each_group(list(reversed(own_stays.lately(session, scene.conversation))))
    takes = _TAKES.get(matter, _ALL)
    found = [one for one in own_stays.current(session, scene.conversation) if one.status in takes]
    if matter in _ROOM_BY_ROOM:
        here = [one for one in found if one.status == Status.IN_HOUSE]
        return here or found
    return _one_of_each_group(found)


def standing(session: Session, scene: Scene, matter: Matter) -> list[Booking]:
    """Those of them that are booked, and no mere holds."""
    return [one for one in candidates(session, scene, matter) if one.status in STANDS]


def lately_over(session: Session, scene: Scene) -> Booking | None:
    """The newest of theirs that is no more, while its nights still lie ahead."""
    today = words.today(scene)
    made = reversed(own_stays.lately(session, scene.conversation))
    return next((one for one in made if one.status in _OVER and one.check_out > today), None)


def _one_of_each_group(found: Sequence[Booking]) -> list[Booking]:
    groups = {booking.shared_code: booking for booking in reversed(found)}
    return [booking for booking in found if groups[booking.shared_code] is booking]


def named_by_days(found: Sequence[Booking], meant: Understanding) -> list[Booking]:
    """ "La del 24": the ones that begin then, else the ones that are under way then."""
    days = set(meant.stay.dates) | {day for day in (meant.stay.check_in,) if day}
    begin = [one for one in found if one.check_in in days]
    under_way = [one for one in found if any(one.check_in <= day < one.check_out for day in days)]
    return begin or under_way or list(found)


def ask_code(scene: Scene, request: Request, lead: str = "", asked: int = 1) -> Turn:
    """No booking of theirs is known here: the code is asked for once more at most, then a person looks."""
    if asked > 2:
        return hand_over(scene, Reason.BOOKING, "no_booking_found")
    body = lead or scene.say("stay.ask_code")
    here = Progress(Step.CODE, request, asked=asked)
    return going(scene, here, Text(body), Asked(About.OTHER), "asked_code")


def choose(session: Session, scene: Scene, request: Request, found: Sequence[Booking]) -> Turn:
    rows = tuple(_row(session, scene, request.matter, one) for one in found[:_MOST_ROWS])
    body = scene.say("stay.which")
    content = Menu(body, scene.say("button.my_bookings"), (Section(scene.say("stay.yours"), rows),))
    question = Asked.among(rows)
    return going(scene, Progress(Step.WHICH, request), content, question, "asked_which_booking")


def _row(session: Session, scene: Scene, matter: Matter, booking: Booking) -> Option:
    rooms = [booking] if matter in _ROOM_BY_ROOM else _together(session, booking)
    title = words.short_dates(scene, words.from_to(rooms))
    what = showing.names_of(session, rooms, scene.language)
    said = scene.say("stay.row", rooms=what, code=booking.code)
    return Option(tap_id(NAME, "this", str(matter), booking.code), title[:24], said[:72])


def _together(session: Session, booking: Booking) -> list[Booking]:
    return [one for one in showing.together(session, booking.id) if one.status == booking.status]


def again(session: Session, scene: Scene, here: Progress) -> Turn:
    found = candidates(session, scene, here.request.matter)
    return choose(session, scene, here.request, found) if found else ask_code(scene, here.request)


def with_hour(request: Request, meant: Understanding) -> Request:
    times = meant.entities.times
    return replace(request, hour=times[0].at) if times else request
