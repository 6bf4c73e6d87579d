"""Who comes: adults, children with their ages, heads without distinction. "mi mujer y yo", "casal com 2 crianças"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.flows.understand.entities.people_words import PeopleWords, people_words

_FRIENDS = re.compile(r"amig|friend|colleag|invitad|convidad")
_ONE_MORE = re.compile(r"(?:mas|mais|more|extra|otra|outra|otro) $")


@dataclass(frozen=True)
class People:
    """`people` is the head count when it was said or follows; `adults` and `children` only what was told apart."""

    adults: int | None = None
    children: int | None = None
    child_ages: tuple[int, ...] = ()
    people: int | None = None


@dataclass
class _Tally:
    adults: int | None = None
    children: int | None = None
    heads: int | None = None
    kin: int = 0
    children_unnumbered: bool = False
    speaker: bool = False
    bare: bool = False  # "mum, dad and the kids": told without the speaker

    def add(self, adults: int = 0, children: int = 0) -> None:
        if adults:
            self.adults = (self.adults or 0) + adults
        if children:
            self.children = (self.children or 0) + children


def find_people(text: str, lang: str) -> People:
    """`text` is folded and numbered, with money, times and contacts hidden."""
    words = people_words(lang)
    tally = _Tally()
    for match in words.pattern.finditer(text):
        kind = match.lastgroup
        if kind == "whole":
            tally.add(adults=words.adults_in(match.group()))
        elif kind == "noun":
            _counted(match, words, tally)
        elif kind == "heads":
            said = re.search(r"\d+", match.group())
            number = int(said.group()) if said else 1
            if words.and_child.match(text, match.end()):
                tally.add(adults=number)
            else:
                tally.heads = max(tally.heads or 0, number)
        elif kind == "kin":
            _kin(match, words, tally)
        elif kind == "bare":
            tally.kin += 1
            tally.bare = True
        elif kind == "self":
            tally.speaker = True
            tally.kin += match.group().endswith(" 2")
        elif kind == "none":
            tally.children = 0
    return _sum_up(tally, _ages(text, words))


def _counted(match: re.Match[str], words: PeopleWords, tally: _Tally) -> None:
    said, noun = match.group("count"), match.group("noun")
    number = int(said) if said.isdigit() else 1
    if words.is_child(noun):
        tally.add(children=number)
    elif words.is_adult(noun):
        tally.add(adults=number)
    elif _FRIENDS.match(noun) and tally.speaker:
        tally.kin += number
    elif not _ONE_MORE.search(match.string, max(0, match.start() - 8), match.start()):
        tally.heads = max(tally.heads or 0, number)


def _kin(match: re.Match[str], words: PeopleWords, tally: _Tally) -> None:
    """ "my wife", "mis 3 hijos": counted with the speaker, if the speaker comes along."""
    number, kin = match.group("howmany"), match.group("kin")
    tally.speaker |= match.group().startswith(("con ", "with ", "com "))
    if words.is_child(kin):
        if number or not words.is_plural(kin):
            tally.add(children=int(number) if number else 1)
        else:
            tally.children_unnumbered = True
    elif number or not words.is_plural(kin):
        tally.kin += int(number) if number else 1
    elif words.is_pair(kin):
        tally.kin += 2


def _sum_up(tally: _Tally, ages: tuple[int, ...]) -> People:
    children = tally.children
    if ages and children is None:
        children = len(ages)
    if ages and children is not None and len(ages) > children:
        ages = ages[:children]
    adults, heads = tally.adults, tally.heads
    if adults is None and heads is None and tally.kin and (tally.speaker or tally.bare):
        adults = tally.kin + tally.speaker
    elif (adults is None and heads is None and tally.speaker and children) or (
        adults is not None and tally.kin and tally.adults == 1 and not tally.speaker
    ):
        adults = 1
    if heads is not None and adults is None and children and heads > children:
        adults = heads - children
    if heads is None and adults is not None and not tally.children_unnumbered:
        heads = adults + (children or 0)
    return People(adults, children, ages, heads)


def _ages(text: str, words: PeopleWords) -> tuple[int, ...]:
    """ "de 5 y 8 años", "aged 3 and 5", "un nene de 5"; months count as age zero."""
    found: list[int] = []
    for match in words.ages.finditer(text):
        numbers = [int(n) for n in re.findall(r"\d+", match.group("list") or match.group("more"))]
        if words.months.search(text, match.start(), match.end() + 7):
            numbers = [0] * len(numbers)
        found += [n for n in numbers if n <= 17]
    return tuple(found)
