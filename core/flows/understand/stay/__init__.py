"""The stay a guest speaks of: arrival, departure, nights, and what remains to be asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from core.flows.understand.stay.atoms import Atom, find_atoms
from core.flows.understand.stay.clock import Clock
from core.flows.understand.stay.days import holiday_date
from core.flows.understand.stay.drafts import Draft, draft_stays
from core.flows.understand.stay.hiding import without_other_numbers
from core.flows.understand.stay.holidays import Holiday, Holidays, Span, easter, holidays_of
from core.flows.understand.stay.lexicon import lexicon_of
from core.flows.understand.stay.lexing import lex
from core.flows.understand.stay.nights import Stay
from core.flows.understand.stay.reading import Candidate, Doubt, StayReading
from core.flows.understand.stay.resolving import resolve
from core.flows.understand.text import normalise
from core.flows.understand.words import LANGUAGES

__all__ = [
    "Candidate",
    "Clock",
    "Doubt",
    "Holiday",
    "Holidays",
    "Span",
    "StayReading",
    "easter",
    "holidays_of",
    "read_stay",
]


def read_stay(text: str, lang: str, clock: Clock, known_check_in: date | None = None) -> StayReading:
    """`known_check_in` is the arrival already agreed, which "until Sunday" counts from."""
    lang = lang if lang in LANGUAGES else "es"
    row = lex(without_other_numbers(normalise(text), lang), lexicon_of(lang), clock.month_first)
    atoms = find_atoms(row)
    if not atoms:
        return StayReading()
    drafts = _near_holiday(draft_stays(atoms, row.codes), clock)
    return _reading([resolve(draft, clock, lang, known_check_in) for draft in _completed(drafts)])


def _completed(drafts: list[Draft]) -> list[Draft]:
    """One number of nights serves several arrivals: "the 10th or the 17th, two nights"."""
    length = next((d.length for d in drafts if d.length is not None), None)
    for draft in drafts:
        if draft.length is None and draft.end is None and draft.start is not None and len(drafts) > 1:
            draft.length = length
    for draft, following in pairwise(drafts):
        said = next((end for end in (following.start, following.end) if end and end.month), None)
        if following.either and said is not None:
            draft.start, draft.end = _of(draft.start, said), _of(draft.end, said)
    return [
        d for d in drafts if d.start or d.end or d.period or len(drafts) == 1 or d.length is not length
    ] or drafts


def _near_holiday(drafts: list[Draft], clock: Clock) -> list[Draft]:
    """ "For Christmas, from the 24th to the 26th": bare days are of the holiday's month."""
    said = next((d.start for d in drafts if d.start is not None and d.start.kind == "holiday"), None)
    feast = holiday_date(said, clock) if said is not None else None
    if feast is None:
        return drafts
    month = Atom("month", 0, 0, "M", month=feast.month, year=feast.year)
    return [
        d if d.start is said else replace(d, start=_of(d.start, month), end=_of(d.end, month)) for d in drafts
    ]


def _of(day: Atom | None, month: Atom) -> Atom | None:
    return _in_month(day, month) if day is not None else None


def _in_month(day: Atom, said: Atom) -> Atom:
    """ "The 5th or 6th of January": the month said last is of both."""
    return replace(day, month=said.month, year=said.year, bare=False) if day.bare else day


def _reading(stays: list[Stay]) -> StayReading:
    top = max(stay.rank for stay in stays) if stays else 0
    if top == 0:
        extra = next((s.extra_nights for s in stays if s.extra_nights), None)
        return StayReading(extra_nights=extra, confidence=0.6 if extra else 0.0)
    best = [stay for stay in stays if stay.rank == top]
    main, others = best[0], best[1:]
    others = [s for s in others if (s.check_in, s.check_out) != (main.check_in, main.check_out)]
    doubts = [*main.doubts, *([Doubt.SEVERAL] if others else [])]
    candidates = [candidate for stay in [main, *others] for candidate in _candidates(stay)]
    return StayReading(
        check_in=main.check_in,
        check_out=main.check_out,
        nights=main.nights,
        candidates=tuple(dict.fromkeys(candidates)) if doubts else (),
        period=main.period,
        extra_nights=next((s.extra_nights for s in stays if s.extra_nights), None),
        dates=tuple(sorted({day for stay in stays for day in stay.said})),
        doubts=tuple(dict.fromkeys(doubts)),
        confidence=_confidence(main, doubts),
    )


def _candidates(stay: Stay) -> list[Candidate]:
    """What the stay may be, likeliest first."""
    found = [Candidate(stay.check_in, stay.check_out)] if stay.check_in or stay.check_out else []
    found += [Candidate(span.check_in, span.check_out) for span in stay.rivals]
    if stay.check_out is None and stay.check_in is not None:
        found += [Candidate(day, None) for day in stay.arrivals]
    if stay.check_in is None and stay.check_out is not None:
        found += [Candidate(None, day) for day in stay.departures]
    return found or ([Candidate(stay.period.check_in, stay.period.check_out)] if stay.period else [])


def _confidence(stay: Stay, doubts: list[Doubt]) -> float:
    base = {4: 0.97, 3: 0.85, 2: 0.85, 1: 0.9}[stay.rank]
    return round(base - 0.25 * len(set(doubts)) if doubts else base, 2) if len(set(doubts)) < 3 else 0.3
