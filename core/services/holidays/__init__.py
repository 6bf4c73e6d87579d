"""Holidays and long weekends: rules per country from `calendars/*.toml`, Easter computed, a hotel's changes on top."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from core.domain.knowledge import Answer, Knowledge, Subject

_FOLDER = Path(__file__).parent / "calendars"
_DAY = timedelta(days=1)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Holiday:
    on: date
    name: str
    key: str | None = None


@dataclass(frozen=True)
class Span:
    """Nights of a stay: from the day of arrival to the day of leaving."""

    check_in: date
    check_out: date

    @property
    def nights(self) -> int:
        return (self.check_out - self.check_in).days


def easter(year: int) -> date:
    """Easter Sunday of the western calendar (the anonymous Gregorian reckoning)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap = (century + 8) // 25
    epact = (19 * golden + century - century // 4 - (century - leap + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@dataclass(frozen=True)
class Holidays:
    """One hotel's calendar. `added` and `removed` are the hotel's own edits; `bridged` joins Tuesdays and Thursdays."""

    rules: tuple[tuple[tuple[str, Any], ...], ...] = ()
    bridges: frozenset[date] = frozenset()
    bridged: bool = False
    added: tuple[Holiday, ...] = ()
    removed: frozenset[date] = frozenset()

    def edited(self, add: Iterable[Holiday] = (), remove: Iterable[date] = ()) -> Holidays:
        return replace(self, added=(*self.added, *add), removed=self.removed | frozenset(remove))

    def of_year(self, year: int) -> tuple[Holiday, ...]:
        return _of_year(self, year)

    def days_off(self, year: int) -> frozenset[date]:
        return _days_off(self, year)

    def named(self, key: str, year: int) -> date | None:
        return next((h.on for h in self.of_year(year) if h.key == key), None)

    def long_weekends(self, after: date, years: int = 2) -> tuple[Span, ...]:
        """Runs of three or more days off that end after `after`, soonest first."""
        return tuple(
            s for y in range(after.year, after.year + years) for s in _runs(self, y) if s.check_out > after
        )


@lru_cache(maxsize=256)
def _of_year(calendar: Holidays, year: int) -> tuple[Holiday, ...]:
    found = [h for rule in calendar.rules for h in _by_rule(dict(rule), year)]
    found += [h for h in calendar.added if h.on.year == year]
    return tuple(sorted((h for h in found if h.on not in calendar.removed), key=lambda h: h.on))


def _by_rule(rule: dict[str, Any], year: int) -> list[Holiday]:
    if not rule.get("since", year) <= year <= rule.get("until", year):
        return []
    on = _moved(_day_of(rule, year), rule.get("moves"))
    return [Holiday(on, rule["name"], rule.get("key"))]


def _day_of(rule: dict[str, Any], year: int) -> date:
    if "easter" in rule:
        return easter(year) + timedelta(days=rule["easter"])
    if "nth" in rule:  # "3 mon 11": third Monday of November; "-1 mon 5": the last of May
        nth, weekday, month = rule["nth"].split()
        return nth_weekday(int(nth), _WEEKDAYS.index(weekday), int(month), year) + _DAY * int(
            rule.get("plus", 0)
        )
    month, day = rule["on"].split("-")
    return date(year, int(month), int(day))


def nth_weekday(nth: int, weekday: int, month: int, year: int) -> date:
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - _DAY
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _moved(on: date, rule: str | None) -> date:
    """Moves a holiday as its country's law says; the numbers are days to add by weekday, Monday first."""
    shifts = {
        "nearest_monday": (0, -1, -2, 4, 3, 0, 0),  # Argentina, Uruguay
        "monday_of_the_week": (0, -1, -2, -3, 3, 0, 0),  # Chile
        "nearest_friday": (0, -4, 2, 0, 0, 0, 0),  # Chile, 31 October
        "observed": (0, 0, 0, 0, 0, -1, 1),  # United States
    }
    return on + timedelta(days=shifts[rule][on.weekday()]) if rule else on


@lru_cache(maxsize=256)
def _days_off(calendar: Holidays, year: int) -> frozenset[date]:
    off = {h.on for y in (year - 1, year, year + 1) for h in calendar.of_year(y)} | set(calendar.bridges)
    if calendar.bridged:
        off |= {day - _DAY for day in off if day.weekday() == 1} | {
            day + _DAY for day in off if day.weekday() == 3
        }
    return frozenset(off - calendar.removed)


@lru_cache(maxsize=256)
def _runs(calendar: Holidays, year: int) -> tuple[Span, ...]:
    off = calendar.days_off(year)
    found, day = [], date(year, 1, 1)
    while day.year == year:
        last = day
        while last.weekday() >= 5 or last in off:
            last += _DAY
        if (last - day).days >= 3 and not (day - _DAY in off or (day - _DAY).weekday() >= 5):
            found.append(Span(day - _DAY if day.weekday() == 5 else day, last - _DAY))
        day = max(last, day + _DAY)
    return tuple(found)


@cache
def holidays_of(country: str) -> Holidays:
    """A country without a calendar has weekends and Easter, but no long weekends."""
    path = _FOLDER / f"{country.lower()}.toml"
    if not path.is_file():
        return Holidays()
    table = tomllib.loads(path.read_text("utf-8"))
    rules = tuple(tuple(sorted(rule.items())) for rule in table["holiday"])
    bridges = frozenset(date.fromisoformat(day) for day in table.get("bridges", []))
    return Holidays(rules, bridges, table.get("bridged", False))


def days_around(country: str, knowledge: Knowledge, today: date) -> dict[date, str]:
    """The days off of this year and the next, by the key or name under which they may have hours of their own."""
    holidays = of_hotel(country, knowledge)
    years = (today.year, today.year + 1)
    return {day.on: day.key or day.name for year in years for day in holidays.of_year(year)}


def of_hotel(country: str, knowledge: Knowledge) -> Holidays:
    """The country's days with what the hotel added and took away."""
    edits = knowledge.all_of(Subject.HOLIDAY)
    added = [
        Holiday(date.fromisoformat(edit.topic), edit.texts.get("es", ""))
        for edit in edits
        if edit.answer is Answer.YES
    ]
    removed = [date.fromisoformat(edit.topic) for edit in edits if edit.answer is Answer.NO]
    return holidays_of(country).edited(added, removed)
