"""The stay a guest speaks of: arrival, departure, nights, and what remains to be asked."""

from __future__ import annotations

from datetime import date

from core.flows.understand.stay.atoms import find_atoms
from core.flows.understand.stay.clock import Clock
from core.flows.understand.stay.days import resolve_day
from core.flows.understand.stay.drafts import Draft, draft_stays
from core.flows.understand.stay.hiding import without_other_numbers
from core.flows.understand.stay.holidays import Holiday, Holidays, Span, easter, holidays_of
from core.flows.understand.stay.lexicon import lexicon_of
from core.flows.understand.stay.lexing import lex
from core.flows.understand.stay.reading import Doubt, StayReading
from core.flows.understand.stay.resolving import Stay, resolve
from core.flows.understand.text import normalise
from core.flows.understand.words import LANGUAGES

__all__ = ["Clock", "Doubt", "Holiday", "Holidays", "Span", "StayReading", "easter", "holidays_of", "read_stay"]


def read_stay(text: str, lang: str, clock: Clock, known_check_in: date | None = None) -> StayReading:
    """`known_check_in` is the arrival already agreed, which "until Sunday" counts from."""
    lang = lang if lang in LANGUAGES else "es"
    row = lex(without_other_numbers(normalise(text), lang), lexicon_of(lang), clock.month_first)
    atoms = find_atoms(row)
    if not atoms:
        return StayReading()
    drafts, days = draft_stays(atoms, row.codes)
    stays = [resolve(draft, clock, lang, known_check_in) for draft in _completed(drafts)]
    said = [resolve_day(day, clock, lang).best for day in days if not day.bare]
    return _reading(stays, [day for day in said if day is not None])


def _completed(drafts: list[Draft]) -> list[Draft]:
    """One number of nights serves several arrivals: "the 10th or the 17th, two nights"."""
    length = next((d.length for d in drafts if d.length is not None), None)
    for draft in drafts:
        if draft.length is None and draft.end is None and draft.start is not None and len(drafts) > 1:
            draft.length = length
    return [d for d in drafts if d.start or d.end or d.period or len(drafts) == 1 or d.length is not length] or drafts


def _reading(stays: list[Stay], said: list[date]) -> StayReading:
    top = max(stay.rank for stay in stays) if stays else 0
    if top == 0:
        extra = next((s.extra_nights for s in stays if s.extra_nights), None)
        return StayReading(extra_nights=extra, dates=tuple(dict.fromkeys(said)), confidence=0.6 if extra else 0.0)
    best = [stay for stay in stays if stay.rank == top]
    main, others = best[0], best[1:]
    others = [s for s in others if (s.check_in, s.check_out) != (main.check_in, main.check_out)]
    doubts = [*main.doubts, *([Doubt.SEVERAL] if others else [])]
    candidates = [*_spans(main), *main.rivals, *(span for s in others for span in [*_spans(s), *s.rivals])]
    ends = [d for s in stays for d in (s.check_in, s.check_out) if d and s.period is None]
    arrivals = [s.check_in for s in best if s.check_in] + [d for s in best for d in s.arrivals]
    departures = [s.check_out for s in best if s.check_out] + [d for s in best for d in s.departures]
    return StayReading(
        check_in=main.check_in,
        check_out=main.check_out,
        nights=main.nights,
        candidates=tuple(dict.fromkeys(candidates)) if doubts else (),
        arrivals=tuple(dict.fromkeys(arrivals)),
        departures=tuple(dict.fromkeys(departures)),
        period=main.period,
        extra_nights=next((s.extra_nights for s in stays if s.extra_nights), None),
        dates=tuple(sorted(set(said + ends))),
        doubts=tuple(dict.fromkeys(doubts)),
        confidence=_confidence(main, doubts),
    )


def _spans(stay: Stay) -> list[Span]:
    if stay.check_in and stay.check_out and stay.check_out > stay.check_in:
        return [Span(stay.check_in, stay.check_out)]
    return [stay.period] if stay.period and not stay.check_in and not stay.check_out else []


def _confidence(stay: Stay, doubts: list[Doubt]) -> float:
    base = {4: 0.97, 3: 0.85, 2: 0.85, 1: 0.9}[stay.rank]
    return round(base - 0.25 * len(set(doubts)) if doubts else base, 2) if len(set(doubts)) < 3 else 0.3
