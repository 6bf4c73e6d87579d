"""Who comes: adults, children with their ages, heads without distinction. "mi mujer y yo", "casal com 2 crianças"."""

from __future__ import annotations

import re
from functools import lru_cache

from core.flows.understand.entities import counted
from core.flows.understand.entities.grown_up import how_many_grown
from core.flows.understand.entities.little_ones import ages_in
from core.flows.understand.entities.people_words import PeopleWords, is_of_age, people_words
from core.flows.understand.entities.tally import NOBODY, People, Tally, sum_up
from core.flows.understand.entities.told_of import ASKED, OWNED, OWNS, SPOKEN_TO, TOLD_OF
from core.flows.understand.text import has_figures

# "My sister ... it's the two of us": she is one of the two.
_ALL_OF_US = re.compile(r"\b(?:vamos|somos|seriamos|seria|iriamos|viajamos|para|so|solo|just|only|e|es) $")
_GIVEN = re.compile(r"\b(?:para|for|pra|van|vienen|viajan|vao|vem|viajam) (?:os )?$")
_NUMBER = re.compile(r"\d+")
# "2 kids, one is 4 and the girl 9": the girl is one of them; a baby comes on top.
_BABY = re.compile(r"beb|baby|babies|newborn|toddler|nenem")
# "My baby ... we are two adults and the baby": the same one.
_THE_BABY = re.compile(r"\b(?:el|la|al|o|a|the) (?:beb|baby|newborn|toddler|nenem)")
_TWINS = re.compile(r"melliz|gemel|gemeo|twin")
_EACH = re.compile(r"\bcada\b|\beach\b")
_WE = re.compile(r"vamos|viajamos|llegamos|nuestr|our\b|noss")


@lru_cache(maxsize=64)
def said_of_people(text: str, lang: str) -> tuple[re.Match[str], ...]:
    return tuple(people_words(lang).pattern.finditer(text))


def find_people(text: str, lang: str) -> People:
    """`text` is folded and numbered, with money, times and contacts hidden."""
    said = said_of_people(text, lang)
    if not said and not has_figures(text):
        return NOBODY
    words = people_words(lang)
    tally = Tally()
    for match in said:
        _take(match, words, tally)
    if tally.couples > 1 and tally.children and _EACH.search(text):
        tally.children *= tally.couples
    return sum_up(tally, _ages(text, words))


def _take(match: re.Match[str], words: PeopleWords, tally: Tally) -> None:
    kind, said = match.lastgroup, match.group()
    if kind == "whole":
        adults = words.adults_at(match)
        tally.couples = max(tally.couples, adults // 2)
        tally.add(adults=adults)
    elif kind == "noun":
        counted.count(match, words, tally)
    elif kind == "heads":
        counted.heads(match, words, tally, _first_number(said))
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


def _speaker(match: re.Match[str], tally: Tally) -> None:
    tally.speaker = True
    if match.group().endswith((" 2", " dos", " dois")):
        all_of_us = _ALL_OF_US.search(match.string, 0, match.start())
        tally.pair, tally.before_pair = True, min(1, tally.kin) if all_of_us else 0
    tally.we |= bool(_WE.match(match.group()))


def _first_number(said: str) -> int:
    number = _NUMBER.search(said)
    return int(number.group()) if number else 1


def _is_spoken_to(match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()], match.string[match.end() :]
    return after.lstrip()[:1] in ("", ",", ".", "!") and SPOKEN_TO.search(before) is not None


def _kin(match: re.Match[str], words: PeopleWords, tally: Tally) -> None:
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


def _ages(text: str, words: PeopleWords) -> tuple[int, ...]:
    return tuple(age for age in ages_in(text, words.ages) if age <= 17) if has_figures(text) else ()
