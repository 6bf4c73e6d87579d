"""The grammar's small pieces: one day, a period (weekend, week, month, holiday), a number of nights."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from core.flows.understand.stay.lexing import Row, Token

_DAY = r"[12]"
_YEAR = r"(?:[dfls&]*y|[df][ls]?PY|[df]?l?ZY|[dfls]*YPY?)"
_MONTH = rf"[dfls]*[Mmj]{_YEAR}?"
_NOT_COUNT = r"(?!\+?[NDSEQYpk0]|1N|[Oa=]1?[NDSE])"

# In order: the first that fits at a place wins.
_GRAMMAR = (
    ("apart", rf"(?:[1U][DNSQE]<|@)[dfls]*(?:H{_YEAR}?|x|l*[12][dfls]*M{_YEAR}?|M[dfls]*[12])"),
    ("beside", rf"l?[KS]<[dfls]*(?:H{_YEAR}?|x|l*[12][dfls]*M{_YEAR}?|M[dfls]*[12])"),
    ("span", rf"={_MONTH}|[Mm]l?=(?:&?y)?|=(?![NDSEQYpk])|x(?=[dfls]*M)(?:[dfls]*M{_YEAR}?)"),
    ("point", rf"(?:[PZl]*[Wv]&?)?l*(?:[12]|U(?=[df]?[Mm])){_MONTH}"),
    ("point", r"(?:[PZl]*[Wv]&?)?l*(?:1[dfls]+|2[dfls]*)(?:ZE|PE|EP|lE)"),
    (
        "part",
        rf"l*[2X]K[dfls]*b?[dfls]*[Mj]{_YEAR}?|(?:[PZXl])*[2X]l?[Q](?:{_MONTH}|[dfls]*(?:EP|PE|ZE|E))?|l*2B(?:{_MONTH}|[dfls]*(?:EP|PE|ZE))|l*(?:[2X]|B[df]?)[KS]b?{_MONTH}|[PZXlUs]*K[dflb]+[Mj](?!l*[12]){_YEAR}?|l*[2X]S[dfls]*(?:EP|PE|ZE)|l*[2X]K[dfls]*(?:EP|PE|ZE)",
    ),
    ("nth", r"l*[2X]W[dfls]*(?:[Mj]|EP|PE|ZE)"),
    ("point", rf"(?:[PZl]*[Wv]&?)?l?[Mmj]l?{_DAY}{_NOT_COUNT}(?:&?y)?"),
    ("point", r"(?:[PZl]*[Wv]&?)?l*x"),
    (
        "around",
        rf"[PZl]*[KSJ]G?[df][ls]?(?:{_DAY}[&O][dfls]*{_DAY}{_MONTH}|{_DAY}[&O][dfls]*{_DAY}(?![_NDSEQau&])|{_DAY}{_MONTH}|x|[Mmj]l?{_DAY}|{_DAY}(?![au]l*[12xWv])|H)|l?H(?:GK|KG?|J|S)",
    ),
    ("offset", r"b(?:[1U0])[DSEQ]q?|[1U0][DSE]q"),
    ("long", rf"[PZXl]*(?:KG+|GK|J)[GP]*(?:b?{_MONTH}|[dfls]+H)?|[PZXl]*K[dfls]*J"),
    ("weekend", r"b1K(?![dflb]*[Mmj])|1Kq"),
    ("weekend", r"[PZXl]*(?:2l?)?K[PZ]*(?:&?[Wv]&[Wv])?"),
    ("point", r"l*[Wv][dfls]*(?:[PZ]S|SP)"),
    ("week", r"[PZ]S|SP"),
    ("point", rf"[PZl]*[Wv]P?&?l*{_DAY}{_NOT_COUNT}"),
    ("point", r"[PZl]*WP?|(?<=[fuieaZP])v|v(?=[au&]l*[Wv])|(?<=[Wv]&)v"),
    ("part", rf"l?B[dfls]*(?:[Mmj]{_YEAR}?|EP|PE|ZE|E)"),
    ("month", rf"[PZ]E|EP|M{_YEAR}?|(?<=[bFfdPZ])j{_YEAR}?"),
    ("holiday", r"[PZl]*H(?:[dfls]*y)?P?"),
    ("relative", r"T"),
    ("length", r"(?:[1U][Oa])?(?:[1U]|=)(?:d?\+?[DSEQN]|_N)\+?"),
    ("length", r"0d?N"),
    ("night", r"[slZ]?N(?=[df][ls]?[12xWvMTHm=])"),
    (
        "point",
        rf"(?<=[fuiew])l*1{_NOT_COUNT}|l1{_NOT_COUNT}|1(?=1&l*[12][dfls]*[Mm])|2{_NOT_COUNT}(?![_])|2(?=_)|(?<=d)1(?=a[lf]*[12x])|1(?=[auO&]+[lf]*[12]?[12x=])(?![auO]+1[NDSE])|(?<=[a&O])l*1{_NOT_COUNT}",
    ),
)
# What a code tells without more ado.
_PLAINLY = {
    "M": "month", "m": "month", "j": "month", "y": "year", "H": "holiday", "B": "part", "<": "apart", "@": "apart",
}  # fmt: skip
_OF_NIGHT = re.compile(r"noche|noite|nig?ht")
_PIECES = "|".join(f"(?P<{name}_{i}>{pattern})" for i, (name, pattern) in enumerate(_GRAMMAR))
# No piece begins at a word or mark that says nothing of time.
_SCANNER = re.compile(rf"(?=[^_.aiefuO+&])(?:{_PIECES})")


@dataclass
class Atom:
    """What was said, not yet what it means: `kind` names the piece, the rest are its parts."""

    kind: str
    start: int
    end: int
    codes: str
    day: int | None = None
    day_to: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    holiday: str | None = None
    amount: int | None = None
    amount_to: int | None = None
    order: int | None = None
    part: int | None = None
    apart: int | None = None
    days_away: int | None = None
    tonight: bool = False
    bare: bool = False
    fixed: date | None = None
    others: list[date] = field(default_factory=list)

    @property
    def says_next(self) -> bool:
        return "P" in self.codes

    @property
    def says_this(self) -> bool:
        return "Z" in self.codes

    @property
    def says_last(self) -> bool:
        return "X" in self.codes


def find_atoms(row: Row) -> list[Atom]:
    found = []
    for match in _SCANNER.finditer(row.codes):
        kind = (match.lastgroup or "").rpartition("_")[0]
        found.append(_gather(kind, match, row.tokens[match.start() : match.end()]))
    return found


def _gather(kind: str, match: re.Match[str], tokens: tuple[Token, ...]) -> Atom:
    atom = Atom(kind, match.start(), match.end(), match.group())
    for code, token in zip(match.group(), tokens, strict=True):
        if code in "12U0":
            _take_number(atom, code, token.value)
        elif code == "x":
            if kind == "span":
                atom.day, atom.day_to = (int(n) for n in re.findall(r"\d+", token.text)[:2])
            else:
                atom.day, atom.month, atom.year = token.value
        elif code == "=":
            atom.day, atom.day_to = token.value
            atom.amount, atom.amount_to = token.value
        elif code in "Wv":
            atom.weekday = token.value if atom.weekday is None else atom.weekday
        elif code in _PLAINLY:
            setattr(atom, _PLAINLY[code], token.value)
        elif code == "T":
            atom.days_away = token.value
            atom.tonight = _OF_NIGHT.search(token.text) is not None
    atom.bare = kind == "point" and "E" not in atom.codes and atom.month is None and atom.weekday is None
    return atom


def _take_number(atom: Atom, code: str, value: int) -> None:
    if atom.kind == "apart" and atom.apart is None:
        atom.amount = value
    elif atom.kind in {"length", "offset"} or (atom.kind == "weekend" and {"b", "q"} & {*atom.codes}):
        atom.amount, atom.amount_to = (value, None) if atom.amount is None else (atom.amount, value)
    elif atom.kind in {"part", "nth", "weekend"}:
        atom.order = value if code != "U" else None
    elif kind_is_two_days(atom):
        atom.day_to = value
    else:
        atom.day = value


def kind_is_two_days(atom: Atom) -> bool:
    """ "The weekend of the 5th or the 12th"."""
    return atom.kind == "around" and atom.day is not None
