"""What is to be different, told while that is asked or was put before them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.stays import Party
from core.flows.person.handover import hand_over
from core.flows.stays import serving, taps, which, yes_or_no
from core.flows.stays.change import against, change_wished, changing, longer, who_comes
from core.flows.stays.progress import Progress
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.own_stay import their_days
from core.flows.understand.text import normalise, numbered
from core.services.own_stays import Booking
from core.services.scenes import Scene


def hear(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """What is to be different; asked in vain twice it is for people. "No, llegar el 27" is told anew, not refused."""
    booking = which.find(session, scene, [here.code] if here.code else [], None)
    changes = _told_otherwise(scene, meant, here, booking) if booking is not None else {}
    if yes_or_no.says_no(meant) and not _other_days(changes):
        return taps.leave(scene, here.request.matter)
    if booking is None or (not changes and meant.answer and not meant.names <= yes_or_no.BARE):
        return None
    if changes:
        if not _says_it_again(scene, meant):
            changes = _nights_of_it(here.request.changes, changes)
        changes = longer.with_departure(booking, here.request.changes, changes)
        before = {} if yes_or_no.says_no(meant) else here.request.changes
        changes = who_comes.and_more(before, changes, scene.memory.asked)
        return serving.serve(session, scene, replace(here.request, changes=changes), booking)
    if here.asked > 1:
        return hand_over(scene, Reason.BOOKING, "change_not_understood")
    return changing.ask_what(scene, booking, here.request, asked=here.asked + 1)


def _told_otherwise(scene: Scene, meant: Understanding, here: Progress, booking: Booking) -> dict[str, Any]:
    proposed, day = change_wished.proposed(here.request), another_day(meant)
    if proposed is not None and against.fewer_as_proposed(booking, meant, proposed):
        return dict(here.request.changes)
    if proposed is not None and day is not None:
        return against.with_another_day(booking, proposed, day)
    return against.changes(scene, booking, meant, None if yes_or_no.says_no(meant) else proposed)


def another_day(meant: Understanding) -> int | None:
    return their_days.another_day(numbered(normalise(meant.text), meant.language.spoken))


def _other_days(changes: Mapping[str, Any]) -> bool:
    return "check_in" in changes or "check_out" in changes


def _says_it_again(scene: Scene, meant: Understanding) -> bool:
    """ "One more night" in the very words of before is the same night, and not a second one."""
    return normalise(meant.text) in map(normalise, scene.memory.said_before())


def _nights_of_it(before: Mapping[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """ "So it's 5 nights?", of the days that are proposed: counted from them, not from those that are booked."""
    if _other_days(said) or not ({"nights", "more"} & set(said)) or not _other_days(before):
        return said
    days = {name: before[name] for name in ("check_in", "check_out") if name in before}
    if "nights" in said:
        days.pop("check_out", None)
    return {**days, **said}


def tells_it_again(session: Session, scene: Scene, meant: Understanding, here: Progress) -> bool:
    booking = which.find(session, scene, [here.code] if here.code else [], None)
    stay = change_wished.proposed(here.request)
    if booking is None or stay is None:
        return False
    come = who_comes.by_now(booking, here.request.changes)
    return against.tells_the_same(
        scene, booking, meant, stay, Party(come.adults or booking.adults, come.child_ages)
    )
