"""Hears who joins a party and who drops out of it: a verb of joining or leaving, and those named beside it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from core.domain.joining import Change, Those, together
from core.flows.understand.beside import about_the_house
from core.flows.understand.entities.spoken import as_spoken
from core.flows.understand.joining.line import Line, line_of

_FILE: Final = Path(__file__).with_name("words.toml")
_SENTENCE: Final = re.compile(r"[.;!?]")
# "Sí, mi hermana no viene" agrees; "si mi hermana no viene" only thinks of it.
_SAID_YES: Final = re.compile(r"(?i)\bsí(?!\w)")
# "Él no viene": without its accent he would be an article.
_HE: Final = re.compile(r"(?i)\bél\b")
_ASKED: Final = re.compile(r" *\?")
_WRITER: Final = re.compile(r"\b(?:i|i'm|we|we're|yo|eu|a gente|nosotr[oa]s|me|nos)\b")
# "Is it bigger?"
_A_SIZE: Final = re.compile(r"grandes?|chic[oa]s?|mayor(?:es)?|menor(?:es)?|pequen[oa]s?")
_FEW_WORDS: Final = 12
_MOST: Final = 30
_AFTER_ALL: Final = re.compile(
    r"\b(?:al final|finalmente|after all|in the end|no final|no fim|ya|ja|mas|mais|anymore)\b"
)


@dataclass(frozen=True)
class Told:
    """What a message changes about who comes, and the rest of its words; or that it says somebody comes `perhaps`."""

    changes: tuple[Change, ...]
    rest: str
    perhaps: bool = False


@dataclass(frozen=True)
class _Way:
    """One way to say it. `faint` ones are believed where little else is said; some may be asked for."""

    pattern: re.Pattern[str]
    joins: bool
    faint: bool = False
    asks: bool = False
    of_heads: bool = False
    only: bool = False


@cache
def _words() -> dict[str, str]:
    held = tomllib.loads(_FILE.read_text("utf-8"))
    return {name: "(?:" + said.replace("\n", "") + ")" for name, said in held.items()}


@cache
def _who() -> tuple[str, str]:
    """Those spoken of one after the other: "my brother and his wife"; all of them for sure, or a doubtful name too."""
    said = _words()
    sure, one = (
        rf"(?:{said['determiners']} )*[{signs}](?: {said['kind_of']})?" for signs in ("ACGP", "ACGPQ")
    )
    ties = rf"(?: {said['ties']})+"
    listed = rf"{sure}(?: , {sure})*(?: ,)?{ties} "
    return rf"(?:{listed})?{sure}", rf"(?:{listed}{one}|{one}(?:{ties} {one})*)"


@cache
def _ways() -> tuple[_Way, ...]:
    """`S` are those spoken of for sure, `X` perhaps by a name alone, `Z` a number of people."""
    said = _words()
    sure, who = _who()
    number = r"(?:(?:uno?|una|one|um|uma|1|N)(?: A)?|A)"
    between, comes, too = (
        rf"(?: {said['between']}| {said['too']}| {said['leaves_perhaps']}(?: ,)?)*",
        said["comes"],
        rf"(?: {said['too']})",
    )
    end = rf"(?: {said['tails']})*(?=$| [^a-zA-Z\d ]| {said['ends']}(?: |$))"
    start = rf"^(?:{said['opens']} )*"

    def way(pattern: str, joins: bool, **how: bool) -> _Way:
        for name, put in (("X", who), ("S", sure), ("Z", number)):
            pattern = re.sub(rf"\b{name}\b", f"(?:{put})", pattern)
        return _Way(re.compile(rf"(?<![^ ])(?:{pattern}){end}"), joins, **how)

    leaves = rf"(?:{said['leaves']}|{said['not']} {said['joins']})"
    turned = rf"(?:{said['leaves']}|no van?|nao va[io]o?)"
    some, more = r"(?:uno|una|one|um|uma|N)", r"(?:more|mas|mais|otr[oa]s?|another|outr[oa]s?)"
    added, brings = said["added"], said["brings"]
    news = rf"(?:{said['plus']} S|(?:y|e|and) {comes} S)"
    return (
        way(rf"X{between} (?:{leaves}|(?P<left>{said['left_with']}))", False),
        way(rf"{turned}{between} S|{said['leaves_first']}{between} X", False),
        way(rf"{said['only']} X{between} {comes}", False, only=True),
        way(rf"X{between} {said['leaves_perhaps']}", False, faint=True),
        way(rf"{said['left_out']} S|{said['take_off']}|S{between} {said['leaves_surely']}", False, asks=True),
        way(rf"(?:{start}|(?<= ){said['before_without']} ){said['without']} S", False, asks=True),
        way(
            rf"X{between} {said['joins']}|{said['joins_first']}{between} X|{said['joins']}{between} S",
            True,
            asks=True,
        ),
        way(
            rf"X{between} {comes}{too}+|X{too}+ {comes}|S{between} {comes} {said['by_now']}", True, asks=True
        ),
        way(
            rf"{said['too']} {comes}{too}* X|{comes}{too}+ X|{comes} X{too}+(?: , (?:y|e|and) X)?",
            True,
            asks=True,
        ),
        way(rf"{added} S", True, asks=True),
        way(rf"{said['too']} {brings} S|{brings}{too} S|{brings} S{too}+", True, asks=True),
        way(rf"{start}{news}", True, asks=True),
        way(
            rf"(?:{start}|{said['of_us']} |{added} ){said['heads_more']}(?: {said['joins']})?(?: [:,?])* S{too}*",
            True,
            asks=True,
        ),
        way(rf"(?:Z )?{more}(?: (?:un|una|um|uma|one))? [AC]", True, asks=True, faint=True),
        way(rf"{start}S{too}+$", True),
        way(rf"{some}{between} {leaves}|{leaves}{between} Z|{said['left_out']} Z", False, of_heads=True),
        way(
            rf"{said['of_us']} {said['heads_less']}|{start}{said['heads_less']}$",
            False,
            asks=True,
            of_heads=True,
        ),
        way(rf"{some}{between} {said['joins']}|{said['joins']}{between} Z", True, asks=True, of_heads=True),
        way(
            rf"{said['of_us']} {said['heads_more']}|{start}{said['heads_more']}$",
            True,
            asks=True,
            of_heads=True,
        ),
    )


@cache
def _looks() -> dict[str, re.Pattern[str]]:
    said = _words()
    moves = rf"(?:{said['not']} )?(?:{said['comes']}|{said['joins']}|make it)|{said['leaves']}|{said['leaves_perhaps']}"
    leaves = rf"{said['leaves']}(?: {said['tails']})*(?=$| [^a-zA-Z\d ]| {said['ends']}(?: |$))"
    return {
        "unsure": re.compile(said["unsure"]),
        "reason": re.compile(r"^ (?:, )?(?:porque|por|pq|xq|because|cause|cos|que|since|as|pois) .*"),
        "opens": re.compile(rf"\b{said['opens']}(?= |$)"),
        "if": re.compile(said["conditional"]),
        "what if": re.compile(said["asks_what_if"]),
        "begins": re.compile(rf"(?:{said['determiners']} )*[ACGPQN](?: |$)"),
        "owner": re.compile(rf"(?:^|.* ){said['owners']}$"),
        "left unsaid": re.compile(
            rf"(?:^|(?<=[.;!?] ))(?P<before>[^.;!?]+?) (?:y|e|and|so|asi que|entonces|entao|,)"
            rf"(?: (?:ya|al final|now|no final|tampoco|,|he|she|ele|ela))* {leaves}"
        ),
        "not": re.compile(rf"(?<![^ ]){said['not']} $"),
        "perhaps": re.compile(
            rf"(?<![^ ])(?:{_who()[1]}(?: {said['between']}| {said['maybe']}| {said['too']})* (?:{moves})"
            rf"|(?:{moves})(?: {said['between']})* {_who()[1]})"
            rf"(?: {said['too']}| {said['tails']}| todavia| yet| ainda)*(?=$| [^a-zA-Z\d ])"
        ),
        "counted too": re.compile(said["counted_too"]),
        "quarrel": re.compile(rf"\b{said['quarrels']}"),
    }


@lru_cache(maxsize=256)
def told_in(text: str, lang: str, country: str = "AR") -> Told:
    plain = _HE.sub("ele", _SAID_YES.sub(",", text)).replace("\n", " . ")
    line = line_of(plain, as_spoken(plain, lang, country).left, lang)
    if not line.people and "N" not in line.text and not line.one:
        return Told((), text)
    found = [*_found(line)]
    if not found and (unsaid := _left_unsaid(line)):
        found = [unsaid]
    spoken_of = [change for change, _, heads in found if not heads]
    changes = [
        change
        for change, _, heads in found
        if not heads or all(other.joins != change.joins for other in spoken_of)
    ]
    spans = [span for _, span, _ in found]
    return Told(tuple(changes), line.without(spans), not changes and _perhaps(line))


def without_a_quarrel(rest: str, lang: str) -> str:
    """The words without what is told as somebody's reason to stay at home."""
    plain = _looks()["quarrel"].sub(" ", as_spoken(rest, lang, "AR").left)
    return " ".join(plain.split())


def _found(line: Line) -> Iterator[tuple[Change, tuple[int, int], bool]]:
    taken: list[tuple[int, int]] = []
    spoken_of: set[tuple[bool, str]] = set()
    of_the_house = about_the_house(line.plain)
    of_things = of_the_house or _looks()["counted too"].search(line.text) is not None
    for way in _ways():
        if (of_the_house and way.faint) or (of_things and way.of_heads):
            continue
        for match in _matches(line, way):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken) or not _is_told(line, way, match):
                continue
            joins = way.joins and not _looks()["not"].search(line.text[:start])
            words = (joins, " ".join(line.meant_by(one).word for one in line.within(start, end)))
            who = _those(line, way, match)
            if who is not None and (way.of_heads or words not in spoken_of):
                spoken_of.add(words)
                taken.append((start, end))
                yield Change(joins, who), (start, end), way.of_heads


def _perhaps(line: Line) -> bool:
    """ "My brother might come": in so few words nothing else is said."""
    look = _looks()
    short = len(line.text.split()) <= _FEW_WORDS and "?" not in line.text
    return (
        short
        and look["unsure"].search(line.text) is not None
        and look["perhaps"].search(line.text) is not None
    )


def _matches(line: Line, way: _Way) -> Iterator[re.Match[str]]:
    """ "Con su novio y él no viene": whoever is somebody's object is passed over, and the next is looked at."""
    at = 0
    while (match := way.pattern.search(line.text, at)) is not None:
        before = _SENTENCE.split(line.text[: match.start()])[-1].strip()
        owned = _looks()["begins"].match(match.group()) and _looks()["owner"].match(before)
        people = line.within(*match.span())
        if not owned:
            yield match
        at = people[0].at + 1 if owned and people else match.end()


def _is_told(line: Line, way: _Way, match: re.Match[str]) -> bool:
    """As a fact, or as a wish. A "perhaps" leaves everybody where they were, so does an "if" that asks nothing."""
    look = _looks()
    start, end = match.span()
    before = _SENTENCE.split(line.text[:start])[-1].strip()
    after = _SENTENCE.split(line.text[end:])[0].strip(" ,")
    if look["unsure"].search(f"{before} {match.group()}") or look["unsure"].match(after):
        return False
    asked = _ASKED.match(line.text, end) is not None
    if way.faint and any(_A_SIZE.fullmatch(one.word) for one in line.within(start, end)):
        return False
    if look["if"].search(before):
        return way.joins and "?" in line.text[end:] and look["what if"].search(before) is not None
    if way.faint and not way.joins:
        others = look["opens"].sub("", line.text[:start] + look["reason"].sub("", line.text[end:]))
        whole = not re.search(r"[a-zA-Z\d]", others)
        return not asked and (whole or _AFTER_ALL.search(f"{before} {match.group()}") is not None)
    return way.asks or not asked


def _those(line: Line, way: _Way, match: re.Match[str]) -> Those | None:
    start, end = match.span()
    people = line.within(start, end)
    if way.of_heads:
        number = next((one.who.heads or one.who.adults for one in people), 1)
        return Those(heads=number) if 0 < number < _MOST else None
    if match.groupdict().get("left"):
        people = line.within(start, match.start("left"))
    people = [line.meant_by(one) for one in people if one.sign != "N"]
    if not people or (way.only and any(one.sign not in "CG" for one in people)):
        return None
    return replace(together(one.who for one in dict.fromkeys(people)), only=way.only)


def _left_unsaid(line: Line) -> tuple[Change, tuple[int, int], bool] | None:
    """ "She fell out with my mum and isn't coming": whoever the sentence began with."""
    look = _looks()
    found = look["left unsaid"].search(line.text)
    if found is None or _ASKED.match(line.text, found.end()):
        return None
    before = found["before"]
    if look["unsure"].search(before) or _WRITER.search(before):
        return None
    first = next(iter(line.within(found.start(), found.end("before"))), None)
    begins = first is not None and not look["owner"].match(line.text[: first.at].strip())
    if not begins and not look["quarrel"].search(before):
        return None
    who = line.meant_by(first).who if first is not None and begins else Those(named=1)
    return Change(False, replace(who)), (found.end("before"), found.end()), False
