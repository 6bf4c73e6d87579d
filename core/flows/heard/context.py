"""What is known before a message is read: the hotel's clock, how the conversation stands, the stays it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from core.domain.memory import Asked, Memory
from core.flows.booking.progress import NAME as BOOKING
from core.flows.facts import telling
from core.flows.facts.room_names import names_of_rooms
from core.flows.flow import Tap, read_tap
from core.flows.understand import Context, StayReading
from core.flows.understand.language import tells_little
from core.flows.understand.reading import hotel_amenities
from core.flows.understand.stay import Clock, Span, Talk, read_stay
from core.flows.understand.text import has_figures, normalise
from core.flows.understand.watching import Watched
from core.services.scenes import Scene

# The days that were told before are meant.
_GOES_BACK: Final = Watched(
    ("mism", "same", "mesm", "dije", "dijimos", "said", "told you", "falei", "disse", "original", "primer", "primeir",
     "first", "antes", "before", "de siempre")
)  # fmt: skip


def context_of(scene: Scene, words: str = "") -> Context:
    """`words`: what is to be read in it, where that may go back to days that were told before."""
    memory, hotel = scene.memory, scene.hotel
    stay = StayReading(memory.stay.check_in, memory.stay.check_out, memory.stay.nights)
    offered = days_offered(memory.asked)
    return Context(
        now=scene.now,
        zone=hotel.timezone,
        country=hotel.country,
        hotel_language=hotel.language,
        language=scene.conversation.language or scene.guest.language,
        language_hardly_told=bool(memory.recent) and tells_little(memory.recent),
        asked=memory.asked,
        wish=memory.wish,
        stay=stay if memory.stay else None,
        month=None if offered else memory.stay.month,
        talk=_going_back(scene, words, _talk(memory, offered)),
        amenities=hotel_amenities(scene.knowledge.own_words, names_of_rooms(scene.knowledge)),
        holidays=telling.holidays(scene),
    )


def _going_back(scene: Scene, words: str, talk: Talk | None) -> Talk | None:
    """ "The same dates, 30 to 2": with the stays that were told earlier, the latest first."""
    if not has_figures(words) or not _GOES_BACK.said_in(normalise(words)):
        return talk
    lang = scene.conversation.language or scene.hotel.language
    lines = [line for line in reversed(scene.memory.recent) if line != words]
    told = [read_stay(line, lang, clock_of(scene)) for line in lines]
    earlier = tuple(
        Span(one.check_in, one.check_out)
        for one in told
        if one.check_in is not None and one.check_out is not None and one.check_in < one.check_out
    )
    return replace(talk or Talk(()), earlier=earlier) if earlier else talk


def clock_of(scene: Scene) -> Clock:
    return Clock(scene.now, scene.hotel.timezone, scene.hotel.country, telling.holidays(scene))


def days_offered(asked: Asked | None) -> tuple[Span, ...]:
    """The stays on the buttons of the open question."""
    days = [tap.rest for tap in _taps(asked) if tap.action == "dates"]
    return tuple(Span(*map(date.fromisoformat, pair)) for pair in days if len(pair) == 2)


def _first_days(asked: Asked | None) -> tuple[Span, ...]:
    """Of a day that stands there alone the month is talked of: "the 14th of February?", "from the 13th to the 15th"."""
    days = [date.fromisoformat(tap.rest[0]) for tap in _taps(asked) if tap.action == "from" and tap.rest]
    return tuple(Span(day, day + timedelta(days=1)) for day in days)


def _taps(asked: Asked | None) -> list[Tap]:
    taps = [read_tap(one) for one in asked.options] if asked is not None else []
    return [tap for tap in taps if tap is not None and tap.flow == BOOKING]


def _talk(memory: Memory, offered: tuple[Span, ...]) -> Talk | None:
    """Of a stay that was settled some time ago weekdays are not meant."""
    stay = memory.stay
    if offered:
        return Talk(offered)
    if not stay and stay.month is None and (days := _first_days(memory.asked)):
        return Talk(days)
    if memory.flow != BOOKING or stay.check_in is None or stay.month is not None:
        return None
    return Talk((Span(stay.check_in, stay.check_out or stay.check_in + timedelta(days=1)),))
