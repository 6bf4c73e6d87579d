"""Christmas and New Year named alone: a night that is spent there, and nobody has said from which day to which."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from core.flows.understand.stay.atoms import Atom
from core.flows.understand.stay.clock import Clock
from core.flows.understand.stay.days import holiday_date
from core.flows.understand.stay.drafts import Draft
from core.flows.understand.stay.nights import Stay
from core.flows.understand.stay.reading import Candidate, Doubt, StayReading
from core.services.holidays import Span

_DAY: Final = timedelta(days=1)
# How many days before the date of the feast its night begins.
_NIGHT_OF: Final = {"christmas": 1, "new_year": 1, "new_year_eve": 0}
_MOST: Final = 3
_LONGEST: Final = 6


def celebrated(draft: Draft, stay: Stay, clock: Clock) -> None:
    """The stays over that night, as many as are likely; a word of arrival beside it makes the feast a day."""
    feast = draft.start
    if feast is None or not draft.loose or draft.end is not None or draft.period is not None:
        return
    night = _night(feast, clock) if feast.kind == "holiday" else None
    if night is None or (stay.nights or 1) > _LONGEST:
        return
    spans = [span for span in over(night, stay.nights) if span.check_in >= clock.today]
    first, *others = spans or [Span(night, night + _DAY)]
    stay.check_in, stay.check_out = first.check_in, first.check_out
    stay.rivals = others
    stay.said = [night]
    stay.doubts = [*stay.doubts, Doubt.WHICH_NIGHTS] if others else stay.doubts


def _night(feast: Atom, clock: Clock) -> date | None:
    before = _NIGHT_OF.get(feast.holiday or "")
    day = holiday_date(feast, clock) if before is not None else None
    return day - before * _DAY if day is not None and before is not None else None


def is_within(said: StayReading, known: StayReading) -> bool:
    """ "It is for New Year" of a stay that holds that night says nothing new."""
    if (
        said.doubts != (Doubt.WHICH_NIGHTS,)
        or len(said.dates) != 1
        or not (known.check_in and known.check_out)
    ):
        return False
    return known.check_in <= said.dates[0] < known.check_out


def of_so_many(said: StayReading, offered: tuple[Span, ...]) -> StayReading:
    """ "Three nights" where shorter stays over one night were offered: those of so many around it."""
    first, last = max(one.check_in for one in offered), min(one.check_out for one in offered)
    fits = any(one.nights == said.nights for one in offered)
    if said.nights is None or said.check_in or said.check_out or said.doubts or fits or first >= last:
        return said
    if said.nights > _LONGEST:
        return said
    spans = over(first + (last - first - _DAY) // 2, said.nights)
    candidates = tuple(Candidate(span.check_in, span.check_out) for span in spans)
    return replace(said, candidates=candidates, doubts=(Doubt.WHICH_NIGHTS,))


def over(night: date, nights: int | None) -> list[Span]:
    """Of so many nights those that lie around it first; without a number the short ones."""
    if nights is None:
        ends = ((0, 2), (0, 1), (-1, 1))
        return [Span(night + first * _DAY, night + last * _DAY) for first, last in ends]
    nearest = sorted(range(nights), key=lambda before: (abs(before - (nights - 1) / 2), before))
    starts = (night - before * _DAY for before in nearest[:_MOST])
    return [Span(start, start + nights * _DAY) for start in starts]
