"""A message as a row of tokens, each with a one-letter code, so that one grammar serves every language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from core.flows.understand.stay.lexicon import Entry, Lexicon
from core.flows.understand.text import has_figures

_TOKEN = re.compile(
    r"(?P<word>[a-z']+)|(?P<iso>\b20\d\d[-/]\d{1,2}[-/]\d{1,2}\b)"
    r"|(?P<slash>(?<![\d/])\d{1,2} ?/ ?\d{1,2}(?: ?[/-] ?(?:20\d\d|\d\d))?(?![\d/])"
    r"|\b\d{1,2}(?P<sep>[-.])\d{1,2}(?P=sep)(?:20\d\d|\d\d)\b)"
    r"|(?P<dot>\b\d{1,2}\.\d{1,2}\b(?!\.\d|,\d)(?:\.(?= ?(?:-|al?\b|ao\b|to\b|ate\b|hasta\b|until\b|till?\b)))?)"
    r"|(?P<pair>\b\d{1,2} ?- ?\d{1,2}\b(?! ?[/-] ?\d))"
    r"|(?P<ordinal>\b\d{1,2} ?(?:st|nd|rd|th|ro|do|er|ero)\b|\b\d{1,2}(?:[oe]\b|°)"
    r"|\b[1-5](?:ra|da|era|ta|a)(?= (?:quincena|quinzena|semana|mitad|metade)))"
    r"|(?P<number>\d+)|(?P<mark>[-,;&])|(?P<stop>[.?!:()])|(?P<hidden>\x01+)"
)
_WORD = re.compile(r"[a-z']+")
_COUNTS = (
    (re.compile(r"[102U=x](?=\+?[pk])"), "_"),  # 4 people, 2 rooms
    (re.compile(r"(?<=k)1(?![auldf&O=]*[12MmjWx]|[NDSEQ])"), "_"),  # room 12, but not "the cabin 2 nights"
    (re.compile(r"(?:(?<=p)|(?<=p_))(?:d?1(?:&d?1)*(?!d?[MmNDSEQa])|1(?=p))"), "_"),  # children of 5 and 8
    (re.compile(r"(?<=F)1(?![?NDSEQ+]|d?l?[Mm]|[aO]l*[12=]|[&,]1[dl]*M)"), "_"),  # "para 2"
    (re.compile(r"[1U0](?:[&O][1U0])*(?=d?Y)"), "_"),  # 5 and 8 years old
)

# Portuguese names its weekdays by ordinals: "segunda quinzena" is a second half, not a Monday.
_ORDINAL_WEEKDAYS = {"segunda": 2, "terca": 3, "quarta": 4}
_BESIDE = frozenset("<@")
_LITTLE = frozenset(
    {"el", "la", "the", "o", "a", "os", "dia", "de", "of", "do", "da", "del", "le", "las", "los"}
)
_SAID = frozenset({"word", "mark", "number"})
_MARKS = frozenset({"mark", "stop", "hidden"})
_OF_NO_DAY = "_."
_MOST_ROOMS = 9
_PAIR_BEFORE_ROOMS = re.compile(r"[=x]k")
_DASHED = re.compile(r"=(?![NDSEQYpk])")
# "Dec 4-6 or Dec 11-13": the month is named, so neither number of a pair is one.
_OF_A_MONTH = re.compile(r"M[dl]*=|=[dl]*M")
_NIGHT_OF = re.compile(r"t(?=[df][ls]?[12xWvTH])")  # "a noite de sabado" is a night, "sabado a noite" is not
_SECOND = re.compile(r"W(?=[QShB])")


class Token(NamedTuple):
    code: str
    text: str
    value: Any = None


_OTHER_WORD = Token("_", "")


@dataclass(frozen=True)
class Row:
    tokens: tuple[Token, ...]
    codes: str


def says_nothing_of_time(text: str, lexicon: Lexicon) -> bool:
    """A look that spares most messages the rest: no figure, and no word that tells of time by itself."""
    if has_figures(text):
        return False
    return lexicon.telling.isdisjoint(map(lexicon.repair, _WORD.findall(text)))


def lex(text: str, lexicon: Lexicon, month_first: bool) -> Row:
    """`text` is folded and numbered, with what is not about dates hidden under \\x01."""
    raw = [(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(text)]
    month_first = month_first or any(_is_month_first(said) for kind, said in raw if kind == "slash")
    repair = lexicon.repair
    words = [repair(said) if kind == "word" else said for kind, said in raw]
    known = lexicon.by_first_word
    tokens: list[Token] = []
    at = 0
    while at < len(raw):
        kind, said = raw[at]
        entry = _phrase_at(words, at, lexicon) if words[at] in known and kind in _SAID else None
        if (
            entry is not None
            and entry.code in _BESIDE
            and not _is_beside_a_day(words, at, entry, tokens, lexicon)
        ):
            entry = _phrase_at(words, at, lexicon, beside=False)
        if entry is not None:
            code = _code_of(entry, tokens)
            tokens.append(Token(code, " ".join(words[at : at + len(entry.words)]), entry.value))
            at += len(entry.words)
            continue
        if kind == "word":
            tokens.append(_OTHER_WORD)
        elif kind in _MARKS:
            tokens.append(_mark(kind, said, tokens[-1].code if tokens else ""))
        else:
            tokens.append(_number(kind, said, month_first))
        at += 1
    return _hide_counts(tokens)


def _is_month_first(text: str) -> bool:
    """12/31 gives away the order of every date beside it."""
    first, second = (int(n) for n in re.findall(r"\d+", text)[:2])
    return first <= 12 < second <= 31


def _is_beside_a_day(words: list[str], at: int, entry: Entry, before: list[Token], lexicon: Lexicon) -> bool:
    """Whether something to count follows "before" (a feast, a day of a month), and a length of time leads up to it."""
    if entry.code == "<" and not (before and before[-1].code in "DNSQEK"):
        return False
    rest = words[at + len(entry.words) :][:8]
    if any(_kind_of_word(rest, place, lexicon) == "H" for place in _after_little_words(rest)):
        return True
    rest = [word for word in rest if word not in _LITTLE]
    codes = [_kind_of_word(rest, place, lexicon) for place in range(min(len(rest), 2))]
    return bool(codes) and (codes[0] in "Hx" or codes in (["1", "M"], ["M", "1"]))


def _after_little_words(words: list[str]) -> range:
    """Where a name may begin that is made of little words itself, "dia de reis"."""
    little = next((place for place, word in enumerate(words) if word not in _LITTLE), len(words))
    return range(min(little + 1, len(words)))


def _kind_of_word(words: list[str], at: int, lexicon: Lexicon) -> str:
    entry = _phrase_at(words, at, lexicon, beside=False)
    if entry is None and words[at][0].isdigit():
        return "x" if "/" in words[at] else "1"
    return entry.code if entry is not None else "_"


def _phrase_at(words: list[str], at: int, lexicon: Lexicon, *, beside: bool = True) -> Entry | None:
    second = words[at + 1] if at + 1 < len(words) else None
    for entry in lexicon.beginning_with(words[at], second):
        if entry.code in _BESIDE and not beside:
            continue
        size = len(entry.words)
        if size <= 2 or tuple(words[at : at + size]) == entry.words:
            return entry
    return None


def _code_of(entry: Entry, before: list[Token]) -> str:
    if entry.code != "?":
        return entry.code
    return "D" if before and before[-1].code in "1U+" else "l"  # "1 dia", "el dia 15"


def _mark(kind: str, text: str, before: str) -> Token:
    if kind == "stop":
        return Token(".", text)
    between_days = text == "-" and before and before in "12xMmWvyT"
    return Token("a" if between_days else "_", text)


def _number(kind: str, text: str, month_first: bool) -> Token:
    parts = [int(n) for n in re.findall(r"\d+", text)]
    if kind == "iso":
        return Token("x", text, (parts[2], parts[1], parts[0]))
    if kind in {"slash", "dot"} or len(parts) == 3:
        return _day_and_month(text, parts, month_first, dotted=kind == "dot")
    if kind == "pair":
        a_date = parts[1] <= 12 and (parts[0] > parts[1] or text[0] == "0" or " 0" in text or "-0" in text)
        return (
            _day_and_month(text, parts, month_first, dotted=False)
            if a_date
            else Token("=", text, (parts[0], parts[1]))
        )
    value = parts[0]
    if kind == "ordinal":
        return Token("2" if 1 <= value <= 31 else "_", text, value)
    if 2024 <= value <= 2039 and len(text) == 4:
        return Token("y", text, value)
    return Token("1" if 1 <= value <= 31 and len(text) <= 2 else "0", text, value)


def _day_and_month(text: str, parts: list[int], month_first: bool, dotted: bool) -> Token:
    day, month = (parts[1], parts[0]) if month_first else (parts[0], parts[1])
    if month > 12 >= day:  # 12/25 in a country that puts the day first can only be one thing
        if dotted:
            return Token("_", text)
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        pair = len(parts) == 2 and not dotted and all(1 <= n <= 31 for n in parts)
        return Token("=" if pair else "_", text, (parts[0], parts[1]))
    year = parts[2] + (2000 if parts[2] < 100 else 0) if len(parts) == 3 else None
    return Token("x", text, (day, month, year))


def _codes_of(tokens: list[Token]) -> str:
    return "".join([token.code for token in tokens])


def _is_half(token: Token) -> bool:
    return token.text.startswith(("mitad", "metade", "half", "moitie"))


def _with_halves(tokens: list[Token], codes: str) -> str:
    """ "The second half" counts halves of a month; "half" alone says nothing of time."""
    for at, token in enumerate(tokens):
        if token.code not in "hB" or not _is_half(token):
            continue
        counted = codes[max(at - 1, 0) : at] in ("2", "X")
        if counted or token.code == "h":
            tokens[at] = Token("Q" if counted else "_", token.text)
    return _codes_of(tokens)


def _with_days_before_rooms(tokens: list[Token], codes: str) -> str:
    """ "Del 11 al 13/12 doble": nobody takes so many rooms."""

    def seen(pair: re.Match[str]) -> str:
        is_a_day = max(tokens[pair.start()].value[:2]) > _MOST_ROOMS
        return f"{pair[0][0]}_" if is_a_day else pair[0]

    return _PAIR_BEFORE_ROOMS.sub(seen, codes)


def _hide_counts(tokens: list[Token]) -> Row:
    codes = _codes_of(tokens)
    if not codes.strip(_OF_NO_DAY):
        return Row(tuple(tokens), codes)
    if len(_DASHED.findall(codes)) > 1 and _OF_A_MONTH.search(codes) is None:  # "3-12 al 6-12"
        for at, token in enumerate(tokens):
            if token.code == "=" and token.value[1] <= 12:
                tokens[at] = Token("x", token.text, (*token.value, None))
    for match in _SECOND.finditer(codes):
        token, counted = tokens[match.start()], tokens[match.end()]
        if token.text in _ORDINAL_WEEKDAYS and (counted.code != "B" or _is_half(counted)):
            tokens[match.start()] = Token("2", token.text, _ORDINAL_WEEKDAYS[token.text])
    codes = _codes_of(tokens)
    if "h" in codes or "B" in codes:
        codes = _with_halves(tokens, codes)
    if "t" in codes:
        for match in _NIGHT_OF.finditer(codes):
            if tokens[match.start()].text.endswith(("noite", "noche")):
                tokens[match.start()] = Token("N", tokens[match.start()].text)
        codes = _codes_of(tokens)
    codes = _with_days_before_rooms(tokens, codes)
    for pattern, cover in _COUNTS:
        codes = pattern.sub(lambda m, cover=cover: cover * len(m.group()), codes)  # type: ignore[misc]
    return Row(tuple(tokens), codes)
