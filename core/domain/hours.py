"""When something of the hotel is open: a week of shifts, days that differ, holidays that differ.

All times are the hotel's own wall clock. A shift belongs to the day on which it begins, also past midnight; one that
ends when it begins lasts the whole day round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final

_DAY: Final = timedelta(days=1)
_FARTHEST: Final = 400  # days: what opens no more within a year is told to be closed
_WEEK: Final = 7

# Days off, each with the key or name by which it may have hours of its own.
Calendar = Mapping[date, str]
NO_HOLIDAYS: Final[Calendar] = {}


class WrongHours(ValueError):
    """What is wrong with the hours somebody wrote, in one line."""


@dataclass(frozen=True, order=True)
class Shift:
    opens: time
    closes: time

    @classmethod
    def parse(cls, words: str) -> Shift:
        """One shift in words: 08:00-12:30, 22:00-02:00; 24:00 at the end is midnight."""
        opens, dash, closes = words.replace(" ", "").partition("-")
        try:
            if not dash:
                raise ValueError
            return cls(
                time.fromisoformat(opens), time.fromisoformat("00:00" if closes == "24:00" else closes)
            )
        except ValueError:
            raise WrongHours(f"{words!r} is no shift such as 08:00-12:30") from None

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"

    @property
    def is_whole_day(self) -> bool:
        return self.opens == self.closes

    def on(self, day: date) -> tuple[datetime, datetime]:
        begins = datetime.combine(day, self.opens)
        ends = datetime.combine(day, self.closes)
        return begins, ends if ends > begins else ends + _DAY


Shifts = tuple[Shift, ...]


@dataclass(frozen=True)
class Span:
    """Days, the last one included, on which other hours hold; with no shifts it is closed."""

    first: date
    last: date
    shifts: Shifts = ()

    def holds_on(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Hours:
    """`week` has seven days, Monday first. A date beats a named holiday, that beats holidays, those beat the week.

    `holidays` is None where holidays are days like any other.
    """

    week: tuple[Shifts, ...]
    spans: tuple[Span, ...] = ()
    holidays: Shifts | None = None
    named: tuple[tuple[str, Shifts], ...] = ()

    def __post_init__(self) -> None:
        if len(self.week) != _WEEK:
            raise WrongHours("a week has seven days, Monday first")
        for shifts in (*self.week, *(span.shifts for span in self.spans), *dict(self.named).values()):
            _apart(shifts)
        _apart(self.holidays or ())
        for span in self.spans:
            if span.last < span.first:
                raise WrongHours(f"{span.first} to {span.last} ends before it begins")

    def of_day(self, day: date, holidays: Calendar = NO_HOLIDAYS) -> Shifts:
        """The shortest span that holds decides: one Friday in a closed month may be open."""
        spans = [span for span in self.spans if span.holds_on(day)]
        if spans:
            return min(spans, key=lambda span: span.last - span.first).shifts
        if day in holidays:
            of_its_own = dict(self.named).get(holidays[day], self.holidays)
            if of_its_own is not None:
                return of_its_own
        return self.week[day.weekday()]

    def is_open(self, at: datetime, holidays: Calendar = NO_HOLIDAYS) -> bool:
        wall = at.replace(tzinfo=None)
        days = (wall.date() - _DAY, wall.date())
        return any(
            begins <= wall < ends
            for day in days
            for begins, ends in (shift.on(day) for shift in self.of_day(day, holidays))
        )

    def closes_at(self, at: datetime, holidays: Calendar = NO_HOLIDAYS) -> datetime | None:
        """When the opening under way ends; nothing when it is closed, or does not close within a year."""
        wall = at.replace(tzinfo=None)
        if not self.is_open(wall, holidays):
            return None
        ends = next(ends for _, ends in self._openings(wall.date() - _DAY, holidays) if wall < ends)
        return None if ends - wall > (_FARTHEST - 2) * _DAY else ends.replace(tzinfo=at.tzinfo)

    def next_opening(self, at: datetime, holidays: Calendar = NO_HOLIDAYS) -> datetime | None:
        """The first opening that begins after `at`; nothing when none does within a year."""
        wall = at.replace(tzinfo=None)
        for begins, _ in self._openings(wall.date() - _DAY, holidays):
            if begins > wall:
                return begins.replace(tzinfo=at.tzinfo)
        return None

    @property
    def never_closes(self) -> bool:
        """Open day and night whatever the day: worth saying in fewer words."""
        different = [*(span.shifts for span in self.spans), *dict(self.named).values()]
        if self.holidays is not None:
            different.append(self.holidays)
        return all(
            len(shifts) == 1 and shifts[0] == Shift(time(0), time(0)) for shifts in (*self.week, *different)
        )

    def _openings(self, first: date, holidays: Calendar) -> Iterator[tuple[datetime, datetime]]:
        """Openings in order, those that touch or overlap told as one."""
        under_way: tuple[datetime, datetime] | None = None
        for ahead in range(_FARTHEST):
            day = first + ahead * _DAY
            for begins, ends in (shift.on(day) for shift in sorted(self.of_day(day, holidays))):
                if under_way is not None and begins <= under_way[1]:
                    under_way = under_way[0], max(under_way[1], ends)
                    continue
                if under_way is not None:
                    yield under_way
                under_way = begins, ends
        if under_way is not None:
            yield under_way


def every_day(*shifts: str) -> Hours:
    return Hours((tuple(map(Shift.parse, shifts)),) * _WEEK)


def _apart(shifts: Shifts) -> None:
    """Shifts of one day must not overlap, or somebody mistyped one."""
    day = date(2000, 1, 3)
    told = sorted(shift.on(day) for shift in shifts)
    for (_, ends), (begins, _) in pairwise(told):
        if begins < ends:
            raise WrongHours(f"shifts of one day overlap: {', '.join(map(str, sorted(shifts)))}")


@dataclass(frozen=True)
class Run:
    """Neighbouring days of the week with the same shifts: Monday to Friday, say."""

    first: int
    last: int
    shifts: Shifts


def runs_of(week: tuple[Shifts, ...]) -> tuple[Run, ...]:
    """The week as people say it: days in a row with the same hours together, closed days left out."""
    runs: list[Run] = []
    for weekday, shifts in enumerate(week):
        ordered = tuple(sorted(shifts))
        if runs and runs[-1].shifts == ordered and runs[-1].last == weekday - 1:
            runs[-1] = Run(runs[-1].first, weekday, ordered)
        else:
            runs.append(Run(weekday, weekday, ordered))
    return tuple(run for run in runs if run.shifts)


def to_json(hours: Hours) -> dict[str, Any]:
    return {
        "week": [_written(shifts) for shifts in hours.week],
        "spans": [
            {"first": span.first.isoformat(), "last": span.last.isoformat(), "shifts": _written(span.shifts)}
            for span in hours.spans
        ],
        "holidays": None if hours.holidays is None else _written(hours.holidays),
        "named": {name: _written(shifts) for name, shifts in hours.named},
    }


def from_json(data: Mapping[str, Any]) -> Hours:
    """Reads what was stored, or what somebody wrote; refuses in one line what makes no sense."""
    try:
        return Hours(
            week=tuple(_read(day) for day in data["week"]),
            spans=tuple(
                Span(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]), _read(one["shifts"]))
                for one in data.get("spans") or ()
            ),
            holidays=None if data.get("holidays") is None else _read(data["holidays"]),
            named=tuple((name, _read(shifts)) for name, shifts in (data.get("named") or {}).items()),
        )
    except WrongHours:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise WrongHours(f"these are no hours: {problem}") from None


def _written(shifts: Shifts) -> list[str]:
    return [str(shift) for shift in sorted(shifts)]


def _read(shifts: Iterable[str]) -> Shifts:
    if isinstance(shifts, str):
        raise WrongHours(f"{shifts!r} stands where a list of shifts was wanted")
    return tuple(sorted(Shift.parse(one) for one in shifts))
