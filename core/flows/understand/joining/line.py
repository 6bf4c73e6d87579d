"""A message as a line of words in which everybody spoken of is a capital: "se suma mi hermano" is "se suma mi A"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from core.domain.joining import OF_AGE, Those
from core.flows.understand.joining.called import called, in_laws_of, is_one
from core.flows.understand.joining.verbs import SIGNS, verbs_in
from core.flows.understand.joining.ways import words
from core.flows.understand.joining.written_out import written_out
from core.flows.understand.party.mentions import Mention, mentions_of, tokens_of
from core.flows.understand.party.model import model
from core.flows.understand.party.words import words_for
from core.flows.understand.quarrels import WHY_AWAY
from core.flows.understand.text import fold, tidy

_CAPITAL: Final = re.compile(r"(?<![.!?] )(?<!^)\b[A-ZÁÉÍÓÚÂÊÔÃÕÑÇ][a-zà-ÿ]+\b")
_SIGN: Final = {"child": "C", "number": "N", "aged": "T"}
_GROWN: Final = frozenset({"kin", "partner", "adult", "couple", "trade", "people"})
_PRONOUNS: Final = frozenset({"he", "she", "ella", "ele", "ela"})
_OF_PEOPLE: Final = frozenset({"things", "singular", "asks_what_if", "conditional", "rude", "counts"})
_OF_FEW_WORDS: Final = frozenset(
    {"opens", "ties", "determiners", "owners", "between", "tails", "ends", "too", "along"}
)
_SHORTEST_NAME: Final = 2
_MORE: Final = frozenset({"more", "mas", "mais", "extra", "otro", "otra", "another", "outro", "outra"})
_WHICH: Final = (
    ("baby", re.compile(r"beb[eai]t?[oa]?|bab(?:y|ies)|newborn|infant|bb")),
    ("twins", re.compile(r"mellic?[iz]+[oa]?s?|geme[lo]?[oa]s|gemelit[oa]s|twins")),
    ("youngest", re.compile(r"youngest|littlest|cacul[ao]|menor|younger")),
    ("oldest", re.compile(r"oldest|eldest|primogenit[oa]|older|mayor")),
)
# "The youngest", told of one of the children; "el más chico" names one by his size.
_AS_ONE: Final = re.compile(
    r"(?<![^ ])(?:el|la|the|o|a) (?:[AC] )?(?:(?:mas|mais) (?:[AC]|joven|nov[oa]|velh[oa])|smallest|biggest"
    r"|(?:little|older|younger|big|smaller) (?:1|one|C)|A)"
    r"(?: (?:(?:que |who )?(?:de|tienen?|tem|com|con|of|is|aged) )[NT])?(?= |$)(?! [ACN])"
)
_YOUNGEST: Final = re.compile(r"chiquit[oa]|chic[oa]|peque\w*|joven|nov[oa]|menor|smallest|little|younger")
_OLDEST: Final = re.compile(r"mayor|grande|velh[oa]|biggest|older|big")
# "One of the boys", "two of my friends".
_SOME_OF: Final = re.compile(
    r"(?<![^ ])(?:uno|una|one|um|uma|1|N) (?:de|of|dos|das)"
    r"(?: (?:l[oa]s|mis|the|my|our|[oa]s|meus|minhas|n[uo][a-z]+)){0,3} ([AC])(?= |$)"
)
# "My brother's" in other words: "la polola de mi hermano".
_SOMEBODYS: Final = re.compile(
    r"(?<![^ ])([AC]) (?:de|del|do|da|of)"
    r"(?: (?:mis?|el|la|los|las|meus?|minhas?|o|a|os|as|my|the|our|nuestr[oa]|noss[oa])){0,2} [ACP](?= |$)"
)
# "Mi amiga la Sofi" is one.
_CALLED: Final = re.compile(r"(?<![^ ])([AC])(?: (?:el|la|o|a))? [PQ](?= |$)")
# "The children are 5 and 8" is a sentence of its own, "my nephew who is 9" is not.
_TELLS: Final = re.compile(r"\b(?:tienen?|tem|has|have|are|is)\b")
_WHO_IS: Final = re.compile(r"\b(?:who|que)\b")
_COUPLE: Final = re.compile(r"casa(?:l|is)|pareja|matrimonio|couple")
_NUMBER_OF_AGE: Final = re.compile(
    r"(?<![^ ])(?:el|la|los|las|o|a|os|as) de ([NT](?: (?:y|e) [NT]){0,6})(?= |$)(?! (?:anos? )?[AC])"
)
_OLD: Final = re.compile(
    r"(?<![^ ])(?:(?:the|my|our|mi|el|la|an?) )?T(?:(?: -)? old(?: [AC](?= |$))?(?= |$)| [AC](?= |$)|(?= |$))"
)
_IS_OF: Final = r"(?:de|aged|que|tienen?|com|tem|who|is|are|has|he|she|of|ella|ele|ela|con|,)"
_SAYS_OLD: Final = re.compile(r"\bold\b|\b\d+ ?-? ?yo\b|[AC]")
_WITH_AGE: Final = re.compile(
    rf"(?<![^ ])(?:[AC](?P<too> (?:too|tambien|tambem|as well))?(?: ,| \()?(?: (?:P )?{_IS_OF}){{0,4}}"
    rf"|[PQ](?: ,)?(?: {_IS_OF}){{1,4}})"
    r" ([NTG](?: (?:y|e|and|,) [NTG]){0,6})(?: old)?(?: \))?(?= |$)"
    r"(?! (?:personas|people|pessoas|noches|nights|noites|dias|days))"
)


@dataclass(frozen=True)
class Person:
    """`sign` is A for a grown-up, C for a child, G for who is told by an age, N for a number, P for a name and Q for a
    word that may be one; a verb has the sign of its way. Whoever is `called` is the same one when told again."""

    sign: str
    who: Those
    word: str
    at: int = -1
    called: str = ""
    partner: bool = False


@dataclass(frozen=True)
class Line:
    items: tuple[tuple[str, Person | None], ...]
    text: str
    people: tuple[Person, ...]
    plain: str

    @property
    def one(self) -> bool:
        return (
            re.search(r"\b(?:uno|una|one|um|uma|person[a]?|pessoa|adult[oa]?|somebody)\b", self.text)
            is not None
        )

    def within(self, start: int, end: int) -> list[Person]:
        return [one for one in self.people if start <= one.at < end]

    def meant_by(self, person: Person) -> Person:
        """ "She" is the one named last before, if anybody was."""
        if person.word not in _PRONOUNS:
            return person
        before = [one for one in self.people if one.at < person.at and one.word not in _PRONOUNS]
        before = [one for one in before if one.sign in "ACGP"] or [one for one in before if one.sign == "Q"]
        return before[-1] if before and before[-1].who.uncounted is False else person

    def without(self, spans: Sequence[tuple[int, int]]) -> str:
        kept, at = [], 0
        for shown, person in self.items:
            if not any(start <= at < end for start, end in spans):
                kept.append(person.word if person is not None else shown)
            at += len(shown) + 1
        return " ".join(kept)


def line_of(text: str, spoken: str, lang: str) -> Line:
    in_laws = in_laws_of(spoken)
    spoken = written_out(spoken)
    tokens = tokens_of(spoken)
    mentions = {one.start: one for one in mentions_of(tokens, words_for(lang), model().common)}
    capitals = {fold(word) for word in _CAPITAL.findall(tidy(text))} | _PRONOUNS
    verbs = {one.start: one for one in verbs_in(tokens) if tokens[one.start] not in capitals}
    names = _PRONOUNS | _names(tokens, lang, capitals)
    items: list[tuple[str, Person | None]] = []
    place = 0
    while place < len(tokens):
        if (verb := verbs.get(place)) is not None:
            said = " ".join(tokens[place : verb.end])
            items.append((verb.sign, Person(verb.sign, Those(), said)))
            place = verb.end
            continue
        mention = mentions.get(place)
        last = tokens[place - 1] if place else ""
        person = _of_a_mention(mention, lang) if mention is not None else None
        if mention is not None and person is not None:
            if _MORE.intersection(tokens[place : mention.end]):
                items.append(("more", None))
            said = " ".join(tokens[place : mention.end])
            name = called(mention.word, last, lang, in_laws) if is_one(person.who) else ""
            partner = mention.kind.startswith("partner")
            items.append((person.sign, replace(person, word=said, called=name, partner=partner)))
            place = mention.end
            continue
        token = tokens[place]
        if token in names:
            sign = "P" if token in capitals else "Q"
            name = "" if token in _PRONOUNS else called(token, last, lang, in_laws)
            items.append((sign, Person(sign, Those(named=1), token, called=name)))
        else:
            items.append((token, None))
        place += 1
    return _with_ages(_placed(items, spoken))


def _of_a_mention(mention: Mention, lang: str) -> Person | None:
    kind = mention.kind.rstrip("#")
    kind = kind if kind in _GROWN or kind in _SIGN else kind.removesuffix("s")
    number = (
        1 if mention.number is None and re.fullmatch(words()["singular"], mention.word) else mention.number
    )
    if kind in _GROWN:
        return Person("A", Those(adults=number) if number else Those(uncounted=True), mention.word)
    if kind == "child":
        which = next((name for name, words in _WHICH if words.fullmatch(mention.word)), "")
        who = Those(children=number, which=which) if number else Those(every_child=True)
        return Person("C", who, mention.word)
    if kind == "aged":
        return Person("T", _aged(number or 0), mention.word)
    return Person("N", Those(heads=number or 0), mention.word) if kind == "number" else None


def _aged(age: int) -> Those:
    return Those(adults=1) if age >= OF_AGE else Those(children=1, ages=(age,))


@cache
def _verbs() -> re.Pattern[str]:
    """At every word whatever way to join or leave begins there, those of more words first."""
    said = {name: said.replace("X", "(?!)") for name, said in words().items()}
    names = sorted(
        sorted(said.keys() - _OF_PEOPLE), key=lambda name: (name in _OF_FEW_WORDS, -said[name].count(" "))
    )
    ways = "|".join([WHY_AWAY.pattern, *(said[name] for name in names)])
    return re.compile(rf"(?<![^ ])(?=((?:{ways})(?![^ ])))")


def _names(tokens: Sequence[str], lang: str, capitals: set[str]) -> set[str]:
    """Words that nobody uses otherwise, and those that are written like names where no sentence begins."""
    common, kind = model().common, words_for(lang).kind
    unknown = {
        token
        for token in set(tokens)
        if token.isalpha()
        and len(token) >= _SHORTEST_NAME
        and (token not in common or token in capitals)
        and not kind(token)
        and not _things().fullmatch(token)
    }
    if not unknown:
        return unknown
    line = " ".join(tokens)
    return unknown - {word for said in _verbs().findall(line) for word in said.split()}


@cache
def _things() -> re.Pattern[str]:
    return re.compile(words()["things"])


def _placed(items: Sequence[tuple[str, Person | None]], plain: str) -> Line:
    placed: list[tuple[str, Person | None]] = []
    at = 0
    for shown, person in items:
        placed.append((shown, replace(person, at=at) if person is not None else None))
        at += len(shown) + 1
    people = tuple(person for _, person in placed if person is not None and person.sign not in SIGNS)
    return Line(tuple(placed), " ".join(shown for shown, _ in placed), people, plain)


def _with_ages(line: Line) -> Line:
    """ "A boy of 4", "the 5 year old", "la de 7": one who is as old as that."""
    for pattern in (_SOMEBODYS, _CALLED, _SOME_OF, _OLD, _NUMBER_OF_AGE, _WITH_AGE, _AS_ONE):
        done = 0
        while (found := pattern.search(line.text, done)) is not None:
            line, done = _folded(line, found)
    return line


def _folded(line: Line, found: re.Match[str]) -> tuple[Line, int]:
    """What was found becomes one; nothing is folded where the number is no child's age."""
    start, end = found.span()
    inside = line.within(start, end)
    words = " ".join([found.group(), *(one.word for one in inside)])
    if found.re is _SOMEBODYS:
        folded = inside[0]
    elif found.re is _CALLED:
        if inside[1].word in _PRONOUNS:
            return line, end
        folded = replace(inside[0], called=f"{inside[0].called or inside[0].word} {inside[1].called}".strip())
    elif found.re is _SOME_OF:
        number = next((one.who.heads for one in inside if one.sign == "N"), 1)
        sign, each = found[1], 2 if _COUPLE.search(words) else 1
        folded = Person(sign, Those(children=number) if sign == "C" else Those(adults=number * each), words)
    elif (told := (_as_one if found.re is _AS_ONE else _of_an_age)(found, inside, words)) is not None:
        folded = told
    else:
        return line, end
    before: list[tuple[str, Person | None]] = []
    after: list[tuple[str, Person | None]] = []
    at = 0
    for item in line.items:
        (before if at < start else after if at >= end else []).append(item)
        at += len(item[0]) + 1
    tells = _TELLS.search(found.group()) is not None and _WHO_IS.search(found.group()) is None
    if found.re is _WITH_AGE and found["too"]:
        after.insert(0, (found["too"].strip(), None))
    elif found.re is _WITH_AGE and tells:
        after.insert(0, (";", None))
    word = line.text[start:end] if not inside else " ".join(one.word for one in inside)
    if found.re is _AS_ONE and folded.who.ages:
        word = "~"  # "grande 14", without what holds it together, is a grown-up or fourteen
    return _placed([*before, (folded.sign, replace(folded, word=word)), *after], line.plain), start + 1


def _as_one(_found: re.Match[str], inside: Sequence[Person], words: str) -> Person | None:
    """ "The youngest", or the one of fourteen."""
    which = "youngest" if _YOUNGEST.search(words) else "oldest" if _OLDEST.search(words) else ""
    ages = tuple(age for one in inside for age in (one.who.ages or (one.who.heads,) * (one.sign == "N")))
    if not which or any(age >= OF_AGE for age in ages):
        return None
    return Person("C", Those(children=1, ages=ages, which="" if ages else which), words)


def _of_an_age(found: re.Match[str], inside: Sequence[Person], words: str) -> Person | None:
    ages = [
        one.who.heads if one.sign == "N" else (one.who.ages or (None,))[0]
        for one in inside
        if one.sign in "NTG"
    ]
    others = [one for one in inside if one.sign in "ACPQ" and one.word not in _PRONOUNS]
    young = tuple(age for age in ages if age is not None and 0 <= age < OF_AGE)
    counted = sum(one.who.children + one.who.adults + one.who.named for one in others)
    if found.re is _OLD and not _SAYS_OLD.search(words):
        return None
    if not young or len(young) != len(ages) or (others and counted not in (0, len(ages))):
        return None
    name = others[0].called if len(others) == len(young) == 1 else ""
    return Person("C" if others else "G", Those(children=len(young), ages=young), found.group(), called=name)
