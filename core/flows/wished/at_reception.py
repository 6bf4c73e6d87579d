"""What was passed to reception and waits there, told back: tasks that are open still, and the call for a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking.notes import noted
from core.flows.person import handover
from core.flows.stays.progress import Matter
from core.flows.understand.own_stay import read_back_asked
from core.flows.understand.text import normalise
from core.services import handovers, tasks
from core.services.scenes import Scene

_LONGEST_QUOTE: Final = 160
# How each task that the house writes for staff begins, by what it is about.
_BY_THE_HOUSE: Final = {
    "stay.task_late": Matter.LATE,
    "stay.task_early": Matter.EARLY,
    "stay.task_give_back": Matter.REFUND,
}


def in_words(session: Session, scene: Scene, codes: Sequence[str]) -> list[str]:
    """Of what stands on a booking with one of these codes, the booking tells."""
    open_still = [one.what for one in tasks.open_in(session, scene.conversation)]
    marks = [f"({code})" for code in codes]
    of_a_booking = [
        one for one in open_still if any(mark in one for mark in marks) or noted.is_a_line(scene, one)
    ]
    told = [_told(scene, what, codes) for what in open_still if what not in of_a_booking]
    call = handovers.awaited(session, scene.conversation)
    words = call.words.strip() if call is not None else ""
    called_for = {*normalise(words).split()}
    by_hand = [one for one in dict.fromkeys(told) if not {*normalise(one).split()[-1:]} & called_for]
    lines = [scene.say("readback.passed_on", what=one) for one in by_hand]
    return [*lines, _awaited(session, scene, words)] if words and not read_back_asked.asked(words) else lines


def _awaited(session: Session, scene: Scene, words: str) -> str:
    by = handovers.promised(session, scene.conversation)
    if by is None:
        return scene.say("readback.passed_on", what=_quoted(words))
    when = handover.in_words(scene, by.astimezone(scene.local_now.tzinfo))
    return scene.say("readback.awaited", what=_quoted(words), when=when)


def _told(scene: Scene, what: str, codes: Sequence[str]) -> str:
    """What the house wrote for staff, in the guest's language; else the guest's own words."""
    say, theirs = scene.voice.say, scene.hotel.language
    blank = "\x00"
    for key, matter in _BY_THE_HOUSE.items():
        if what.startswith(
            say(theirs, key, hour=blank, amount=blank, code=blank, price=blank).split(blank)[0]
        ):
            return scene.say(f"wish.{matter}")
    for matter in Matter:
        name = say(theirs, f"wish.{matter}")
        if any(what == say(theirs, "stay.task_about", matter=name, code=code) for code in codes):
            return scene.say(f"wish.{matter}")
    return _quoted(what)


def _quoted(said: str) -> str:
    short = " ".join(said.split())
    return short if len(short) <= _LONGEST_QUOTE else f"{short[:_LONGEST_QUOTE].rstrip()}…"
