"""A draft of a stay against the hotel's calendar: month and year pass between its ends, nights fill what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from core.flows.understand.stay.atoms import Atom
from core.flows.understand.stay.clock import Clock
from core.flows.understand.stay.days import Days, on_month, resolve_day
from core.flows.understand.stay.drafts import Draft
from core.flows.understand.stay.holidays import Span
from core.flows.understand.stay.periods import Period, resolve_period
from core.flows.understand.stay.reading import Doubt

_DAY = timedelta(days=1)
_NIGHTS = {"N": 1, "D": 1, "S": 7, "Q": 15, "E": 30}


@dataclass
class Stay:
    """One draft, resolved. `rivals` are other stays it may be."""

    check_in: date | None = None
    check_out: date | None = None
    nights: int | None = None
    extra_nights: int | None = None
    rivals: list[Span] = field(default_factory=list)
    arrivals: list[date] = field(default_factory=list)
    departures: list[date] = field(default_factory=list)
    period: Span | None = None
    doubts: list[Doubt] = field(default_factory=list)
    said: list[date] = field(default_factory=list)

    @property
    def rank(self) -> int:
        if self.check_in and self.check_out:
            return 4
        return 3 if self.check_in else 2 if self.check_out or self.period else 1 if self.nights else 0


def resolve(draft: Draft, clock: Clock, lang: str, known_check_in: date | None) -> Stay:
    stay = Stay()
    draft = _with_its_month(draft)
    if draft.start is not None and draft.start is draft.end:
        _two_in_one(draft.start, stay, clock)
    else:
        _ends(draft, stay, clock, lang, known_check_in)
    stay.said = [day for day in (stay.check_in, stay.check_out) if day]
    spread = _count_nights(draft.length, stay)
    if draft.period is not None:
        _apply_period(resolve_period(draft.period, clock, lang), stay)
    _fill(stay, spread)
    if draft.joined and stay.check_in and stay.check_out:
        _nights_listed(draft, stay)
    elif draft.between and draft.length is not None and draft.length.kind == "length":
        _somewhere_between(draft.length, stay)
    stay.doubts = list(dict.fromkeys(stay.doubts))
    return stay


def _nights_listed(draft: Draft, stay: Stay) -> None:
    """ "The 24th and 25th" may be two nights or one; "the nights of" leaves no doubt; far apart they are two choices."""
    assert stay.check_in and stay.check_out
    later = stay.check_out + _DAY
    if (later - stay.check_in).days > 5:
        stay.arrivals.append(stay.check_out)
        stay.check_out = stay.nights = None
        stay.doubts.append(Doubt.SEVERAL)
    elif draft.length is not None:
        stay.check_out, stay.nights = later, (later - stay.check_in).days
    else:
        stay.rivals.append(Span(stay.check_in, later))
        stay.doubts.append(Doubt.WHICH_NIGHTS)


def _somewhere_between(length: Atom, stay: Stay) -> None:
    """ "Two nights between the 10th and the 20th": the dates are room to choose in, not the stay."""
    nights = length.amount or 1
    if stay.check_in and stay.check_out and nights < (stay.check_out - stay.check_in).days:
        stay.period = Span(stay.check_in, stay.check_out)
        stay.check_in = stay.check_out = None
        stay.nights, stay.rivals, stay.doubts = nights, [], [Doubt.WHICH_NIGHTS]


def _with_its_month(draft: Draft) -> Draft:
    """ "En enero, del 10 al 15": the month said apart belongs to the days."""
    month = draft.period
    if month is None or month.kind != "month" or not any(e and e.day and not e.month for e in (draft.start, draft.end)):
        return draft
    parts = {"month": month.month, "year": month.year, "bare": False}
    start = replace(draft.start, **parts) if draft.start and draft.start.day and not draft.start.month else draft.start
    if draft.end is draft.start:
        return replace(draft, start=start, end=start, period=None)
    end = replace(draft.end, **(parts if draft.start is None else {})) if draft.end else None
    return replace(draft, start=start, end=end, period=None)


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
        moved = other + (second.best - first.best) if first.best and second.best and end.weekday is not None else second.best
        stay.rivals += [Span(other, moved)] if moved and moved > other else []
    stay.rivals += [Span(first.best, d) for d in second.dates[1:] if first.best and d > first.best]


def _share_month(start: Atom | None, end: Atom | None) -> tuple[Atom | None, Atom | None]:
    """The month said at one end serves the other: "del 28 al 3 de enero", "del 28 de enero al 3"."""
    if start is None or end is None:
        return start, end
    if start.bare and end.month is not None and end.day is not None:
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
    anchored = end.month is not None or end.day is not None and end.weekday is not None
    if start.bare and anchored or start.weekday is not None and start.day is None and end.month is not None:
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
        if (start.day is None or day.day == start.day) and (start.weekday is None or day.weekday() == start.weekday):
            return day
    return None


def _count_nights(length: Atom | None, stay: Stay) -> tuple[int, ...]:
    """Sets the nights; hands back the choices when the guest left some ("3 or 4 nights", "3 days")."""
    if length is None:
        return ()
    if length.kind == "night":
        stay.nights = 1 if stay.check_out is None or stay.check_in is None else None
        return ()
    unit = next((c for c in reversed(length.codes) if c in _NIGHTS), "N")
    nights = (length.amount or 1) * _NIGHTS[unit]
    if "+" in length.codes:
        stay.extra_nights = nights
        return ()
    if length.amount_to is not None:
        stay.doubts.append(Doubt.WHICH_NIGHTS)
        return tuple(range(nights, length.amount_to * _NIGHTS[unit] + 1)[:8])
    stay.nights = nights
    if unit == "D" and nights > 1 and not (stay.check_in and stay.check_out):
        stay.doubts.append(Doubt.DAYS_OR_NIGHTS)
        return (nights, nights - 1)
    if unit in "EQ":
        stay.doubts.append(Doubt.WHICH_NIGHTS)
    return ()


def _apply_period(period: Period, stay: Stay) -> None:
    if not period.spans:
        stay.doubts += period.doubts
        return
    stay.period = period.spans[0]
    stay.rivals += period.spans if period.wide and len(period.spans) > 1 else ()
    if stay.check_in or stay.check_out:
        return
    nights = stay.nights
    if period.wide or nights is not None and period.kind in {"week", "month"} and nights < period.spans[0].nights:
        stay.doubts += [*period.doubts, Doubt.WHICH_NIGHTS]
        return
    spans: Iterable[Span] = period.spans
    if nights is not None and nights != period.spans[0].nights:
        stay.doubts.append(Doubt.WHICH_NIGHTS)
        spans = _fitted(period.spans[0], nights)
    first, *others = spans
    stay.check_in, stay.check_out = first.check_in, first.check_out
    stay.rivals += others
    stay.doubts += period.doubts


def _fitted(span: Span, nights: int) -> list[Span]:
    """One night of a weekend, or three around it: from its first day, or up to its last."""
    from_start = Span(span.check_in, span.check_in + _DAY * nights)
    to_end = Span(span.check_out - _DAY * nights, span.check_out)
    return [from_start, to_end] if from_start != to_end else [from_start]


def _fill(stay: Stay, choices: tuple[int, ...]) -> None:
    start, end = stay.check_in, stay.check_out
    if start and end and end > start:
        if stay.nights is not None and stay.nights != (end - start).days and Doubt.DAYS_OR_NIGHTS not in stay.doubts:
            if not (stay.nights - (end - start).days == 1 and stay.period is None):
                stay.doubts.append(Doubt.NIGHTS_DISAGREE)
            stay.rivals.append(Span(start, start + _DAY * stay.nights))
        stay.nights = (end - start).days
        return
    if choices and (start or end):
        spans = [Span(start, start + _DAY * n) if start else Span(end - _DAY * n, end) for n in choices if end or start]  # type: ignore[operator]
        stay.rivals += spans
    if stay.nights is None:
        return
    if start and not end:
        stay.check_out = start + _DAY * stay.nights
        stay.rivals += [Span(day, day + _DAY * stay.nights) for day in stay.arrivals]
    elif end and not start:
        stay.check_in = end - _DAY * stay.nights
        stay.rivals += [Span(day - _DAY * stay.nights, day) for day in stay.departures]

