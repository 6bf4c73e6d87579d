"""Who comes: adults, children with their ages, heads without distinction. "mi mujer y yo", "casal com 2 crianças"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from core.flows.understand.entities.grown_up import how_many_grown
from core.flows.understand.entities.little_ones import ages_in
from core.flows.understand.entities.people_words import PeopleWords, is_of_age, people_words
from core.flows.understand.entities.told_of import (
    ASKED,
    FOR_CHILDREN,
    MORE,
    OWNED,
    OWNS,
    SPOKEN_TO,
    TALKED_TO,
    TOLD_OF,
    adds_one,
)
from core.flows.understand.text import has_figures

# "My boy is allergic ... we are 2 adults and 1 boy": the party told whole.
_WHOLE_PARTY = re.compile(
    r"(?P<then>\b(?:so|total|o sea|ou seja|entonces|entao|asi que)[^.?!\d]{0,20})?"
    r"\b\d{1,2} (?:adult|mayor|grand|grown)[a-z]*,? (?:(?:y|e|and|\+|mas|plus|con|with|com) )?$"
)
# "With the kids ... it would be the two of us and the two boys": they were named before.
_THE_SAME = re.compile(
    r"\b(?:y|e|and|con|com|with|mas|mais|plus) (?:los|las|os|as|the|our|nuestr[oa]s|noss[oa]s) $"
)
# "My girl of nine, my niece of seven ... could the two girls have a room": both were counted.
_AGAIN = re.compile(r"\b(?:los|las|os|as|the|both|ambos|ambas|es[oa]s|est[oa]s) $")
# "My sister ... it's the two of us": she is one of the two.
_ALL_OF_US = re.compile(r"\b(?:vamos|somos|seriamos|seria|iriamos|viajamos|para|so|solo|just|only|e|es) $")
_FRIENDS = re.compile(
    r"amig|friend|colleag|cole?ga|companer|invitad|convidad|homie|budd|pal(?:s|$)|mates?$|bros?$|bestie|cuate|pana(?:s|$)|compa(?:s|$)|parcer|parceir|herman|prim[oa]|irma|brother|sister|cousin|cowork"
)
_ONE_MORE = re.compile(r"(?:mas|mais|more|extra|otra|outra|otro) $")
_ALONG = re.compile(r"(?:\b(?:con|y|e|mas|mais|with|and|plus|com|los|las|nuestr[oa]s|our)|[,+:]) $")
_AND_I = re.compile(r" (?:and (?:i|me|myself)|y yo|e eu)\b")
_GIVEN = re.compile(r"\b(?:para|for|pra|van|vienen|viajan|vao|vem|viajam) (?:os )?$")
_NUMBER = re.compile(r"\d+")
# "2 kids, one is 4 and the girl 9": the girl is one of them; a baby comes on top.
_BABY = re.compile(r"beb|baby|babies|newborn|toddler|nenem")
# "My baby ... we are two adults and the baby": the same one.
_THE_BABY = re.compile(r"\b(?:el|la|al|o|a|the) (?:beb|baby|newborn|toddler|nenem)")
# "A single mother ... we are two adults": she is one of them.
_WE_ARE = re.compile(r"\b(?:somos|seriamos|seremos|we are|we're|we'd be) $")
_TWINS = re.compile(r"melliz|gemel|gemeo|twin")
_EACH = re.compile(r"\bcada\b|\beach\b")
_WE = re.compile(r"vamos|viajamos|llegamos|nuestr|our\b|noss")


@dataclass(frozen=True)
class People:
    """`people` is the head count when it was said or follows; `adults` and `children` only what was told apart."""

    adults: int | None = None
    children: int | None = None
    child_ages: tuple[int, ...] = ()
    people: int | None = None

    @property
    def grown(self) -> int | None:
        """A party with no children told of is of adults."""
        return self.adults if self.adults is not None or self.children else self.people


NOBODY: Final = People()


@dataclass
class _Tally:
    adults: int | None = None
    children: int | None = None
    heads: int | None = None
    kin: int = 0
    children_unnumbered: bool = False
    speaker: bool = False
    bare: bool = False  # "mum, dad and the kids": told without the speaker
    pair: bool = False  # "the two of us": the speaker and one more, perhaps named as well
    before_pair: int = 0
    partners: int = 0
    we: bool = False
    couples: int = 0
    perhaps: int = 0
    trades: int = 0  # "a driver": told without a number, counted beside those who have one
    trades_numbered: bool = False
    loosely: bool = False  # children named without a number: "the baby", "my son"
    given: bool = False  # "for my parents and my aunt": a stay for others
    named: set[str] = field(default_factory=set)

    def add(self, adults: int = 0, children: int = 0) -> None:
        if adults:
            self.adults = (self.adults or 0) + adults
        if children:
            self.children = (self.children or 0) + children


@lru_cache(maxsize=64)
def said_of_people(text: str, lang: str) -> tuple[re.Match[str], ...]:
    return tuple(people_words(lang).pattern.finditer(text))


def find_people(text: str, lang: str) -> People:
    """`text` is folded and numbered, with money, times and contacts hidden."""
    said = said_of_people(text, lang)
    if not said and not has_figures(text):
        return NOBODY
    words = people_words(lang)
    tally = _Tally()
    for match in said:
        _take(match, words, tally)
    if tally.couples > 1 and tally.children and _EACH.search(text):
        tally.children *= tally.couples
    return _sum_up(tally, _ages(text, words))


def _take(match: re.Match[str], words: PeopleWords, tally: _Tally) -> None:
    kind, said = match.lastgroup, match.group()
    if kind == "whole":
        adults = words.adults_at(match)
        tally.couples = max(tally.couples, adults // 2)
        tally.add(adults=adults)
    elif kind == "noun":
        _counted(match, words, tally)
    elif kind == "heads":
        _heads(match, words, tally, _first_number(said))
    elif kind == "kin":
        _kin(match, words, tally)
    elif kind == "party":
        tally.add(
            int(match.group("grown") or match.group("two")),
            int(match.group("young") or match.group("more_heads")),
        )
    elif kind in ("minors", "those"):
        tally.add(children=_first_number(said))
    elif kind == "tiny":
        named = tally.children and _THE_BABY.search(said) and _BABY.search(match.string, 0, match.start())
        if not tally.children or (_BABY.search(said) and not named):
            tally.loosely = True
            tally.add(children=2 if _TWINS.search(said) else int(match.group("few") or 1))
    elif kind == "theirs":
        tally.kin += bool(tally.kin or tally.children)
    elif kind == "bare":
        tally.kin += 1
        tally.bare = True
    elif kind == "self":
        _speaker(match, tally)
    elif kind == "none":
        tally.children = 0


def _speaker(match: re.Match[str], tally: _Tally) -> None:
    tally.speaker = True
    if match.group().endswith((" 2", " dos", " dois")):
        all_of_us = _ALL_OF_US.search(match.string, 0, match.start())
        tally.pair, tally.before_pair = True, min(1, tally.kin) if all_of_us else 0
    tally.we |= bool(_WE.match(match.group()))


def _first_number(said: str) -> int:
    number = _NUMBER.search(said)
    return int(number.group()) if number else 1


def _heads(match: re.Match[str], words: PeopleWords, tally: _Tally, number: int) -> None:
    """ "2 of us and a baby": the first number was of adults."""
    if words.and_child.match(match.string, match.end()):
        tally.add(adults=number)
    else:
        tally.heads = max(tally.heads or 0, number)


def _counted(match: re.Match[str], words: PeopleWords, tally: _Tally) -> None:
    said, noun, text = match.group("count"), match.group("noun"), match.string
    number = int(said) if said.isdigit() else 1
    if words.is_child(noun):
        _children(match, number, words, tally)
    elif words.is_trade(noun):
        tally.trades += 0 if said.isdigit() else 1
        tally.trades_numbered |= said.isdigit()
        tally.add(adults=number if said.isdigit() else 0)
    elif words.is_adult(noun):
        if number > 1 and number >= (tally.adults or 0) and _WE_ARE.search(text, 0, match.start()):
            tally.adults = None
        tally.add(adults=0 if number == 1 and MORE.search(match.group()) else number)
    elif _FRIENDS.match(noun) and (number == 1 or tally.speaker or _AND_I.match(text, match.end())):
        tally.kin += number if tally.speaker or _AND_I.match(text, match.end()) else 0
    elif number == 1 and (
        TALKED_TO.search(text, max(0, match.start() - 40), match.start()) or adds_one(match)
    ):
        return
    elif not _ONE_MORE.search(text, max(0, match.start() - 8), match.start()):
        _heads(match, words, tally, number)


def _children(match: re.Match[str], number: int, words: PeopleWords, tally: _Tally) -> None:
    text, figure = match.string, match.group("count").isdigit()
    if (number == 1 and TOLD_OF.match(text, match.end())) or FOR_CHILDREN.match(text, match.end()):
        return
    before = text[: match.start()]
    whole = _WHOLE_PARTY.search(before) if figure and tally.children else None
    told_whole = whole is not None and (tally.loosely or whole["then"])
    if told_whole or (tally.loosely and figure and _THE_SAME.search(before)):
        tally.children = 0
    elif tally.children == number > 1 and _AGAIN.search(before):
        return
    young = words.grown_too.fullmatch(match.group("noun")) and not _ALONG.search(text, 0, match.start())
    tally.perhaps += number if young else 0
    tally.loosely |= not figure
    tally.add(children=0 if young else number)


def _is_spoken_to(match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()], match.string[match.end() :]
    return after.lstrip()[:1] in ("", ",", ".", "!") and SPOKEN_TO.search(before) is not None


def _kin(match: re.Match[str], words: PeopleWords, tally: _Tally) -> None:
    """ "my wife", "mis 3 hijos": counted with the speaker, if the speaker comes along."""
    number, kin = match.group("howmany"), match.group("kin")
    if not number and words.is_child(kin) and _is_spoken_to(match):
        return
    if not number and not words.is_child(kin) and OWNS.match(match.string, match.end()):
        return
    if TOLD_OF.match(match.string, match.end()) or ASKED.search(match.string[: match.start()]):
        return
    before = match.string[max(0, match.start() - 12) : match.start()]
    if not number and words.is_child(kin) and OWNED.search(before):
        return
    name = match.group().removeprefix("con ").removeprefix("com ").removeprefix("with ")
    if not number and name in tally.named:
        return
    tally.named.add(name)
    tally.given |= _GIVEN.search(before) is not None
    tally.speaker |= match.group().startswith(("con ", "with ", "com "))
    tally.we |= bool(_WE.match(match.group()))
    tally.partners += words.is_partner(kin)
    aged = int(match.group("aged") or 0)
    if not number and not aged and is_of_age(kin, match.string, match.end("kin")):
        tally.kin += 1
    elif words.is_child(kin) and (grown := how_many_grown(match) or int(aged > 17)):
        tally.kin += int(number or grown)
    elif words.is_child(kin):
        if number or not words.is_plural(kin):
            tally.loosely |= not number
            tally.add(children=int(number) if number else 1)
        else:
            tally.children_unnumbered = True
    elif number or not words.is_plural(kin):
        tally.kin += int(number) if number else 1
    elif words.is_pair(kin):
        tally.kin += 2


def _sum_up(tally: _Tally, ages: tuple[int, ...]) -> People:
    if tally.trades_numbered:
        tally.add(adults=tally.trades)
    if tally.perhaps:
        told = tally.adults or tally.heads or tally.kin or tally.speaker or tally.children or ages
        tally.add(children=tally.perhaps) if told else tally.add(adults=tally.perhaps)
    children = tally.children
    if ages and children is None:
        children = len(ages)
    if ages and children is not None and len(ages) > children:
        children = len(ages) if tally.loosely else children
        ages = ages[:children]
    heads, adults = tally.heads, _grown_ups(tally, children)
    if heads is not None and adults is None and children and heads > children:
        adults = heads - children
    if heads is None and adults is not None and not tally.children_unnumbered:
        heads = adults + (children or 0)
    return People(adults, children, ages, heads)


def _grown_ups(tally: _Tally, children: int | None) -> int | None:
    adults = tally.adults
    if adults is not None:
        if tally.couples and tally.bare:
            return adults + tally.kin  # "papá, mamá, abuela"
        return 1 if tally.kin and adults == 1 and not tally.speaker else adults
    if tally.heads is not None:
        return None
    if tally.pair:
        return 2 + max(0, tally.kin - max(tally.partners, tally.before_pair))
    if tally.kin and (tally.speaker or tally.bare or (tally.given and tally.kin > 1)):
        return tally.kin + tally.speaker
    if tally.partners and children:
        return tally.partners + 1
    return 1 if tally.speaker and children and not tally.we else None


def _ages(text: str, words: PeopleWords) -> tuple[int, ...]:
    return tuple(age for age in ages_in(text, words.ages) if age <= 17) if has_figures(text) else ()
