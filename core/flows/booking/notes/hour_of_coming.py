"""The hour at which they come, told: written down as the one they are expected at, also before anything is booked.

A room that is not ready yet at that hour is not promised: from when it is, is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Answer, Subject
from core.domain.memory import About, StaySoFar
from core.flows.booking import asking, beside
from core.flows.booking.notes import hour_told_anew, noted
from core.flows.booking.notes.hour_told_anew import LATELY
from core.flows.booking.order import name_beside
from core.flows.facts import arriving, coming_at, telling
from core.flows.turn import NOT_UNDERSTOOD, Turn
from core.flows.understand import Understanding
from core.flows.understand.entities.clock_times import ClockTime
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise, says_any
from core.flows.understand.wishes import stay_wishes
from core.flows.understand.wishes.stay_wishes import StayWish
from core.services import own_stays
from core.services.own_stays import Booking
from core.services.scenes import Scene

_ONLY: Final = frozenset({"inform", "greet", "thanks", "out_of_scope"})
_TO_NOTE: Final = ("write", "note", "anot", "apunt")
_FEW_WORDS: Final = 6
_OF_HOURS: Final = frozenset({"ask_hours", "early_checkin", "late_checkout"})
_SAY_THE_CHECK_IN: Final = ("hours.check_in", "stay.early_before", "stay.early_held", "stay.your_hours")


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    told = _told(meant) or _as_asked(scene, meant)
    if told is None or scene.taps or _names_themselves(scene, meant):
        return None
    booking = noted.theirs(session, scene)
    hour = hour_told_anew.beside_the_noted(_noted(booking), told, meant.text)
    if not _is_sure(scene, booking, hour):
        return None
    lines = [
        *_written_down(session, scene, booking, hour),
        *how_it_is_then(session, scene, booking, hour),
    ]
    turn = beside.told(session, scene, "\n".join(lines), "told_when_they_come")
    facts = (f"booking:{booking.code}",) if booking is not None else ("hotel.check_in",)
    return replace(turn, facts=(*turn.facts, *facts))


def _names_themselves(scene: Scene, meant: Understanding) -> bool:
    """The name that was asked for holds the room, and the hour stands on it then."""
    asked = scene.memory.asked is not None and scene.memory.asked.about is About.NAME
    return asked and name_beside.in_some_piece(meant.text) is not None


def written_beside(session: Session, scene: Scene, meant: Understanding, turn: Turn) -> Turn:
    """Told in the middle of something else: written down all the same, and said where the answer does not say it."""
    if turn.step == "told_when_they_come" or not turn.says or meant.names & FOR_RECALL:
        return turn
    told = coming_at.told_time(scene.words, scene.language)
    if told is None:
        return _answered_if_they_come(session, scene, meant, turn)
    booking = noted.theirs(session, scene)
    hour = hour_told_anew.beside_the_noted(_noted(booking), told, scene.words)
    if not _is_sure(scene, booking, hour):
        return turn
    if booking is None and (not _is_early(scene, None, hour) or _is_fetched(scene)):
        return turn
    lines = _written_down(session, scene, booking, hour)
    if _is_early(scene, booking, hour) and not _tells_of_the_check_in(scene, turn):
        lines = [*lines, _not_ready_yet(scene)]
    if not lines:
        return turn
    of_it = (f"booking:{booking.code}",) if booking is not None else ()
    if turn.step in NOT_UNDERSTOOD:
        return replace(beside.told(session, scene, "\n".join(lines), "told_when_they_come"), facts=of_it)
    untold = booking is None and not says_any(normalise(scene.words), _TO_NOTE)
    nobody = [scene.say("hours.nobody_at", time=telling.hour(scene, hour))] if untold else []
    said = any(words in getattr(one, "body", "") for one in turn.says for words in (*lines, *nobody))
    if said:
        return turn
    led = asking.lead_with(turn, "\n".join(lines))
    return replace(led, facts=(*led.facts, *of_it))


def _answered_if_they_come(session: Session, scene: Scene, meant: Understanding, turn: Turn) -> Turn:
    """ "And if I come at eight, and pay in cash?": whether somebody is there then is said beside the other answer."""
    hour = coming_at.supposed_hour(scene.words, scene.language)
    if hour is None or meant.names & _OF_HOURS or turn.step in NOT_UNDERSTOOD:
        return turn
    time_said = telling.hour(scene, hour)
    if any(time_said in getattr(one, "body", "") for one in turn.says) or _tells_of_the_check_in(scene, turn):
        return turn
    found = arriving.at(session, scene, hour)
    return asking.lead_with(turn, found.text) if found is not None else turn


def _is_fetched(scene: Scene) -> bool:
    """The hour is the one at which a car has to be somewhere else."""
    return any(wish.kind == noted.CAR for wish in stay_wishes.told(scene.words))


def keep(session: Session, scene: Scene, booking: Booking) -> None:
    """What was told of it before the room was taken."""
    if (hour := told_lately(scene)) is not None:
        own_stays.expect_at(session, booking, hour)


def told_lately(scene: Scene) -> time | None:
    """By the last line that told it, this one among them."""
    for words in reversed(scene.memory.recent[-LATELY:]):
        hour = hour_told_anew.told_in(words, scene.language)
        if hour is not None and _is_sure(scene, None, hour):
            return hour
    return None


def on_it(session: Session, scene: Scene, booking: Booking, words: str) -> str:
    """Of the evening: written down like any other hour."""
    hour = arriving.hour_told(words, scene.language)
    return "\n".join(_written_down(session, scene, booking, hour)) if hour is not None else ""


def of_a_late_one(
    session: Session, scene: Scene, booking: Booking | None, wishes: Sequence[StayWish]
) -> list[str]:
    """ "A late arrival" alone tells nobody until when to wait: where an hour was told it is the hour that is noted."""
    late = next((wish for wish in wishes if wish.kind == noted.LATE), None)
    hour = arriving.hour_told(late.sentence, scene.language) if late is not None else None
    return _written_down(session, scene, booking, hour) if hour is not None else []


def _noted(booking: Booking | None) -> time | None:
    return booking.arrives if booking is not None else None


def _is_sure(scene: Scene, booking: Booking | None, hour: time) -> bool:
    """An hour of the night is sure for whoever was expected in it."""
    before = _noted(booking)
    if before is not None and before < coming_at.NIGHT_ENDS:
        return True
    return coming_at.is_sure(hour, (scene.words, *scene.memory.recent[-LATELY:]))


def _told(meant: Understanding) -> ClockTime | None:
    """By night it is a late arrival, of which more is said."""
    if not meant.names <= _ONLY or meant.stay or meant.changes or meant.party is not None:
        return None
    told = coming_at.told_time(meant.text, meant.language.spoken)
    return None if told is not None and stay_wishes.told(meant.text) else told


def _as_asked(scene: Scene, meant: Understanding) -> ClockTime | None:
    """ "Around six, actually", to whoever was just asked to say when they come."""
    told, times = meant.text, meant.entities.times
    if len(times) != 1 or "?" in told or len(told.split()) > _FEW_WORDS or not meant.names <= _ONLY:
        return None
    written = scene.knowledge.fact(Subject.POLICY, arriving.TOPIC)
    asked = telling.text(scene, written.texts) if written is not None else None
    just_asked = asked is not None and asked.words in (scene.memory.said or "")
    return times[0] if just_asked and times[0].at >= coming_at.NIGHT_ENDS else None


def _written_down(session: Session, scene: Scene, booking: Booking | None, hour: time) -> list[str]:
    if booking is None:
        return []
    own_stays.expect_at(session, booking, hour)
    return [as_written(scene, booking, hour)]


def as_written(scene: Scene, booking: Booking, hour: time) -> str:
    """Nobody is expected before the room may be entered: that they come then is known."""
    key = "comes_early" if _is_early(scene, booking, hour) else "comes_at"
    return scene.say(f"noted.{key}", code=booking.code, time=telling.hour(scene, hour))


def _is_early(scene: Scene, booking: Booking | None, hour: time) -> bool:
    agreed = booking.early_from if booking is not None else None
    return coming_at.NIGHT_ENDS <= hour < (agreed or scene.hotel.check_in)


def how_it_is_then(session: Session, scene: Scene, booking: Booking | None, hour: time) -> list[str]:
    """Whether somebody is there, and whether the room is ready; nothing more where both go without saying."""
    if _is_early(scene, booking, hour):
        return [_not_ready_yet(scene)]
    if booking is not None:
        stay = StaySoFar(booking.check_in, booking.check_out)
        scene = replace(scene, memory=replace(scene.memory, stay=stay))
    found = arriving.at(session, scene, hour)
    if found is not None:
        somebody = scene.say("hours.somebody_at", time=telling.hour(scene, hour))
        return [] if booking is not None and found.text == somebody else [found.text]
    if booking is not None:
        return []
    return [scene.say("hours.check_in", time=telling.hour(scene, scene.hotel.check_in))]


def _not_ready_yet(scene: Scene) -> str:
    luggage = scene.knowledge.fact(Subject.AMENITY, "luggage")
    kept = luggage is not None and luggage.answer is Answer.YES
    ready = scene.say("hours.ready_from", time=telling.hour(scene, scene.hotel.check_in))
    return f"{ready} {scene.say('stay.luggage')}" if kept else ready


def _tells_of_the_check_in(scene: Scene, turn: Turn) -> bool:
    """In one of the house's ways to say it; free cancelling may end at the same hour."""
    from_then = telling.hour(scene, scene.hotel.check_in)
    hours = dict.fromkeys(("time", "hour", "arrival", "departure"), from_then)
    ways = (scene.say(key, **hours).split(from_then)[0] + from_then for key in _SAY_THE_CHECK_IN)
    bodies = [getattr(one, "body", "") for one in turn.says]
    return any(way in body for way in ways for body in bodies)
