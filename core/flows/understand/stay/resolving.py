"""A draft of a stay against the hotel's calendar: month and year pass between its ends, nights fill what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from core.flows.understand.stay.atoms import Atom
from core.flows.understand.stay.clock import Clock
from core.flows.understand.stay.days import Days, month_of, on_month, resolve_day
from core.flows.understand.stay.drafts import Draft
from core.flows.understand.stay.eves import celebrated
from core.flows.understand.stay.nights import (
    Stay,
    apply_period,
    count_nights,
    fill_ends,
    nights_listed,
    nights_or_choices,
    somewhere_between,
)
from core.flows.understand.stay.periods import resolve_period
from core.flows.understand.stay.reading import Doubt
from core.services.holidays import Span

_DAY = timedelta(days=1)
_SIDE_BY_SIDE = 3
_LONGER_THAN_A_WEEK = 9


def resolve(draft: Draft, clock: Clock, lang: str, known_check_in: date | None) -> Stay:
    stay = Stay()
    draft = _with_its_month(draft, clock)
    if draft.start is not None and draft.start is draft.end:
        _two_in_one(draft.start, stay, clock)
    elif (month := _month_of_weekdays(draft, clock, lang)) is not None:
        _every_week(draft, stay, clock, lang, month)
    else:
        _ends(draft, stay, _within_period(draft, clock, lang), lang, known_check_in)
    if _has_begun(draft, stay, clock):
        draft, stay = replace(draft, start=None, end=None), Stay()
    stay.said = [day for day in (stay.check_in, stay.check_out) if day]
    if draft.joined and draft.length is not None and draft.length.kind == "length":
        draft = nights_or_choices(draft, stay)
    spread = count_nights(draft.length, stay, lang)
    if draft.length is None and draft.end is None and draft.loose and draft.start and draft.start.tonight:
        stay.nights = 1
    celebrated(draft, stay, clock)
    if draft.period is not None:
        apply_period(resolve_period(draft.period, clock, lang), stay)
    fill_ends(stay, spread)
    if draft.joined and stay.check_in and stay.check_out:
        nights_listed(draft, stay)
    elif draft.between and draft.length is not None and draft.length.kind == "length":
        somewhere_between(draft.length, stay)
    stay.doubts = list(dict.fromkeys(stay.doubts))
    return stay


def _has_begun(draft: Draft, stay: Stay, clock: Clock) -> bool:
    """ "This weekend, Friday to Sunday" said on a Saturday: what is left of it is meant, or the next one."""
    told = draft.period is not None and draft.period.kind == "weekend"
    return told and stay.check_in is not None and stay.check_in < clock.today


def _with_its_month(draft: Draft, clock: Clock) -> Draft:
    """ "En enero, del 10 al 15": the month said apart belongs to the days."""
    month = draft.period
    if month is not None and month.month is None and month.kind == "month":
        year, number = month_of(month, clock)
        month = replace(month, year=year, month=number)
    if (
        month is None
        or month.month is None
        or month.kind not in ("month", "part")
        or not any(e and e.day and not e.month for e in (draft.start, draft.end))
    ):
        return draft
    start, end = draft.start, draft.end
    if end is not None and end.month is not None:
        return replace(draft, period=None)  # "my birthday is in March, we come the 12th to 14th of December"
    if start is not None and start.day and not start.month:
        start = replace(start, month=month.month, year=month.year, bare=False)
    if draft.end is draft.start:
        return replace(draft, start=start, end=start, period=None)
    if end is not None and draft.start is None:
        end = replace(end, month=month.month, year=month.year, bare=False)
    return replace(draft, start=start, end=end, period=None)


def _within_period(draft: Draft, clock: Clock, lang: str) -> Clock:
    """ "Next week, Tuesday to Thursday", "semana santa, del jueves al domingo": the weekdays are of that time."""
    start = draft.start or draft.end
    if draft.period is None or start is None or start.weekday is None or start.day is not None:
        return clock
    spans = resolve_period(draft.period, clock, lang).spans
    if not spans or (spans[0].check_out - spans[0].check_in).days > _LONGER_THAN_A_WEEK:
        return clock
    before = _DAY if draft.period.kind == "week" or "S" in draft.period.codes else 2 * _DAY
    return replace(clock, now=datetime.combine(spans[0].check_in - before, time(12)), zone=None)


def _month_of_weekdays(draft: Draft, clock: Clock, lang: str) -> Span | None:
    """ "In January, any Saturday": said side by side the weekday is one of that month."""
    month, day = draft.period, draft.start
    if month is None or month.kind != "month" or day is None or day.weekday is None or day.day is not None:
        return None
    if day.says_this or day.says_next or day.kind != "point":
        return None
    apart = max(month.start - (draft.end or day).end, day.start - month.end)
    spans = resolve_period(month, clock, lang).spans if apart <= _SIDE_BY_SIDE else ()
    return spans[0] if spans and spans[0].nights > _LONGER_THAN_A_WEEK else None


def _every_week(draft: Draft, stay: Stay, clock: Clock, lang: str, month: Span) -> None:
    """The first week of the month in which it can be, and all others as rivals."""
    assert draft.start is not None
    assert draft.start.weekday is not None
    opens = max(month.check_in, clock.today + _DAY)
    first = opens + _DAY * ((draft.start.weekday - opens.weekday()) % 7)
    _ends(draft, stay, replace(clock, now=datetime.combine(first - _DAY, time(12)), zone=None), lang, None)
    if stay.check_in is None:
        return
    weeks = [_DAY * days for days in range(7, 35, 7) if stay.check_in + _DAY * days <= month.check_out]
    if stay.check_out is not None:
        stay.rivals += [Span(stay.check_in + week, stay.check_out + week) for week in weeks]
    else:
        stay.arrivals += [stay.check_in + week for week in weeks]
    stay.doubts += [Doubt.WHICH_DAY] if weeks else []


def _two_in_one(atom: Atom, stay: Stay, clock: Clock) -> None:
    """ "10-15", "10-15 de enero": two days, unless it can be a day and a month."""
    first, second = atom.day or 1, atom.day_to or 1
    if atom.month is None and second <= 12 and "=" in atom.codes:
        day, month = (second, first) if clock.month_first and first <= 12 else (first, second)
        as_date = resolve_day(Atom("point", 0, 0, "x", day=day, month=month), clock, "es").best
        if first > second:
            stay.check_in = as_date
            return
        stay.doubts.append(Doubt.DAY_OR_MONTH)
        stay.arrivals += [as_date] if as_date else []
    start = Atom("point", 0, 0, "1", day=first, bare=True)
    end = Atom("point", 0, 0, "1", day=second, month=atom.month, year=atom.year, bare=atom.month is None)
    _ends(Draft(start=start, end=end), stay, clock, "es", None)


def _ends(draft: Draft, stay: Stay, clock: Clock, lang: str, known_check_in: date | None) -> None:
    start, end = _share_month(draft.start, draft.end)
    if start is not None and end is not None:
        first, second = _both(start, end, clock, lang)
    else:
        first = resolve_day(start, clock, lang) if start else Days(())
        second = resolve_day(end, clock, lang, known_check_in) if end else Days(())
    stay.check_in, stay.check_out = first.best, second.best
    stay.doubts += [*first.doubts, *second.doubts]
    stay.arrivals += first.dates[1:]
    stay.departures += second.dates[1:]
    if start is None or end is None:
        return
    for other in first.dates[1:]:
        moved = (
            other + (second.best - first.best)
            if first.best and second.best and end.weekday is not None
            else second.best
        )
        stay.rivals += [Span(other, moved)] if moved and moved > other else []
    stay.rivals += [Span(first.best, d) for d in second.dates[1:] if first.best and d > first.best]


def _share_month(start: Atom | None, end: Atom | None) -> tuple[Atom | None, Atom | None]:
    """The month said at one end serves the other: "del 28 al 3 de enero", "del 28 de enero al 3"."""
    if start is None or end is None:
        return start, end
    if start.day is not None and start.month is None and end.month is not None and end.day is not None:
        back = 1 if (start.day or 0) >= end.day else 0
        month, year = end.month - back, end.year
        if month == 0:
            month, year = 12, end.year - 1 if end.year else None
        start = replace(start, month=month, year=year, bare=False)
    elif end.bare and start.month is not None and start.day is not None and start.kind == "point":
        on = 1 if (end.day or 0) <= start.day else 0
        month, year = start.month + on, start.year
        if month == 13:
            month, year = 1, start.year + 1 if start.year else None
        end = replace(end, month=month, year=year, bare=False)
    elif start.month and end.month and end.year and not start.year:
        start = replace(start, year=end.year - (1 if start.month > end.month else 0))
    elif start.month and end.month and start.year and not end.year:
        end = replace(end, year=start.year + (1 if end.month < start.month else 0))
    return start, end


def _both(start: Atom, end: Atom, clock: Clock, lang: str) -> tuple[Days, Days]:
    anchored = end.month is not None or (end.day is not None and end.weekday is not None)
    anchored = anchored or "E" in end.codes or "S" in end.codes
    if (
        (start.bare and anchored)
        or (start.weekday is not None and start.day is None and "S" in end.codes)
        or (start.weekday is not None and start.day is None and end.month is not None)
    ):
        second = resolve_day(end, clock, lang)
        first = _last_before(start, second.best, clock) if second.best else None
        if first:
            return Days((first,)), second
    if start.bare and end.bare and (start.day or 1) < (end.day or 1):
        start = _in_a_month_with(end.day or 1, start, clock)
    first_days = resolve_day(start, clock, lang)
    if start.weekday is not None and start.day is None and end.kind == "relative":
        return first_days, resolve_day(end, clock, lang)
    if first_days.best is None:
        return first_days, resolve_day(end, clock, lang)
    second = resolve_day(end, clock, lang, after=first_days.best)
    if second.best and second.best <= first_days.best:
        swapped = (Doubt.WHICH_DAY,) if second.best < first_days.best else (Doubt.WHICH_NIGHTS,)
        earlier = second if second.best < first_days.best else first_days
        return earlier, Days((max(second.best, first_days.best),) if earlier is second else (), swapped)
    return first_days, second


def _in_a_month_with(last: int, start: Atom, clock: Clock) -> Atom:
    """ "30 y 31" said in November is of December."""
    first = resolve_day(start, clock, "es").best
    if first is None or on_month(first.year, first.month, last):
        return start
    return replace(start, month=first.month % 12 + 1, bare=False)


def _last_before(start: Atom, end: date, clock: Clock) -> date | None:
    for back in range(1, 62):
        day = end - _DAY * back
        if day < clock.today:
            return None
        if (start.day is None or day.day == start.day) and (
            start.weekday is None or day.weekday() == start.weekday
        ):
            return day
    return None
