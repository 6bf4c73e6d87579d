"""Other days told behind days with their month: "the 2nd to the 5th of March, or the 9th to the 12th" are all of March.

"A weekend in March, the 6th or the 13th" likewise; what has a month, "next" or "this" of its own keeps it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from core.flows.understand.stay.atoms import Atom
from core.flows.understand.stay.clock import Clock
from core.flows.understand.stay.days import month_of, on_month, resolve_day
from core.flows.understand.stay.drafts import Draft

_OF_ITS_OWN: Final = frozenset("ZPXSE")
_OF_A_MONTH: Final = frozenset({"month", "part"})
_ENDING: Final = 24
_BEGINNING: Final = 10


def of_the_month_told(drafts: list[Draft], clock: Clock) -> list[Draft]:
    found: list[Draft] = []
    told: date | None = None
    for draft in drafts:
        found.append(draft if told is None else _of_it(draft, told, clock))
        told = _day_told(found[-1], clock) or told
    return found


def _day_told(draft: Draft, clock: Clock) -> date | None:
    """Their last day that has a month; the first one of a month that is told alone."""
    period = draft.period
    if period is not None and period.kind in _OF_A_MONTH and (period.month is not None):
        year, number = month_of(period, clock)
        return on_month(year, number, 1)
    ends = [end for end in (draft.end, draft.start) if end is not None and end.month and end.day]
    return resolve_day(ends[0], clock, "es").best if ends and ends[0].kind in ("point", "span") else None


def _of_it(draft: Draft, told: date, clock: Clock) -> Draft:
    start, end = draft.start, draft.end
    if start is None or draft.period is not None or not _is_free(start):
        return draft
    if end is not None and end is not start and not (_is_free(end) or end.day is None):
        return draft
    day = _in_that_month(start.day or 0, told, clock)
    if day is None or (start.weekday is not None and start.weekday != day.weekday()):
        return draft
    if start.kind == "span":
        last = on_month(day.year, day.month + ((start.day_to or 0) <= (start.day or 0)), start.day_to or 0)
        whole = replace(start, month=last.month, year=last.year) if last is not None else start
        return replace(draft, start=whole, end=whole)
    return replace(draft, start=replace(start, month=day.month, year=day.year, weekday=None, bare=False))


def _is_free(atom: Atom) -> bool:
    plain = atom.kind in ("point", "span") and atom.day is not None
    return plain and atom.month is None and atom.fixed is None and not _OF_ITS_OWN & {*atom.codes}


def _in_that_month(number: int, told: date, clock: Clock) -> date | None:
    """After the 28th the 3rd is of the month that follows, and so is what has gone by."""
    goes_on = told.day >= _ENDING and number <= _BEGINNING
    days = (on_month(told.year, told.month + ahead, number) for ahead in (int(goes_on), 1))
    return next((day for day in days if day is not None and day >= clock.today), None)
