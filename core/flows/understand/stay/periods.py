"""Stretches of time said as one: weekends, long weekends, weeks, months and their parts, holidays."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.flows.understand.stay.atoms import Atom
from core.flows.understand.stay.clock import Clock
from core.flows.understand.stay.days import feast_or_day, holiday_date, month_of, on_month, resolve_day
from core.flows.understand.stay.reading import Doubt
from core.services.holidays import Span, easter

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
KINDS = frozenset({"weekend", "long", "week", "month", "part", "around", "beside"})
_SPANNING = frozenset({"holy_week", "carnival", "easter", "national", "season"})


@dataclass(frozen=True)
class Period:
    """`wide` ones (a month) are never a stay by themselves: only the time a stay is wanted in."""

    spans: tuple[Span, ...]
    doubts: tuple[Doubt, ...] = ()
    wide: bool = False
    kind: str = ""


def is_period(atom: Atom) -> bool:
    return atom.kind in KINDS or (atom.kind == "holiday" and atom.holiday in _SPANNING)


def resolve_period(atom: Atom, clock: Clock, lang: str) -> Period:
    kind = "nothing"
    found = Period(())
    if atom.holiday == "season":
        kind, found = "month", _season(atom, clock)
    elif atom.kind == "holiday":
        kind, found = "holiday", _holiday(atom, clock)
    elif atom.kind == "weekend":
        kind, found = "weekend", _weekend(atom, clock)
    elif atom.kind == "long":
        kind, found = "long", _long_weekend(atom, clock)
    elif atom.kind == "week":
        monday = clock.today - _DAY * clock.today.weekday() + (_WEEK if atom.says_next else timedelta())
        kind, found = (
            "week",
            Period((Span(max(monday, clock.today), monday + 6 * _DAY),), (Doubt.WHICH_NIGHTS,)),
        )
    elif atom.kind == "beside":
        kind, found = ("week" if "S" in atom.codes else "weekend"), _beside(atom, clock)
    elif atom.kind == "around":
        kind, found = ("week" if "S" in atom.codes else "weekend"), _around(atom, clock, lang)
    else:
        kind, found = "month", _month(atom, clock)
    return replace(found, spans=tuple(s for s in found.spans if s.check_out > s.check_in), kind=kind)


def _weekend(atom: Atom, clock: Clock) -> Period:
    """Friday to Sunday. On a Saturday or Sunday "this weekend" is what is left of it, or perhaps the next one."""
    today = clock.today
    if atom.says_last:
        return Period(())
    friday = today + _DAY * ((4 - today.weekday()) % 7)
    coming, following = _friday_to_sunday(friday), _friday_to_sunday(friday + _WEEK)
    unsure = (Doubt.WHICH_WEEKEND,)
    if atom.amount:  # "in two weekends": counting this one, or not
        counted = (friday + (atom.amount - less) * _WEEK for less in (1, 0))
        return Period(tuple(_friday_to_sunday(day) for day in counted), unsure)
    of_it_is_left = atom.says_this if today.weekday() == 6 else today.weekday() == 5 and not atom.says_next
    if of_it_is_left:
        return Period((Span(today, today + _DAY), coming), unsure)
    if atom.says_next and today.weekday() < 5:
        return Period((following, coming), unsure)
    return Period((coming,))


def _friday_to_sunday(friday: date) -> Span:
    return Span(friday, friday + 2 * _DAY)


def _long_weekend(atom: Atom, clock: Clock) -> Period:
    if atom.holiday:
        return _holiday(atom, clock)
    spans = clock.calendar.long_weekends(clock.today)
    if atom.month:
        year, month = month_of(atom, clock)
        spans = tuple(
            s for s in spans if (year, month) in {(d.year, d.month) for d in (s.check_in, s.check_out)}
        )
    if not spans:
        return Period((), (Doubt.WHICH_WEEKEND,))
    return Period(spans[:2], (Doubt.WHICH_WEEKEND,))


def _around(atom: Atom, clock: Clock, lang: str) -> Period:
    """The weekend of the 15th, the week of 10 January, carnival weekend."""
    if atom.holiday in _SPANNING:
        return _holiday(atom, clock)
    if atom.day_to is not None and "O" in atom.codes:
        both = [_around(replace(atom, day=day, day_to=None), clock, lang) for day in (atom.day, atom.day_to)]
        return Period(tuple(s for one in both for s in one.spans[:1]), (Doubt.WHICH_WEEKEND,))
    said = replace(atom, kind="holiday" if atom.holiday else "point", weekday=None)
    day = resolve_day(said, clock, lang).best
    if day is None:
        return Period(())
    if "S" not in atom.codes:
        long = next(
            (s for s in clock.calendar.long_weekends(day - 5 * _DAY, 1) if s.check_in <= day <= s.check_out),
            None,
        )
        if long is not None and day.weekday() < 5:
            return Period((long,), (Doubt.WHICH_WEEKEND,))
        friday = day + _DAY * (4 - day.weekday())
        unsure = (Doubt.WHICH_WEEKEND,) if day.weekday() < 4 else ()
        rivals = (_friday_to_sunday(friday - _WEEK),) if day.weekday() < 3 else ()
        rivals = (Span(day, friday + 2 * _DAY),) if day.weekday() == 3 else rivals
        return Period((_friday_to_sunday(friday), *rivals), unsure)
    monday = day - _DAY * day.weekday()
    return Period((Span(monday, monday + 6 * _DAY), Span(day, day + _WEEK)), (Doubt.WHICH_NIGHTS,))


def _beside(atom: Atom, clock: Clock) -> Period:
    """The weekend before Christmas is over by then, the one after it does not begin before."""
    day = feast_or_day(atom, clock)
    if day is None:
        return Period(())
    before = (atom.apart or 1) < 0
    if "S" in atom.codes:
        week = Span(max(day - _WEEK, clock.today), day) if before else Span(day, day + _WEEK)
        return Period((week,), (Doubt.WHICH_NIGHTS,))
    friday = day + _DAY * ((4 - day.weekday()) % 7)
    if before:
        friday -= _WEEK if friday + 2 * _DAY > day else timedelta()
    return Period((_friday_to_sunday(friday),) if friday >= clock.today else ())


def _month(atom: Atom, clock: Clock) -> Period:
    year, month = month_of(atom, clock)
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    unsure = (Doubt.WHICH_NIGHTS,)
    if atom.kind == "month":
        return Period((Span(max(first, clock.today), last),), unsure, wide=True)
    if "K" in atom.codes:
        return _weekend_of_month(atom, clock, first, last)
    if "Q" in atom.codes or (atom.order in (1, 2) and "B" in atom.codes):  # "the second half"
        return Period(tuple(_halves(atom, clock, first)), unsure)
    if "S" in atom.codes and (atom.order or atom.says_last):
        start = last - 6 * _DAY if atom.says_last else first + _WEEK * ((atom.order or 1) - 1)
        return Period((Span(start, min(start + 6 * _DAY, last)),), unsure)
    thirds = (
        Span(first, first + 9 * _DAY),
        Span(first + 10 * _DAY, first + 19 * _DAY),
        Span(first + 20 * _DAY, last),
    )
    third = thirds[atom.part or 0]
    return Period((replace(third, check_in=max(third.check_in, clock.today)),), unsure, wide=True)


def _halves(atom: Atom, clock: Clock, first: date) -> list[Span]:
    """Half a month. Of no month in particular it is the next one to come; the one that has begun may be meant too."""
    of_none = atom.month is None and not (atom.says_next or atom.says_this)
    later = on_month(first.year, first.month + 1, 1) if of_none else None
    begun, coming = (_half(atom, day) if day else None for day in (first, later))
    if begun is None or coming is None or clock.today <= begun.check_in:
        return [span for span in (begun,) if span]
    if clock.today >= begun.check_out:
        return [coming]
    rest = replace(begun, check_in=clock.today)
    return [rest, coming] if "E" in atom.codes else [coming, rest]


def _half(atom: Atom, first: date) -> Span:
    half = first + 14 * _DAY
    last = date(first.year, first.month, monthrange(first.year, first.month)[1])
    return Span(half + _DAY, last) if atom.order == 2 or atom.says_last else Span(first, half)


def _weekend_of_month(atom: Atom, clock: Clock, first: date, last: date) -> Period:
    fridays = [d for n in range(31) if (d := first + _DAY * n) <= last and d.weekday() == 4]
    ahead = [d for d in fridays if d + 2 * _DAY > clock.today] or fridays
    at_end = atom.says_last or atom.part == 2
    if atom.order and atom.order > len(fridays):  # no month has an eighth: the one of the 8th, or the last
        day = first + _DAY * (atom.order - 1)
        near = _friday_to_sunday(day + _DAY * (4 - day.weekday()))
        return Period((near, _friday_to_sunday(fridays[-1])), (Doubt.WHICH_WEEKEND,))
    index = -1 if at_end else min((atom.order or 1) - 1, len(fridays) - 1)
    if not (at_end or atom.order or atom.part == 0):
        return Period(tuple(_friday_to_sunday(d) for d in ahead), (Doubt.WHICH_WEEKEND,), wide=True)
    chosen = (ahead if at_end else fridays)[index]
    return Period((_friday_to_sunday(chosen),))


def _season(atom: Atom, clock: Clock) -> Period:
    """From Christmas Eve until after New Year: which nights of it is asked."""
    year = atom.year or clock.today.year
    span = Span(date(year, 12, 24), date(year + 1, 1, 2))
    return Period(
        (replace(span, check_in=max(span.check_in, clock.today)),), (Doubt.WHICH_NIGHTS,), wide=True
    )


def _holiday(atom: Atom, clock: Clock) -> Period:
    years = (atom.year,) if atom.year else range(clock.today.year, clock.today.year + 3)
    spans = (_holiday_span(atom.holiday or "", year, clock) for year in years)
    found = next((s for s in spans if s and (s[0].check_out > clock.today or atom.year)), ())
    return Period(found, (Doubt.WHICH_NIGHTS,) if atom.holiday != "holy_week" and found else ())


def _holiday_span(key: str, year: int, clock: Clock) -> tuple[Span, ...]:
    sunday = easter(year)
    if key == "holy_week":
        return (Span(sunday - 3 * _DAY, sunday),)
    if key == "easter":
        return (
            Span(sunday - 2 * _DAY, sunday),
            Span(sunday - 3 * _DAY, sunday),
            Span(sunday - 2 * _DAY, sunday + _DAY),
        )
    if key == "carnival":
        tuesday = sunday - 47 * _DAY
        spans = (
            Span(tuesday - 3 * _DAY, tuesday),
            Span(tuesday - 4 * _DAY, tuesday),
            Span(tuesday - 3 * _DAY, tuesday + _DAY),
        )
        return (spans[2], spans[0], spans[1]) if clock.country.upper() == "BR" else spans
    day = holiday_date(Atom("holiday", 0, 0, "H", holiday=key, year=year), clock)
    if day is None:
        return ()
    return next(
        ((s,) for s in clock.calendar.long_weekends(day - 5 * _DAY, 1) if s.check_in <= day <= s.check_out),
        (),
    )
