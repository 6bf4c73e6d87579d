"""Bare days told beside a feast or a day with its month: they are those that lie around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from core.flows.understand.stay.atoms import Atom
from core.flows.understand.stay.clock import Clock
from core.flows.understand.stay.days import holiday_date, on_month, resolve_day
from core.flows.understand.stay.drafts import Draft
from core.flows.understand.stay.near import Talk, near
from core.flows.understand.stay.periods import resolve_period
from core.services.holidays import Span


def near_holiday(drafts: list[Draft], clock: Clock) -> list[Draft]:
    """ "For Christmas, from the 24th to the 26th": bare days are of the holiday's month."""
    if any(d.period is not None and d.period.kind == "holiday" for d in drafts):
        drafts = _within_holidays(drafts, clock)
    said = next((d.start for d in drafts if d.start is not None and d.start.kind == "holiday"), None)
    feast = holiday_date(said, clock) if said is not None else None
    if feast is None:
        return _near_the_day(drafts, clock)
    return [_around(d, feast) for d in drafts if d.start is not said] or drafts


def _within_holidays(drafts: list[Draft], clock: Clock) -> list[Draft]:
    """ "Between the holidays, from the 26th to the 29th", "for carnival, the 6th to the 9th"."""
    named = next(d.period for d in drafts if d.period is not None and d.period.kind == "holiday")
    spans = resolve_period(named, clock, "es").spans
    if not spans or not any(end and end.day for d in drafts for end in (d.start, d.end)):
        return drafts
    middle = spans[0].check_in + (spans[0].check_out - spans[0].check_in) / 2
    dated = [d for d in drafts if any(end and end.day for end in (d.start, d.end))]
    return [_around(replace(d, period=None if d.period is named else d.period), middle) for d in dated]


def _near_the_day(drafts: list[Draft], clock: Clock) -> list[Draft]:
    """ "Her birthday is on 20 January, we would come from the 19th to the 22nd"."""
    first, *others = drafts or [Draft()]
    day = first.start
    if len(others) == 1 and (near_first := _near_the_first(first, others[0], clock)) is not None:
        return [first, near_first]
    if (
        not others
        or day is None
        or not day.month
        or not day.day
        or first.end
        or first.length
        or not first.loose
    ):
        return drafts
    about = resolve_day(day, clock, "es").best
    if about is None:
        return drafts
    return [first, *(_around(draft, about) if not draft.either else draft for draft in others)]


def _near_the_first(first: Draft, other: Draft, clock: Clock) -> Draft | None:
    """ "The 8th, or Saturday to Tuesday": the weekdays are those around that day."""
    day = first.start
    if day is None or day.day is None or first.end is not None or other.start is None or other.end is None:
        return None
    ends = (other.start, other.end)
    about = resolve_day(day, clock, "es").best if all(end.day is None for end in ends) else None
    if about is None:
        return None
    found = near([other], Talk((Span(about, about + timedelta(days=1)),)), clock)
    return found[0] if len(found) == 1 else None


def _around(draft: Draft, feast: date) -> Draft:
    start = _nearest(draft.start, feast)
    weekday = draft.end is not None and draft.end.day is None
    if weekday and start is not None and start.day and start.month:
        return replace(draft, start=start)  # "before Christmas, from the 14th to Friday": the Friday after it
    after = (
        date(start.year, start.month, start.day)
        if start and start.year and start.month and start.day
        else None
    )
    return replace(draft, start=start, end=_nearest(draft.end, feast, after))


def _nearest(day: Atom | None, feast: date, after: date | None = None) -> Atom | None:
    """The bare day as it falls nearest to the feast: the 31st before New Year, the 3rd after it."""
    if day is None or day.kind != "point" or day.month is not None:
        return day
    if day.day is None:
        dates = [d for d in _beside(feast) if d.weekday() == day.weekday and (after is None or d > after)]
    else:
        months = (on_month(feast.year - 1, 12 + feast.month + ahead, day.day) for ahead in (-1, 0, 1))
        dates = [found for found in months if found and (after is None or found > after)]
    if not dates:
        return day
    best = min(dates, key=lambda found: abs((found - feast).days))
    return replace(day, day=best.day, month=best.month, year=best.year, weekday=None, bare=False)


def _beside(feast: date) -> list[date]:
    return [feast + timedelta(days=apart) for apart in range(-5, 8)]
