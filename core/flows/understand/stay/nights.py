"""A stay being worked out: the nights said, counted and listed, and the time they fall in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from core.flows.understand.stay.atoms import Atom
from core.flows.understand.stay.drafts import Draft
from core.flows.understand.stay.periods import Period
from core.flows.understand.stay.reading import Doubt
from core.services.holidays import Span

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


def nights_or_choices(draft: Draft, stay: Stay) -> Draft:
    """ "Two nights, Friday and Saturday" lists its nights; "one night, the 3rd, the 8th" are choices."""
    assert draft.length is not None
    if stay.check_in and stay.check_out:
        nights, apart = draft.length.amount or 1, (stay.check_out - stay.check_in).days
        if nights == apart + 1:
            stay.check_out += _DAY
        elif nights != apart:
            stay.arrivals.append(stay.check_out)
            stay.check_out = None
            stay.doubts.append(Doubt.SEVERAL)
    return replace(draft, joined=False)


def nights_listed(draft: Draft, stay: Stay) -> None:
    """ "The 24th and 25th" may be two nights or one, "the nights of" are two; far apart they are two choices."""
    if not (stay.check_in and stay.check_out):
        return
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


def somewhere_between(length: Atom, stay: Stay) -> None:
    """ "Two nights between the 10th and the 20th": the dates are room to choose in, not the stay."""
    nights = length.amount or 1
    if stay.check_in and stay.check_out and nights < (stay.check_out - stay.check_in).days:
        stay.period = Span(stay.check_in, stay.check_out)
        stay.check_in = stay.check_out = None
        stay.nights, stay.rivals, stay.doubts = nights, [], [Doubt.WHICH_NIGHTS]


def count_nights(length: Atom | None, stay: Stay, lang: str) -> tuple[int, ...]:
    """Sets the nights; hands back the choices when the guest left some ("3 or 4 nights", "3 days")."""
    if length is None:
        return ()
    if length.kind == "night":
        stay.nights = 1 if stay.check_out is None or stay.check_in is None else None
        return ()
    unit = next((c for c in reversed(length.codes) if c in _NIGHTS), "N")
    nights = (length.amount or 1) * (14 if unit == "Q" and lang == "en" else _NIGHTS[unit])
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


def apply_period(period: Period, stay: Stay) -> None:
    if not period.spans:
        stay.doubts += period.doubts
        return
    stay.period = period.spans[0]
    stay.rivals += period.spans if period.wide and len(period.spans) > 1 else ()
    if stay.check_in or stay.check_out:
        return
    nights = stay.nights
    if period.wide or (
        nights is not None and period.kind in {"week", "month"} and nights < period.spans[0].nights
    ):
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


def fill_ends(stay: Stay, choices: tuple[int, ...]) -> None:
    start, end = stay.check_in, stay.check_out
    if start and end and end > start:
        if (
            stay.nights is not None
            and stay.nights != (end - start).days
            and Doubt.DAYS_OR_NIGHTS not in stay.doubts
        ):
            if stay.nights - (end - start).days != 1 or stay.period is not None:
                stay.doubts.append(Doubt.NIGHTS_DISAGREE)
            stay.rivals.append(Span(start, start + _DAY * stay.nights))
        stay.nights = (end - start).days
        return
    if start:
        stay.rivals += [Span(start, start + _DAY * nights) for nights in choices]
    elif end:
        stay.rivals += [Span(end - _DAY * nights, end) for nights in choices]
    if stay.nights is None:
        return
    if start and not end:
        stay.check_out = start + _DAY * stay.nights
        stay.rivals += [Span(day, day + _DAY * stay.nights) for day in stay.arrivals]
    elif end and not start:
        stay.check_in = end - _DAY * stay.nights
        stay.rivals += [Span(day - _DAY * stay.nights, day) for day in stay.departures]
