"""Who comes, told one after the other: "mi mujer, los dos nenes y mi suegra", "my husband and I plus his parents".

Each is a member, and members stand side by side with nothing but a comma or an "and" between them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from core.base.kept import table
from core.flows.understand.entities.grown_up import how_many_grown
from core.flows.understand.entities.people_words import PeopleWords, is_of_age, people_table, people_words
from core.flows.understand.patterns import at_words

_FILE = Path(__file__).with_name("one_by_one.toml")
_WORD = re.compile(r"[a-z+&]")
# "Who are nine and twelve", "de 5 años", "(7)", and after it the list goes on or the sentence ends.
_OWN_AGE = (
    r"(?:,? \(?(?:(?:la |el )?de |of |aged |com |con "
    r"|who are |who is |who's |she's |he's |que (?:ya |ja )?(?:tienen? |tem ))?"
    r"(?P<age>\d{1,2})(?:(?:,| y| e| and) \d{1,2})*(?: y medio| and a half| e meio)?"
    r"(?: an(?:it)?os?| years?(?: old)?|yo| meses| months)?\)?"
    r"(?= ?(?:$|[,.;)?!+&]|(?:y|e|and|mas|plus|con|com|para|for|del?|from|ficam?|van?|vao|en|in|no|num)\b)))"
)
# "Mi mujer", "our daughter": who says so may come too.
_OURS = re.compile(r"(?:(?:a|para|for|pra|o|as|os) )?(?:mis?|nuestr[oa]s?|my|our|meus?|minhas?|noss[oa]s?)\b")
_FOR = re.compile(r"(?:para|for|pra) ")
_GOES_ON = re.compile(r" (?!(?:para|for|y|e|and|con|com|with|de|del|from|tambien|tambem|also|too)\b)[a-z]")
# A brother of ten is a child, a cousin too; whoever else is ten is not known.
_AGED_AS_EVER = re.compile(r"herman|irma|prim[oa]|brother|sister|cousin|cunad|cunhad")
# In place of "I stay at home", as `plainly.toml` puts it.
NOT_I = "\x02"


@dataclass(frozen=True)
class Listed:
    """`told` is the stretch of text; `adults` and `children` are those in it, the speaker too if they come along."""

    told: tuple[int, int]
    adults: int
    children: int
    named_before: bool = False  # one of them is "she": whom the text before it tells of


@dataclass(frozen=True)
class _Words:
    member: re.Pattern[str]
    link: re.Pattern[str]
    comes_too: re.Pattern[str]  # what stands before a list says that the speaker is one more
    of_them: re.Pattern[str]  # or that these are all
    begins: re.Pattern[str]  # or nothing at all
    asked: re.Pattern[str]  # or that nobody of them comes
    named: str  # compiled where it is needed: everybody "she" may stand for


@table
def _words(lang: str) -> _Words | None:
    own: dict[str, Any] = tomllib.loads(_FILE.read_text("utf-8"))
    if lang not in own:
        return None
    said, table = people_table()[lang], own[lang]
    kin = rf"{said['kin_children']}|{said['kin_adults']}|{table['others']}"
    counted = rf"{said['children']}|{said['adults']}|{said['trades']}|{said['people']}|{kin}"
    members = (
        rf"(?P<me>{table['me']}|(?:para|a) mi(?! (?:{kin}|mejor)))",
        rf"(?P<both>{table['both']})",
        rf"(?P<couple>{table['couple']})",
        rf"(?P<them>{table['them']})",
        rf"(?:{table['which']}) ?(?:(?P<number>\d{{1,2}}) )?(?P<kin>{kin})(?: {table['whose']})?"
        rf"(?P<grown> {table['grown']})?{_OWN_AGE}?",
        rf"(?P<count>\d{{1,2}}) (?:{table['which']} ?)?(?P<noun>{counted})(?P<grown_too> {table['grown']})?",
        rf"(?P<bare>{table['bare']}){_OWN_AGE.replace('<age>', '<bare_age>')}?",
    )
    return _Words(
        member=at_words(rf"(?:{'|'.join(members)})(?![a-z'\d-])"),
        link=re.compile(rf"(?:,|\+|&| |\b(?:{table['link']})\b)+"),
        comes_too=re.compile(rf"(?:{table['comes_too']}) ?$"),
        of_them=re.compile(rf"(?:{table['of_them']}) ?$"),
        begins=re.compile(rf"(?:^|[.!?:;] ?|(?:{table['greeting']}),? )$"),
        asked=re.compile(rf"(?:{table['asked']})[^.?!]{{0,14}}$"),
        named=rf"\b(?:{said['children']}|{kin})(?![a-z])",
    )


def told_one_by_one(text: str, lang: str) -> Listed | None:
    """The longest list of two members or more that says who comes; `text` is folded and numbered."""
    words = _words(lang)
    if words is None:
        return None
    lists = [row for row in _rows(text, words) if len(row) > 1 and _is_joined(row)]
    for row in sorted(lists, key=len, reverse=True):
        if (found := _counted(row, words, people_words(lang))) is not None:
            return found
    return None


def _rows(text: str, words: _Words) -> list[list[re.Match[str]]]:
    rows: list[list[re.Match[str]]] = []
    found = list(words.member.finditer(text))
    if len(found) < 2:
        return []
    for before, one in pairwise([None, *found]):
        assert one is not None
        if before is not None and words.link.fullmatch(text, before.end(), one.start()):
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


def _is_joined(row: list[re.Match[str]]) -> bool:
    """ "Sólo yo, mi marido trabaja" is two sentences: somewhere in a list there is more than a comma."""
    return any(_WORD.search(one.string, one.end(), after.start()) for one, after in pairwise(row))


def _counted(row: list[re.Match[str]], words: _Words, people: PeopleWords) -> Listed | None:
    row = _without_a_verb(row)
    if len(row) < 2:
        return None
    text, start, end = row[0].string, row[0].start(), row[-1].end()
    before = text[:start]
    if words.asked.search(before):
        return None
    speaks = any(one["me"] or one["both"] for one in row)
    if not speaks and not any(one["kin"] or one["bare"] for one in row):
        return None
    begins = words.begins.search(before) is not None
    comes_too = words.comes_too.search(before) is not None
    named = comes_too or _FOR.match(row[0].group()) or words.of_them.search(before)
    if not (speaks or begins or named):
        return None
    speaks |= NOT_I in text
    adults, children = int(not speaks and _speaker_joins(row, people, comes_too, begins)), 0
    for place, one in enumerate(row):
        if place > 1 and people.is_anybody(one["noun"]) and int(one["count"]) == adults + children:
            end = row[place - 1].end()
            break  # "four bridesmaids and three best men, seven people"
        grown, young = _heads_of(one, people)
        if one["them"] and not _has_a_spouse(row, place, people):
            grown, young = _stands_for(before, words, people)
        if one["count"] and place and _told_again(row[place - 1], one):
            adults, children = (adults, children - 2) if young else (adults - 2, children)
        if young and _has_a_spouse(row, place, people):
            grown, young = young, 0
        adults, children = adults + grown, children + young
    total = int(row[0]["count"] or 0)
    told_again = not _WORD.search(text, row[0].end(), row[1].start())
    if len(row) > 2 and told_again and total * 2 == adults + children:
        adults -= total  # "two of us, my wife and I"
    named_before = any(one["them"] for one in row)
    return Listed((start, end), adults, children, named_before) if adults else None


def _without_a_verb(row: list[re.Match[str]]) -> list[re.Match[str]]:
    """ "2 adults and 3 kids, I had put 2": what begins the next clause is none of the list."""
    last, text = row[-1], row[-1].string
    if last["me"] and any(one["me"] for one in row[:-1]):
        return row[:-1]
    if not (last["me"] or last["them"]) or not _GOES_ON.match(text, last.end()):
        return row
    return row[:-1] if text[row[-2].end() : last.start()].strip() == "," else row


def _stands_for(before: str, words: _Words, people: PeopleWords) -> tuple[int, int]:
    """Whom "she" was said of: the last of whom the text before told alone."""
    told = [one for one in re.finditer(words.named, before) if not people.is_plural(one.group())]
    young = told and people.is_child(told[-1].group()) and not how_many_grown(told[-1])
    return (0, 1) if young else (1, 0)


def _told_again(before: re.Match[str], one: re.Match[str]) -> bool:
    """ "The boys, three boys"."""
    return bool(before["kin"] and not before["number"] and before["kin"] == one["noun"])


def _speaker_joins(row: list[re.Match[str]], people: PeopleWords, comes_too: bool, begins: bool) -> bool:
    """ "Vamos mis dos hijos y mi suegra", and "my wife and the kids" without another word."""
    ours = [one["kin"] for one in row if one["kin"] and _OURS.match(one.group())]
    if comes_too:
        return bool(ours)
    return begins and any(people.is_partner(kin) for kin in ours)


def _heads_of(one: re.Match[str], people: PeopleWords) -> tuple[int, int]:
    """Adults and children of one member."""
    if one["me"] or one["them"]:
        return 1, 0
    if one["both"] or one["couple"]:
        return 2, 0
    noun = one["kin"] or one["noun"] or one["bare"]
    told = one["number"] or one["count"]
    age = int(one["age"] or one["bare_age"] or 0)
    grown = bool(one["grown"] or one["grown_too"] or age > 17)
    several = people.is_pair(noun) or (people.is_plural(noun) and people.is_child(noun))
    number = int(told or 1 + several)
    young = number == 1 and 0 < age < 18 and _AGED_AS_EVER.match(noun) is not None
    if young or (people.is_child(noun) and not grown):
        return 0, number
    return number, 0


def _has_a_spouse(row: list[re.Match[str]], place: int, people: PeopleWords) -> bool:
    """ "My daughter and her husband", "my daughter and my son-in-law": she is as grown up as he is."""
    if is_of_age(row[place]["kin"] or "", row[0].string, row[place].end("kin")):
        return True
    after = row[place + 1] if place + 1 < len(row) else None
    return (
        after is not None
        and after["kin"] is not None
        and people.is_partner(after["kin"])
        and re.match(r"(?:his|her|su|o|a|el|la|the) ", after.group()) is not None
    )
