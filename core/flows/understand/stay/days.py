"""One day said, against the hotel's own today: the likeliest date first, then the others it may be."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.flows.understand.stay.atoms import Atom
from core.flows.understand.stay.clock import Clock
from core.flows.understand.stay.reading import Doubt
from core.services.holidays import easter, nth_weekday

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
# Days that fall on the same date wherever the hotel is.
_FIXED = {
    "christmas": (12, 25), "christmas_eve": (12, 24), "new_year": (1, 1), "new_year_day": (1, 1),
    "new_year_eve": (12, 31), "kings": (1, 6), "valentine": (2, 14), "dead": (11, 2), "boxing_day": (12, 26),
}  # fmt: skip
# From their first to their last day, counted from Easter Sunday.
_SPANS = {"holy_week": (-3, 0), "easter": (-2, 0), "carnival": (-50, -47)}
_FROM_EASTER = {"easter": 0, "easter_monday": 1, "holy_friday": -2, "holy_thursday": -3, "corpus_christi": 60}


@dataclass(frozen=True)
class Days:
    """`dates` are the likeliest and its rivals."""

    dates: tuple[date, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def best(self) -> date | None:
        return self.dates[0] if self.dates else None


def on_month(year: int, month: int, day: int) -> date | None:
    """None when the month has no such day. Months past December are of the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def resolve_day(atom: Atom, clock: Clock, lang: str, after: date | None = None) -> Days:
    """`after` is the arrival when the day is a departure: it must lie beyond."""
    if atom.kind == "relative":
        return Days((clock.today + _DAY * (atom.days_away or 0),))
    if atom.kind == "offset":
        return _offset(atom, clock, lang)
    if atom.kind == "nth":
        return _nth(atom, clock)
    if atom.kind == "apart":
        return _apart(atom, clock, lang)
    if atom.kind == "holiday":
        found = holiday_date(atom, clock)
        return Days((found,) if found else ())
    if "E" in atom.codes and atom.day is not None:  # the 20th of this month
        year, month = month_of(atom, clock)
        return _day_of_month(replace(atom, year=year, month=month), clock, after)
    if atom.month is not None:
        return _day_of_month(atom, clock, after)
    if atom.weekday is not None:
        return _by_weekday(atom, clock, lang, after)
    return _bare_day(atom, clock, after)


def _bare_day(atom: Atom, clock: Clock, after: date | None) -> Days:
    earliest = after + _DAY if after else clock.today
    for ahead in range(4):
        found = on_month(earliest.year, earliest.month + ahead, atom.day or 1)
        if found and found >= earliest:
            return Days((found,))
    return Days(())


def _day_of_month(atom: Atom, clock: Clock, after: date | None) -> Days:
    earliest = after + _DAY if after else clock.today
    day, month = atom.day or 1, atom.month or 1
    if atom.year:
        found = on_month(atom.year, month, day)
    else:
        found = next(
            (d for y in range(5) if (d := on_month(earliest.year + y, month, day)) and d >= earliest), None
        )
    if found is None:
        return Days(())
    doubts = (
        [Doubt.PAST] if found < clock.today or ((found - clock.today).days > 330 and not atom.year) else []
    )
    rivals: list[date] = []
    if atom.weekday is not None and found.weekday() != atom.weekday:
        doubts.append(Doubt.WEEKDAY_DISAGREES)
        rivals.append(
            min((found + _DAY * n for n in range(-3, 4)), key=lambda d: d.weekday() != atom.weekday)
        )
    return Days((found, *rivals), tuple(doubts))


def _by_weekday(atom: Atom, clock: Clock, lang: str, after: date | None) -> Days:
    weekday = atom.weekday or 0
    if atom.day is not None:
        return _weekday_and_day(atom, clock, after)
    if "S" in atom.codes:  # Friday of next week
        return Days((_monday(clock.today) + _WEEK + _DAY * weekday,))
    base = after or clock.today
    ahead = (weekday - base.weekday()) % 7
    if after:
        return Days((after + _DAY * (ahead or 7),))
    coming, later = base + _DAY * ahead, base + _DAY * ahead + _WEEK
    if ahead == 0:
        if atom.says_next:
            return Days((later,))
        return Days((coming, later) if atom.says_this else (later, coming), (Doubt.WHICH_DAY,))
    if atom.says_next and coming < _monday(base) + _WEEK:
        return Days((later, coming) if lang == "en" else (coming, later), (Doubt.WHICH_DAY,))
    return Days((coming,))


def _weekday_and_day(atom: Atom, clock: Clock, after: date | None) -> Days:
    """Thursday the 12th: the next month in which they agree; if that is far off, somebody miscounted."""
    earliest = after + _DAY if after else clock.today
    months = (on_month(earliest.year, earliest.month + n, atom.day or 1) for n in range(14))
    agreeing = next((d for d in months if d and d >= earliest and d.weekday() == atom.weekday), None)
    plain = _bare_day(atom, clock, after).best
    if agreeing is None or plain is None:
        return Days((plain,) if plain else (), (Doubt.WEEKDAY_DISAGREES,))
    if (agreeing - earliest).days > 100:
        return Days((agreeing, plain), (Doubt.WEEKDAY_DISAGREES,))
    return Days((agreeing,))


def _offset(atom: Atom, clock: Clock, lang: str) -> Days:
    unit = next(c for c in reversed(atom.codes) if c in "DSEQN")
    found = _moved(clock.today, atom.amount or 1, unit, lang)
    return Days((found,) if found else ())


def _moved(day: date, amount: int, unit: str, lang: str) -> date | None:
    """So many days, weeks or months on; back where there are fewer than none."""
    if unit == "E":
        months = 12 * day.year + day.month - 1 + amount
        return on_month(months // 12, months % 12 + 1, min(day.day, 28))
    if unit == "D" and lang != "en":
        amount = {8: 7, 15: 14, -15: -14}.get(amount, amount)  # "en 15 días" is two weeks
    return day + _DAY * amount * {"S": 7, "Q": 14}.get(unit, 1)


def _apart(atom: Atom, clock: Clock, lang: str) -> Days:
    """ "Three days before Christmas": counted from the feast or the day told."""
    anchor = feast_or_day(atom, clock)
    if anchor is None:
        return Days(())
    unit = next((c for c in atom.codes if c in "DSEQN"), "D")
    found = _moved(anchor, (atom.amount or 1) * (atom.apart or 1), unit, lang)
    return Days((found,) if found and found >= clock.today else ())


def feast_or_day(atom: Atom, clock: Clock) -> date | None:
    """What is told of as before or after it; of several days the first or the last of them."""
    if atom.holiday in _SPANS:
        first, last = _SPANS[atom.holiday]
        apart = last if (atom.apart or 1) > 0 else first
        days = (easter(clock.today.year + ahead) + _DAY * apart for ahead in range(3))
        return next((day for day in days if day >= clock.today), None)
    if atom.holiday is not None:
        return holiday_date(atom, clock)
    return _day_of_month(replace(atom, weekday=None), clock, None).best


def _nth(atom: Atom, clock: Clock) -> Days:
    order = -1 if atom.says_last else atom.order or 1
    year, month = month_of(atom, clock)
    found = nth_weekday(order, atom.weekday or 0, month, year)
    if found < clock.today and atom.year is None:
        found = nth_weekday(order, atom.weekday or 0, month, year + 1)
    return Days((found,))


def month_of(atom: Atom, clock: Clock) -> tuple[int, int]:
    """The year and month an atom speaks of: its own, this one or the next one."""
    today = clock.today
    if atom.month is None:
        ahead = 1 if atom.says_next else 0
        return today.year + (today.month - 1 + ahead) // 12, (today.month - 1 + ahead) % 12 + 1
    if atom.year:
        return atom.year, atom.month
    return today.year + (1 if atom.month < today.month else 0), atom.month


def holiday_date(atom: Atom, clock: Clock) -> date | None:
    """The next time the holiday comes, or the one of the year said."""
    years = (atom.year,) if atom.year else range(clock.today.year, clock.today.year + 3)
    found = (_holiday_in(atom.holiday or "", year, clock) for year in years)
    return next((d for d in found if d and (d >= clock.today or atom.year)), None)


def _holiday_in(key: str, year: int, clock: Clock) -> date | None:
    if key in _FROM_EASTER:
        return easter(year) + _DAY * _FROM_EASTER[key]
    if key in _FIXED:
        return date(year, *_FIXED[key])
    if key == "thanksgiving":
        return nth_weekday(4, 3, 11, year)
    return clock.calendar.named(key, year)


def _monday(day: date) -> date:
    return day - _DAY * day.weekday()
