"""Days told without a month while a stay is talked about: "the 15th", "Friday to Sunday", "the weekend" are near it.

What is plainly named keeps its own time ("this Friday", "tomorrow", "in March"), and nothing of it lies in the past.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from core.flows.understand.stay.atoms import Atom
from core.flows.understand.stay.clock import Clock
from core.flows.understand.stay.days import on_month
from core.flows.understand.stay.drafts import Draft
from core.services.holidays import Span

_DAY: Final = timedelta(days=1)
_FRIDAY: Final = 4
# "This", "next", "last", "of next week", "of this month".
_OF_ITS_OWN: Final = frozenset("ZPXSE")
# A day of the same month is meant rather than one of another month that is nearer by less than this.
_ANOTHER_MONTH: Final = 14


@dataclass(frozen=True)
class Talk:
    """The stays that are talked about. Once that talk is over, only figures are still of their month.

    `earlier`: those that were told before, where a message goes back to them.
    """

    spans: tuple[Span, ...]
    under_way: bool = True
    earlier: tuple[Span, ...] = ()


def near(drafts: list[Draft], talk: Talk | None, clock: Clock) -> list[Draft]:
    if talk is None or not (talk.spans or talk.earlier):
        return drafts
    drafts = [_as_told_before(draft, talk) for draft in drafts]
    return [one for draft in drafts for one in _near_each(draft, talk, clock)] if talk.spans else drafts


def _as_told_before(draft: Draft, talk: Talk) -> Draft:
    """ "The same dates, 30 to 2" of whoever told of the 30th of December to the 2nd of January."""
    start, end = draft.start, draft.end
    if start is None or end is None or draft.period is not None or not (_is_free(start) and _is_free(end)):
        return draft
    last = end.day_to if start is end else end.day
    same = (one for one in talk.earlier if (one.check_in.day, one.check_out.day) == (start.day, last))
    if (told := next(same, None)) is None:
        return draft
    point = replace(start, kind="point", day_to=None)
    return replace(draft, start=_on(point, told.check_in), end=_on(point, told.check_out))


def in_its_month(atoms: list[Atom], talk: Talk | None) -> list[Atom]:
    """ "The first weekend" is one of the month that is talked about."""
    if talk is None or not talk.spans or not talk.under_way:
        return atoms
    first = talk.spans[0].check_in
    return [
        replace(atom, kind="part", month=first.month, year=first.year)
        if atom.kind == "weekend" and (atom.order or atom.says_last) and not {"Z", "P"} & {*atom.codes}
        else atom
        for atom in atoms
    ]


def _near_each(draft: Draft, talk: Talk, clock: Clock) -> list[Draft]:
    """ "Friday to Sunday" where several stays were offered may be of each of them."""
    days = [one.day for one in (draft.start, draft.end) if one is not None]
    if any(days) or not talk.under_way:
        return [_near(draft, talk, clock)]
    if (before := _until_that_day(draft, talk, clock)) is not None:
        after = _near(draft, talk, clock)
        return [before] if talk.spans[0].nights == 1 or after == before else [before, after]
    return [_near(draft, replace(talk, spans=(span,)), clock) for span in talk.spans]


def _until_that_day(draft: Draft, talk: Talk, clock: Clock) -> Draft | None:
    """ "Saturday to Tuesday" where the 8th is talked of, a Tuesday: up to that very day, or else after it."""
    start, end = draft.start, draft.end
    if len(talk.spans) > 1 or draft.period is not None or start is None or end is None:
        return None
    weekdays = _is_free(start) and _is_free(end) and start.kind == end.kind == "point"
    there = talk.spans[0].check_in
    if not weekdays or start.weekday is None or end.weekday != there.weekday():
        return None
    first = there - _DAY * ((there.weekday() - start.weekday) % 7 or 7)
    return replace(draft, start=_on(start, first), end=_on(end, there)) if first >= clock.today else None


def _near(draft: Draft, talk: Talk, clock: Clock) -> Draft:
    weekend = draft.period is not None and draft.period.kind == "weekend"
    if draft.period is not None and not (weekend and talk.under_way and _is_free(draft.period)):
        return draft
    if weekend and draft.start is None and draft.end is None:
        return _at_the_weekend(draft, talk, clock)
    start, end = draft.start, draft.end
    if start is None or not _is_free(start) or (end is not None and end is not start and end.month):
        return draft
    if start.kind == "span":
        return _two_in_one(replace(draft, period=None), start, talk, clock)
    if start.day is None and end is not None and end.day is not None:
        return replace(draft, end=_put(end, talk, clock), period=None)
    return replace(draft, start=_put(start, talk, clock), period=None)


def _is_free(atom: Atom) -> bool:
    """Whether it may be near anything: neither a month nor a word of another time is told with it."""
    kind = atom.kind in ("point", "span", "weekend")
    return kind and atom.month is None and atom.fixed is None and not _OF_ITS_OWN & {*atom.codes}


def _at_the_weekend(draft: Draft, talk: Talk, clock: Clock) -> Draft:
    friday = _nearest(_weekdays(_FRIDAY, talk), talk, clock)
    if friday is None or draft.period is None or "W" in draft.period.codes:
        return draft
    point = replace(draft.period, kind="point")
    end = None if draft.length is not None else _on(point, friday + 2 * _DAY)
    return replace(draft, start=_on(point, friday), end=end, period=None)


def _two_in_one(draft: Draft, atom: Atom, talk: Talk, clock: Clock) -> Draft:
    """ "15-17": the month of the second is told, that of the first follows from it."""
    if not talk.under_way or atom.day_to is None or atom.day is None or atom.day >= atom.day_to:
        return draft
    last = _nearest(_days(atom.day_to, talk), talk, clock)
    if last is None:
        return draft
    told = replace(atom, month=last.month, year=last.year)
    return replace(draft, start=told, end=told)


def _put(atom: Atom, talk: Talk, clock: Clock) -> Atom:
    if atom.day is None:
        days = _weekdays(atom.weekday or 0, talk) if talk.under_way else iter(())
    else:
        days = (day for day in _days(atom.day, talk) if atom.weekday in (None, day.weekday()))
    found = _nearest(days, talk, clock)
    return _on(atom, found) if found is not None else atom


def _on(atom: Atom, day: date) -> Atom:
    return replace(atom, day=day.day, month=day.month, year=day.year, weekday=None, bare=False)


def _weekdays(weekday: int, talk: Talk) -> Iterator[date]:
    for span in talk.spans:
        first, length = span.check_in - 7 * _DAY, (span.check_out - span.check_in).days + 15
        days = (first + ahead * _DAY for ahead in range(length))
        yield from (day for day in days if day.weekday() == weekday)


def _days(number: int, talk: Talk) -> Iterator[date]:
    for span in talk.spans:
        year, month = span.check_in.year - 1, span.check_in.month + 12
        months = (on_month(year, month + ahead, number) for ahead in (-1, 0, 1, 2))
        yield from (day for day in months if day is not None)


def _nearest(days: Iterable[date], talk: Talk, clock: Clock) -> date | None:
    """Within the stay the first, and around it of two that are as near the later one."""

    def rank(day: date) -> tuple[int, int]:
        far = _how_far(day, talk)
        return far, -day.toordinal() if far else day.toordinal()

    return min((day for day in days if day >= clock.today), key=rank, default=None)


def _how_far(day: date, talk: Talk) -> int:
    return min(_from(day, span) for span in talk.spans)


def _from(day: date, span: Span) -> int:
    apart = max((span.check_in - day).days, (day - span.check_out).days, 0)
    months = {(one.year, one.month) for one in (span.check_in, span.check_out)}
    return apart + (_ANOTHER_MONTH if (day.year, day.month) not in months else 0)
