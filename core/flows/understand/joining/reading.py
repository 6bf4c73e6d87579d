"""Hears who joins a party and who drops out of it: a verb of joining or leaving, and those named beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from core.domain.joining import Change, Those, together
from core.domain.so_far import Named
from core.flows.understand.alarms.quarrels import WHY_AWAY
from core.flows.understand.entities.spoken import as_spoken
from core.flows.understand.heads.beside import about_the_house
from core.flows.understand.joining.called import is_among
from core.flows.understand.joining.line import Line, Person
from core.flows.understand.joining.line_of_words import line_of
from core.flows.understand.joining.ways import Way, looks, ways
from core.flows.understand.party.mentions import tokens_of

_SENTENCE: Final = re.compile(r"[.;!?]")
# "Sí, mi hermana no viene" agrees; "si mi hermana no viene" only thinks of it.
_SAID_YES: Final = re.compile(r"(?i)\bsí(?!\w)")
# "Él no viene": without its accent he would be an article.
_HE: Final = re.compile(r"(?i)\bél\b")
# "What if the girl of 3 sleeps with me, I mean, take her off": whoever was spoken of before is taken off.
_TAKE_OFF: Final = re.compile(
    r"(?i)(?:\b(?:(?:y|e|and) )?(?:si|se|if) )?\b(?P<who>(?:la|el|a|o) de \d{1,2}"
    r"|(?:la|el|a|o|the|mi|my) (?:nen[ea]|ni[ñn][oa]|chic[oa]|beb[eéa]|menin[oa]|hij[oa]|filh[oa]|girl|boy|baby|kid"
    r"|mayor|menor)(?: (?:de|of) \d{1,2})?)\b(?P<between>[^?]{0,40}?)\b"
    r"(?:s[aá]c|qu[ií]t|b[oó]rr|b[aá]j)(?:a|á|e|é)l[ao]s?\b"
)
_ASKED: Final = re.compile(r" *\?")
# "Could grandma come too?" asks as "can" does, and doubts nothing.
_COULD: Final = re.compile(
    r"(?i)^((?:hi|hey|ok|and|also|so|thanks|btw)?[ ,!]*)could "
    r"(?=(?:my |our )?[a-z]+(?: [a-z]+){0,3} (?:come|join|tag)\b)"
)
_WRITER: Final = re.compile(r"\b(?:i|i'm|we|we're|yo|eu|a gente|nosotr[oa]s|me|nos)\b")
# "Is it bigger?"
_A_SIZE: Final = re.compile(r"grandes?|chic[oa]s?|mayor(?:es)?|menor(?:es)?|pequen[oa]s?")
NOBODY: Final = Named()
_FEW_WORDS: Final = 12
# In longer ones nobody is told one by one, and reading them would take its time.
_MOST_WORDS: Final = 150
_MOST: Final = 30
_AFTER_ALL: Final = re.compile(
    r"\b(?:al final|finalmente|after all|in the end|no final|no fim|ya|ja|mas|mais|anymore)\b"
)


@dataclass(frozen=True)
class Told:
    """What a message changes about who comes, and the rest of its words; or that somebody comes `perhaps`,
    or does not where nobody `joins`.

    `again` somebody was told who is counted already; `called` are all who are spoken of one by one.
    """

    changes: tuple[Change, ...]
    rest: str
    perhaps: bool = False
    joins: bool = False
    again: bool = False
    called: tuple[str, ...] = ()


@lru_cache(maxsize=256)
def told_in(text: str, lang: str, named: Named = NOBODY, country: str = "AR") -> Told:
    """Of whoever was `named` before nothing new is told."""
    plain = _HE.sub("ele", _SAID_YES.sub("sim", text)).replace("\n", " . ")
    plain = _COULD.sub(r"\1can ", _TAKE_OFF.sub(r"saca a \g<who>", plain))
    spoken = looks()["rude"].sub("", as_spoken(plain, lang, country).left)
    if len(tokens_of(spoken)) > _MOST_WORDS:
        return Told((), text)
    line = line_of(plain, spoken, lang)
    if not (line.people or line.one):
        return Told((), text)
    told = tuple(dict.fromkeys(one.called for one in line.people if one.called))
    found = [*_found(line, named)]
    if not found and (unsaid := _left_unsaid(line)):
        found = [unsaid]
    changes = [
        change for change, _, heads in found if _counts(change, heads, [(one, of) for one, _, of in found])
    ]
    if not changes:
        perhaps = _perhaps(line)
        joins = perhaps and looks()["leaves"].search(line.text) is None
        return Told((), text, perhaps, joins, called=told)
    rest = line.without([span for _, span, _ in found])
    new = tuple(change for change in changes if change.who != Those())
    return Told(new, rest, again=not new, called=told)


def _counts(change: Change, of_heads: bool, found: Sequence[tuple[Change, bool]]) -> bool:
    """ "One less, my uncle" is the uncle; "two less, the Smiths" are as many as the number says."""
    alike = [(one.who, heads) for one, heads in found if one.joins == change.joins]
    number = sum(who.heads for who, heads in alike if heads)
    spoken_of = [who for who, heads in alike if not heads]
    if any(who.uncounted or who.every_child or who == Those() for who in spoken_of):
        return not of_heads
    counted = sum(who.adults + who.named + who.children for who in spoken_of)
    return of_heads if number > counted else not of_heads


def _found(line: Line, named: Named) -> Iterator[tuple[Change, tuple[int, int], bool]]:
    taken: list[tuple[int, int]] = []
    spoken_of: set[tuple[bool, str]] = set()
    of_the_house = about_the_house(line.plain)
    of_things = of_the_house or looks()["counted too"].search(line.text) is not None
    for way in ways():
        if not (way.of_heads or line.people) or (way.of_the_named and named == NOBODY):
            continue
        if (of_the_house and way.faint) or (of_things and way.of_heads):
            continue
        for match in _matches(line, way):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken) or not _is_told(line, way, match):
                continue
            joins = way.joins and not looks()["not"].search(line.text[:start])
            if way.of_the_named and not _are_named(line, match, named):
                continue
            words = (joins, " ".join(line.meant_by(one).word for one in line.within(start, end)))
            who = _those(line, way, match, named.come if joins else named.away)
            if who is not None and (way.of_heads or words not in spoken_of):
                spoken_of.add(words)
                taken.append((start, end))
                yield Change(joins, who), (start, end), way.of_heads


def _are_named(line: Line, match: re.Match[str], named: Named) -> bool:
    people = [line.meant_by(one).called for one in line.within(*match.span())]
    return bool(people) and all(is_among(name, (*named.come, *named.away)) for name in people)


def _perhaps(line: Line) -> bool:
    """ "My brother might come": in so few words nothing else is said."""
    look = looks()
    short = len(line.text.split()) <= _FEW_WORDS and "?" not in line.text
    return (
        short
        and look["unsure"].search(line.text) is not None
        and look["perhaps"].search(line.text) is not None
    )


def _matches(line: Line, way: Way) -> Iterator[re.Match[str]]:
    """ "Con su novio y él no viene": whoever is somebody's object is passed over, and the next is looked at."""
    at = 0
    while (match := way.pattern.search(line.text, at)) is not None:
        before = _SENTENCE.split(line.text[: match.start()])[-1].strip()
        owned = looks()["begins"].match(match.group()) and looks()["owner"].match(before)
        people = line.within(*match.span())
        if not owned:
            yield match
        at = people[0].at + 1 if owned and people else match.end()


def _is_told(line: Line, way: Way, match: re.Match[str]) -> bool:
    """As a fact, or as a wish. A "perhaps" leaves everybody where they were, so does an "if" that asks nothing."""
    look = looks()
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
        others = look["counts"].sub("", others)
        whole = not re.search(r"[a-zA-Z\d]", others)
        return not asked and (whole or _AFTER_ALL.search(f"{before} {match.group()}") is not None)
    return way.asks or not asked


def _those(line: Line, way: Way, match: re.Match[str], told: tuple[str, ...]) -> Those | None:
    """Nobody of those who were told already."""
    start, end = match.span()
    people = line.within(start, end)
    if way.of_heads:
        number = next((one.who.heads or one.who.adults for one in people), 1)
        return Those(heads=number) if 0 < number < _MOST else None
    groups = match.groupdict()
    if left := next((name for name in ("left", "left_by") if groups.get(name)), None):
        people = line.within(start, match.start(left))
    elif groups.get("who"):
        people = line.within(*match.span("who"))
    people = [line.meant_by(one) for one in people if one.sign != "N"]
    if (
        not people
        or (way.news and any(one.partner for one in people))
        or (way.only and any(one.sign not in "CG" for one in people))
    ):
        return None
    if way.only:
        return replace(together(one.who for one in dict.fromkeys(people)), only=True)
    return together(_as_called(one) for one in dict.fromkeys(people) if not is_among(one.called, told))


def _as_called(person: Person) -> Those:
    return replace(person.who, called=(person.called,) if person.called else ())


def _left_unsaid(line: Line) -> tuple[Change, tuple[int, int], bool] | None:
    """ "She fell out with my mum and isn't coming": whoever the sentence began with."""
    look = looks()
    found = look["left unsaid"].search(line.text)
    if found is None or _ASKED.match(line.text, found.end()):
        return None
    before = found["before"]
    if look["unsure"].search(before) or _WRITER.search(before):
        return None
    if found["perhaps"] and not WHY_AWAY.search(before):
        return None
    first = next(iter(line.within(found.start(), found.end("before"))), None)
    begins = first is not None and not look["owner"].match(line.text[: first.at].strip())
    if not begins and not WHY_AWAY.search(before):
        return None
    who = line.meant_by(first).who if first is not None and begins else Those(named=1)
    return Change(False, who), (found.end("before"), found.end()), False
