"""The stay a guest speaks of: arrival, departure, nights, and what remains to be asked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from core.flows.understand.stay.around import near_holiday
from core.flows.understand.stay.atoms import Atom, find_atoms
from core.flows.understand.stay.clock import Clock
from core.flows.understand.stay.drafts import Draft, draft_stays
from core.flows.understand.stay.hiding import without_other_numbers
from core.flows.understand.stay.lexicon import lexicon_of
from core.flows.understand.stay.lexing import Row, lex, says_nothing_of_time
from core.flows.understand.stay.near import Talk, in_its_month, near
from core.flows.understand.stay.nights import Stay
from core.flows.understand.stay.reading import Candidate, Doubt, StayReading
from core.flows.understand.stay.resolving import resolve
from core.flows.understand.stay.same_month import of_the_month_told
from core.flows.understand.text import normalise
from core.flows.understand.words import LANGUAGES
from core.services.holidays import Holiday, Holidays, Span, easter, holidays_of

__all__ = [
    "Candidate",
    "Clock",
    "Doubt",
    "Holiday",
    "Holidays",
    "Span",
    "StayReading",
    "Talk",
    "easter",
    "holidays_of",
    "read_stay",
]

_MOVING = re.compile(
    r"\b(?:mov\w+|chang\w+|switch\w*|shift\w*|push\w*|resched\w+|"
    r"pas[ae]\w*(?= (?:al|la|lo|para|nuestra|mi)\b)|pasarl[ao]\w*|"
    r"cambi\w+|corr[aeio]\w*|mud\w+|troc\w+|reprogram\w+|instead|en vez|em vez)"
)


_WEEKENDS = ("weekends", "findes", "fines de semana", "fins de semana", "fines", "fins")


def read_stay(
    text: str, lang: str, clock: Clock, known_check_in: date | None = None, talk: Talk | None = None
) -> StayReading:
    """`known_check_in` is the arrival already agreed, which "until Sunday" counts from."""
    lang = lang if lang in LANGUAGES else "es"
    plain = without_other_numbers(normalise(text), lang)
    lexicon = lexicon_of(lang)
    if says_nothing_of_time(plain, lexicon):
        return StayReading()
    row = lex(plain, lexicon, clock.month_first)
    atoms = find_atoms(row)
    if not atoms:
        return StayReading()
    atoms, clock = _weeks_ahead(
        in_its_month(_of_the_month_before(_of_the_month_after(atoms, row)), talk), clock
    )
    drafts = near_holiday(_said_anew(draft_stays(atoms, row.codes), plain), clock)
    drafts = near(of_the_month_told(drafts, clock), talk, clock)
    return _reading([resolve(draft, clock, lang, known_check_in) for draft in _completed(drafts)])


def _of_the_month_before(atoms: list[Atom]) -> list[Atom]:
    """ "In January, some weekend": the month told first is that of its part."""
    found: list[Atom] = []
    for atom in atoms:
        before = found[-1] if found else None
        part = (
            atom.kind in ("weekend", "around", "part")
            and atom.month is None
            and not {"Z", "P"} & {*atom.codes}
        )
        if before is None or before.kind != "month" or before.month is None or not part:
            found.append(atom)
            continue
        kind = "part" if atom.kind == "weekend" else atom.kind
        found[-1] = replace(atom, kind=kind, start=before.start, month=before.month, year=before.year)
    return found


def _of_the_month_after(atoms: list[Atom], row: Row) -> list[Atom]:
    """ "Which weekends are free in January?": several are of the month told behind them, not the next one."""
    if [atom.kind for atom in atoms] != ["weekend", "month"] or atoms[1].month is None:
        return atoms
    weekends, month = atoms
    several = row.tokens[weekends.end - 1].text.endswith(_WEEKENDS)
    return [month, weekends] if several and weekends.month is None else atoms


def _weeks_ahead(atoms: list[Atom], clock: Clock) -> tuple[list[Atom], Clock]:
    """ "In two weeks, Friday to Sunday": the weekdays are of that week."""
    if len(atoms) < 2 or atoms[0].kind != "offset":
        return atoms, clock
    following = atoms[1]
    of_a_week = following.kind == "weekend" or (following.weekday is not None and following.day is None)
    weeks = {"S": atoms[0].amount or 1, "D": round((atoms[0].amount or 0) / 7)}
    ahead = next((weeks[code] for code in atoms[0].codes if code in weeks), 0)
    if not (of_a_week and ahead):
        return atoms, clock
    sunday = clock.today + timedelta(days=7 * ahead - clock.today.weekday() - 1)
    return atoms[1:], replace(clock, now=datetime.combine(sunday, time(12)), zone=None)


def _completed(drafts: list[Draft]) -> list[Draft]:
    """One number of nights serves several arrivals: "the 10th or the 17th, two nights"."""
    length = next((d.length for d in drafts if d.length is not None), None)
    for draft in drafts:
        if draft.length is None and draft.end is None and draft.start is not None and len(drafts) > 1:
            draft.length = length
    for draft, following in pairwise(drafts):
        said = next((end for end in (following.start, following.end) if end and end.month), None)
        if following.either and said is not None and not _has_a_month(draft):
            draft.start, draft.end = _of(draft.start, said), _of(draft.end, said)
    return [
        d for d in drafts if d.start or d.end or d.period or len(drafts) == 1 or d.length is not length
    ] or drafts


def _has_a_month(draft: Draft) -> bool:
    return any(one is not None and one.month is not None for one in (draft.start, draft.end, draft.period))


def _said_anew(drafts: list[Draft], plain: str) -> list[Draft]:
    """ "From Monday to Friday, the 14th to the 18th" is one stay; what is moved ends at the new days."""
    dated = [draft for draft in drafts if _days_at_both_ends(draft)]
    if len(drafts) < 2 or not dated:
        return drafts
    if len(dated) == len(drafts) == 2 and (clearer := _told_clearer(*dated)) is not None:
        return [clearer]
    if (
        len(dated) == 1
        and dated[0].start
        and dated[0].start.weekday is not None
        and _only_weeks(drafts, dated[0])
    ):
        return dated  # "the week after the holiday, Monday the 15th to Thursday the 18th"
    if not (_MOVING.search(plain) and drafts[-1] is dated[-1]):
        return (
            drafts
            if len(dated) > 1
            else [d for d in drafts if d is dated[0] or not _weekdays_at_both_ends(d)]
        )
    said = next((end for d in drafts[:-1] for end in (d.end, d.start) if end and end.month), None)
    last = drafts[-1]
    return [last if said is None else replace(last, start=_of(last.start, said), end=_of(last.end, said))]


def _told_clearer(first: Draft, second: Draft) -> Draft | None:
    """ "The 19th and 20th: we come on the 19th and leave on the 20th" is one stay, and its nights are no question."""
    if not first.joined or second.joined or second.either or not (first.end and second.start and second.end):
        return None
    said = next((end for end in (first.end, first.start) if end and end.month), first.end)
    days = [day.day for day in (first.start, first.end, second.start) if day is not None]
    if days != [second.start.day, first.end.day, second.start.day] or second.end.day not in (
        first.end.day,
        (first.end.day or 0) + 1,
    ):
        return None
    return replace(second, start=_of(second.start, said), end=_of(second.end, said))


def _only_weeks(drafts: list[Draft], stay: Draft) -> bool:
    """Everything beside this stay is a week, or a stretch of time without days of its own."""
    others = [draft for draft in drafts if draft is not stay]
    return all(draft.period is not None and not draft.end for draft in others)


def _days_at_both_ends(draft: Draft) -> bool:
    ends = (draft.start, draft.end)
    told = all(end is not None and end.day is not None for end in ends)
    return told and (draft.start is not draft.end or (draft.end is not None and draft.end.day_to is not None))


def _weekdays_at_both_ends(draft: Draft) -> bool:
    ends = (draft.start, draft.end)
    return all(end is not None and end.weekday is not None and end.day is None for end in ends)


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
