"""A car that is noted already, told anew: another way, or its hour. What is written of it follows.

"No al aeropuerto no, DESDE Ezeiza al hotel, el 13", "the transfer is at 3pm": the last line on a matter counts.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.flows.booking.notes import as_said, noted
from core.flows.facts import arriving
from core.flows.heard import surely
from core.flows.turn import NOTED_WISH, Answer
from core.flows.understand import Understanding
from core.flows.understand.wishes import stay_wishes, which_way
from core.services.own_stays import Booking
from core.services.scenes import Scene


def piece(session: Session, scene: Scene, meant: Understanding) -> tuple[Booking, str, str] | None:
    """The booking, the words that are written down, and the piece of the message that tells them."""
    anew = which_way.told_anew(meant.text)
    told = anew or which_way.told_of_its_hour(meant.text)
    if not told or surely.complains(meant):
        return None
    if any(wish.kind == noted.CAR and not wish.wanted for wish in stay_wishes.told(meant.text)) and not anew:
        return None
    booking = noted.theirs(session, scene)
    before = noted.standing(scene, booking).get(noted.CAR) if booking is not None else None
    if booking is None or before is None:
        return None
    return (
        booking,
        _with_what_stands(scene, anew, before) if anew else _with_its_hour(scene, before, told),
        told,
    )


def _with_its_hour(scene: Scene, before: str, told: str) -> str:
    """ "The pickup is on the 13th": another day stands in the place of the one before."""
    day = which_way.read(told).day
    if day is None or which_way.read(before).day in (None, day):
        return f"{before}, {told}"
    return which_way.on_another_day(before, as_said.ordinal(scene.language, day))


def _with_what_stands(scene: Scene, words: str, before: str) -> str:
    """The same way told once more, by fewer words: its place, its day and its hour go on standing."""
    was, told = which_way.read(before), which_way.read(words)
    if was.way != told.way:
        return words
    hour = arriving.hour_told(before, scene.language)
    named = was.place not in which_way.ANY_AIRPORT and told.place in which_way.ANY_AIRPORT
    language = scene.hotel.language
    kept = [
        *([was.place] if named else []),
        *([as_said.day_of_it(scene, language, was.day)] if was.day and told.day is None else []),
        *([f"{hour:%H:%M}"] if hour and arriving.hour_told(words, scene.language) is None else []),
    ]
    return f"{words} ({', '.join(kept)})" if kept else words


def written(session: Session, scene: Scene, booking: Booking, words: str) -> Answer:
    noted.keep(session, scene, booking, noted.CAR, words, wanted=True)
    wishes = noted.names_as_told(scene, {noted.CAR: words})
    said = scene.say("noted.wish", code=booking.code, wishes=wishes)
    return Answer(NOTED_WISH, said, facts=(f"booking:{booking.code}",))
