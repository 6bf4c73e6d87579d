"""Which of the days said are arrivals and which departures: atoms gathered into drafts of stays."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from core.flows.understand.stay.atoms import Atom
from core.flows.understand.stay.periods import is_period

POINTS = frozenset({"point", "nth", "relative", "offset", "apart", "holiday"})
_SMALL = re.compile(r"[lstZd_]")
_JOINTS = frozenset({"&", "&f", "&&", ""})  # "the 24th and 25th"
_BREAK = re.compile(r"[&.O]")
_DENIED = re.compile(r"n[fdl]*[ie_]?[fdl]*$")
_TO = frozenset({"a", "-", "ua", "u", "fa", "&u", "&a", "a-", "ad", "af"})
_NEAR_BY = 3
_DAYS = POINTS | {"span", "weekend"}


@dataclass
class Draft:
    """One stay being said. `either` marks a draft that began with "or"."""

    start: Atom | None = None
    end: Atom | None = None
    length: Atom | None = None
    period: Atom | None = None
    joined: bool = False  # "the 3rd and 4th": two nights, or from one to the other
    loose: bool = False  # the first day came without a word of arrival or "from"
    either: bool = False
    between: bool = False


def draft_stays(atoms: list[Atom], codes: str) -> list[Draft]:
    """The drafts in the order said."""
    drafts: list[Draft] = []
    given_up: Atom | None = None
    for index, said in enumerate(atoms):
        atom = _in_the_month_of(given_up, said)
        before = codes[(atoms[index - 1].end if index else 0) : atom.start]
        after = codes[atom.end : atoms[index + 1].start if index + 1 < len(atoms) else len(codes)]
        if _DENIED.search(before) or _ends_what_is_denied(atoms, index, codes):
            given_up = atom
            continue
        if atom.kind in {"length", "night"}:
            _add_length(drafts, atom)
        elif atom.kind == "span":
            drafts.append(Draft(start=atom, end=atom))
        elif is_period(atom):
            _add_period(drafts, atom)
        elif atom.kind in POINTS:
            role = _role(before, after, atoms[index - 1] if index else None, last=index + 1 == len(atoms))
            _add_day(drafts, atom, role, before)
            if drafts[-1].loose and drafts[-1].start is atom and after.startswith("N"):
                atom.tonight = True  # "Friday night"
            if drafts[-1].joined and drafts[-1].length is None and after.startswith("N"):
                drafts[-1].length = replace(atom, kind="night")  # "Friday and Saturday night"
    return drafts


def _in_the_month_of(given_up: Atom | None, atom: Atom) -> Atom:
    """ "Not the 4th to 6th of January, the 11th to 13th"."""
    if given_up is None or not given_up.month or not atom.bare:
        return atom
    return replace(atom, month=given_up.month, year=given_up.year, bare=False)


def _ends_what_is_denied(atoms: list[Atom], index: int, codes: str) -> bool:
    """ "Not the 4th to 6th, make it the 11th to 13th": where other days follow, its last day goes with the first."""
    if not index or not {atom.kind for atom in atoms[index + 1 :]} & _DAYS:
        return False
    first, last = atoms[index - 1], atoms[index]
    linked = _SMALL.sub("", codes[first.end : last.start])
    denied = _DENIED.search(codes[: first.start]) is not None
    return denied and {first.kind, last.kind} <= POINTS and linked in _TO


def _role(before: str, after: str, previous: Atom | None, last: bool) -> str:
    """in, out, or nothing: by the words around. "I leave on the 7th" and "on the 7th I leave" both count."""
    after_day = previous is not None and previous.kind in POINTS | {"weekend"}
    linked = _SMALL.sub("", before)
    if after_day and before.count("_") <= (2 if "u" in before else 0) and linked in _TO:
        return "out"
    ours = before if previous is None else _ours(before, after)
    for marks, role in (("ie", ""), ("u", "out"), ("w", "in"), ("f", "in")):
        places = [c for c in ours if c in marks]
        if places:
            return role or ("in" if places[-1] == "i" else "out")
    following = _BREAK.split(after, maxsplit=1)
    if (last or len(following) > 1) and (said := [c for c in following[0] if c in "ie"]):
        return "in" if said[0] == "i" else "out"
    return ""


def _ours(before: str, after: str) -> str:
    """A verb before a comma or "and" is of the day before it, when this day has a verb of its own."""
    cut = [m.end() for m in _BREAK.finditer(before)]
    if not cut or not re.search("[ie]", before[: cut[-1]]):
        return before
    own = before[cut[-1] :] + _BREAK.split(after, maxsplit=1)[0]
    return before[cut[-1] :] if re.search("[ie]", own) else before


def _add_day(drafts: list[Draft], atom: Atom, role: str, before: str) -> None:
    current = drafts[-1] if drafts else None
    if current is None or _is_new(current, role, before, atom):
        drafts.append(Draft())
        drafts[-1].either = "O" in before
        if role == "in" and current is not None and current.loose and current.end is None:
            drafts[-1].length, current.length = current.length, None  # "two nights from" the day after it
        current = drafts[-1]
    linked = _SMALL.sub("", before)
    if role == "out":
        if current.end is not None and atom.bare and atom.day == current.end.day:
            return  # "del 26 al 2, salimos el 2"
        if current.start is not None and current.end is not None and not current.joined:
            _moved_to(current, atom)
        elif current.end is not None and current.start is None:
            current.start, current.end = current.end, atom  # "salgo el 10 y vuelvo el 15"
        else:
            current.end, current.joined = atom, False
            _ends_both(drafts, atom, before)
    elif current.start is None:
        current.start, current.between = atom, role == "in" and "w" in before
        current.loose = role == ""
    elif current.between and current.end is None:
        current.end = atom
    else:
        current.end, current.joined = atom, linked in _JOINTS


def _ends_both(drafts: list[Draft], leaving: Atom, before: str) -> None:
    """ "The 14th or 15th, until the 17th": whichever day they come, they leave on that one."""
    if len(drafts) < 2 or not drafts[-1].either or "u" not in before:
        return
    first, second = drafts[-2], drafts[-1].start
    if first.start is None or first.end is not None or first.length is not None or second is None:
        return
    days = first.start.day, second.day
    if None not in days and abs((days[0] or 0) - (days[1] or 0)) <= _NEAR_BY:
        first.end = leaving


def _moved_to(current: Draft, leaving: Atom) -> None:
    """ "From the 17th to the 10th, leaving on the 12th": the first day was the old arrival."""
    old, new = current.start, current.end
    if old is not None and new is not None and new.bare and old.month is not None:
        new = replace(new, month=old.month, year=old.year, bare=False)
    current.start, current.end = new, leaving


def _is_new(current: Draft, role: str, before: str, atom: Atom) -> bool:
    linked = _SMALL.sub("", before)
    if _names_the_feast(current) and atom.kind == "point" and role != "out":
        return True
    if current.start is not None and current.end is not None:
        if role == "out" and (current.joined or "e" in before):
            return False
        return not (current.joined and role == "" and linked in _JOINTS)
    if role == "out":
        return False
    if current.start is None:
        return False
    if current.between and "&" in before:
        return False
    return not (role == "" and linked in _JOINTS and (current.length is None or linked == "&"))


def _names_the_feast(draft: Draft) -> bool:
    """ "Christmas, the 23rd to the 27th": the feast only says when about."""
    return draft.start is not None and draft.start.kind == "holiday" and draft.end is None


def _add_length(drafts: list[Draft], atom: Atom) -> None:
    if drafts and drafts[-1].length is None:
        drafts[-1].length = atom
    elif not drafts:
        drafts.append(Draft(length=atom))
    elif drafts[-1].length is not None and "N" in atom.codes and "D" in drafts[-1].length.codes:
        drafts[-1].length = atom  # "4 days and 3 nights"


def _add_period(drafts: list[Draft], atom: Atom) -> None:
    current = drafts[-1] if drafts else None
    if (
        current is None
        or current.period is not None
        or current.end is not None
        or (current.start is not None and current.length is not None)
    ):
        drafts.append(Draft())
    if drafts[-1].period is None:
        drafts[-1].period = atom
