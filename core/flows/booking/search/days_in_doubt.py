"""Days that were in doubt, told apart: "yes, feb", "I meant February", the same days once more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from core.domain.memory import StaySoFar
from core.domain.stays import Stay
from core.flows.booking.progress import Progress, Step
from core.flows.booking.wanted import Wanted
from core.flows.flow import read_tap
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.days.calendar_names import NUMBER_OF_MONTH
from core.flows.understand.stay import Doubt
from core.flows.understand.stay.days import on_month
from core.flows.understand.text import normalise
from core.services import words
from core.services.scenes import Scene

# Around the name of a month that puts right which one was meant; a question asks what is free in it.
_AROUND: Final = re.compile(
    r"\b(?:yes|yeah|yep|no|nope?|i|we|meant?|it'?s|is|in|of|for|the|to|that'?s?|was|month|not|sorry|ok(?:ay)?|oh|wait|please"
    r"|pls|obv\w*|ofc|(?:of )?course|next|this|coming|duh|lol|just|said|say|si+|en|del?|el|al|para|pra|perdon|digo"
    r"|quise|decir|me|referi\w+|era|es|son|mes|ay|uy|claro|proximo|que|viene|este|dije|sim|nao|e|do|da|desculpa|quis"
    r"|dizer|eu|foi|seria|mesmo|isso|eh|pro|quer\w+|queria)\b"
)
# A room that was spoken of.
_THAT_ONE: Final = re.compile(
    r"\b(?:esa|ese|essa|esse|that one|this one|la misma|a mesma|the same (?:one|room))\b"
)
_FEW_WORDS: Final = 8
_A_PAIR: Final = 2
# Whoever asks whether there is room, or what it costs, is told both.
_LOOKS: Final = frozenset({"ask_availability", "ask_price"})
_SAME_DATES: Final = re.compile(
    r"(?:(?:yes|yeah|yep|si+|sim|ok|claro|sure|isso|para|pra|for|on|en|em|nas|e|y|and)[ ,.]*)*(?:the |l[oa]s |as |os )?"
    r"(?:same|mism[oa]s|mesm[oa]s) (?:dates?|days?|nights?|fechas|dias|noches|datas|noites)"
    r"(?:[ ,.]+(?:yes|yeah|yep|si+|sim|please|pls|por favor|porfa|claro|sure|ok|thanks|gracias))*[ .!]*"
)
_WORD: Final = re.compile(r"[a-z']+")
# "January, not December": the one that was not meant.
_NOT_THAT_ONE: Final = re.compile(
    rf",? (?:y |and |e )?(?:not|no|nao) (?:in |en |em |de )?(?:{'|'.join(NUMBER_OF_MONTH)})\b"
)
_YEAR: Final = re.compile(r"20[2-4]\d")


def settled(scene: Scene, meant: Understanding, wanted: Wanted, here: Progress | None) -> StaySoFar | None:
    """The days as they stand after this message; None where it settles nothing."""
    known = wanted.nights
    if known is not None and any(
        (one.check_in, one.check_out) == (known.check_in, known.check_out) for one in meant.stay.candidates
    ):
        return _so_far(known)
    if known is not None and _of_the_same_days(meant, known):
        return _so_far(known)
    if (long_enough := _of_so_many_nights(meant, wanted, here)) is not None:
        return long_enough
    if (plain := _as_asked(meant, here) or _begins_one_offered(meant, here)) is not None:
        return plain
    if likeliest := _nights_from_the_day(meant, wanted, here) or _told_as_vaguely(meant, here):
        return likeliest
    month = _only_a_month(scene, meant)
    if month is None:
        return None
    offered = _offered(here)
    there = [stay for stay in offered if stay.check_in.replace(day=1) == month]
    if known is not None and not there:
        moved = _moved([known], month)
        return _so_far(moved[0]) if moved else None
    there = there or _moved(offered, month)
    if len(there) == 1:
        return _so_far(there[0])
    arrival = wanted.stay.check_in
    day = on_month(month.year, month.month, arrival.day) if arrival is not None and not offered else None
    return replace(wanted.stay, check_in=day, check_out=None, month=None) if day is not None else None


def _nights_from_the_day(meant: Understanding, wanted: Wanted, here: Progress | None) -> StaySoFar | None:
    """ "December, two nights", asked how many from the 31st of December: the month is that of the day."""
    said, first = meant.stay, wanted.stay.check_in
    if here is None or here.step is not Step.NIGHTS or first is None or said.check_in or said.period is None:
        return None
    nights = said.nights if said.nights != said.period.nights else None
    if not nights or said.period.check_in.replace(day=1) != first.replace(day=1):
        return None
    return StaySoFar(first, first + timedelta(days=nights), nights)


def _told_as_vaguely(meant: Understanding, here: Progress | None) -> StaySoFar | None:
    """ "Fri to Sun", of two weekends that were asked about: the likelier one, rather than the same question anew."""
    offered = _offered(here)
    told = {(one.check_in, one.check_out) for one in meant.stay.candidates}
    same = len(offered) == _A_PAIR and told == {(stay.check_in, stay.check_out) for stay in offered}
    return _so_far(offered[0]) if same else None


def _of_the_same_days(meant: Understanding, known: Stay) -> bool:
    """ "Isn't the triple there for January?" of days in January told before: they are the days."""
    span = meant.stay.within
    if span is None or not (span.check_in <= known.check_in and known.check_out <= span.check_out):
        return False
    plain = normalise(meant.text)
    return meant.entities.room_type is not None or _THAT_ONE.search(plain) is not None


def _as_asked(meant: Understanding, here: Progress | None) -> StaySoFar | None:
    """ "6-9" in answer to which days: nobody tells a day and its month then."""
    stay = meant.stay
    if here is None or here.step is not Step.DATES or stay.doubts != (Doubt.DAY_OR_MONTH,):
        return None
    whole = stay.check_in is not None and stay.check_out is not None and stay.check_in < stay.check_out
    return (
        StaySoFar(stay.check_in, stay.check_out, stay.nights) if whole and len(stay.candidates) == 1 else None
    )


def _of_so_many_nights(meant: Understanding, wanted: Wanted, here: Progress | None) -> StaySoFar | None:
    """ "The 13th and the 14th" of whoever wants two nights; "two nights, I said" where both were offered."""
    candidates = [
        Stay(one.check_in, one.check_out)
        for one in meant.stay.candidates
        if one.check_in and one.check_out and one.check_in < one.check_out
    ]
    bare = meant.stay.nights if not (meant.stay.check_in or meant.stay.check_out) else None
    nights = bare or (wanted.stay.nights if len(candidates) == len(meant.stay.candidates) else None)
    fits = [one for one in candidates or _offered(here) if one.length == nights]
    others = {one.length for one in candidates or _offered(here)}
    asked = bool(candidates) or bare is not None
    return _so_far(fits[0]) if asked and len(fits) == 1 and len(others) > 1 else None


def _begins_one_offered(meant: Understanding, here: Progress | None) -> StaySoFar | None:
    """ "The 15th then", where buttons offer three weekends: the one that begins on that day."""
    stay = meant.stay
    if stay.check_in is None or stay.check_out or stay.nights or stay.candidates:
        return None
    there = [one for one in _offered(here) if one.check_in == stay.check_in]
    return _so_far(there[0]) if len(there) == 1 else None


def as_they_are(scene: Scene, meant: Understanding, known: Stay | None) -> bool:
    """ "I meant February" of days that are in February, or the same days once more: nothing is to be looked for."""
    told, before = (meant.stay.check_in, meant.stay.check_out), scene.memory.before
    changed = before is not None and before.just and before.stay is not None
    if known is not None and told == (known.check_in, known.check_out):
        return not (changed or (meant.names & _LOOKS and _looks(meant.text)) or meant.entities.room_type)
    if known is not None and told == (None, None) and meant.stay.nights == known.length:
        looks = meant.names & _LOOKS and _looks(meant.text)
        return not (changed or looks or meant.stay.extra_nights)
    if known is not None and not meant.stay and _SAME_DATES.fullmatch(normalise(meant.text)):
        return True
    month = _only_a_month(scene, meant)
    return known is not None and month is not None and known.check_in.replace(day=1) == month


def _looks(text: str) -> bool:
    """The same days once more and nothing beside them ask for nothing: "é dia 11 a 14"."""
    return len(text.split()) > _FEW_WORDS or asks(text)


def nodded_at(meant: Understanding, here: Progress) -> StaySoFar | None:
    """ "Yes" where one stay alone was offered as what may be meant."""
    offered = _offered(here)
    if len(here.which) != 1 or len(offered) != 1 or not meant.names <= {"yes", "confirm_booking"}:
        return None
    return _so_far(offered[0]) if meant.names else None


def _only_a_month(scene: Scene, meant: Understanding) -> date | None:
    """The first day of the month that is all the message says."""
    span = meant.stay.within
    if span is None or "?" in meant.text or span.check_in.day != 1:
        return None
    plain = _NOT_THAT_ONE.sub(" ", _YEAR.sub(" ", normalise(meant.text)))
    if any(letter.isdigit() for letter in plain):
        return None
    said = _WORD.findall(_AROUND.sub(" ", plain))
    name = normalise(words.month(scene, span.check_in.month))
    return span.check_in if len(said) == 1 and name.startswith(said[0][:3]) else None


def _offered(here: Progress | None) -> list[Stay]:
    """What the buttons of the open question offer, as far as they name a whole stay."""
    taps = [read_tap(one) for one in here.which] if here is not None and here.step is Step.DATES else []
    days = [tap.rest for tap in taps if tap is not None and len(tap.rest) == 2]
    return [Stay(*map(date.fromisoformat, pair)) for pair in days]


def _moved(stays: Iterable[Stay], month: date) -> list[Stay]:
    """The same days of that month; a departure that lay in the next month lies in the next one there too."""
    found: dict[Stay, None] = {}
    for stay in stays:
        first = on_month(month.year, month.month, stay.check_in.day)
        if first is not None:
            found[Stay(first, first + (stay.check_out - stay.check_in))] = None
    return list(found)


def _so_far(stay: Stay) -> StaySoFar:
    return StaySoFar(stay.check_in, stay.check_out, stay.length)
