"""Several words that are one person: "a boy of 4", "the youngest", "one of my friends", "my friend Sofi"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.domain.joining import OF_AGE, Those
from core.flows.understand.joining.line import PRONOUNS, Line, Person, at_their_places

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


def with_ages(line: Line) -> Line:
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
        if inside[1].word in PRONOUNS:
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
    return at_their_places(
        [*before, (folded.sign, replace(folded, word=word)), *after], line.plain
    ), start + 1


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
    others = [one for one in inside if one.sign in "ACPQ" and one.word not in PRONOUNS]
    young = tuple(age for age in ages if age is not None and 0 <= age < OF_AGE)
    counted = sum(one.who.children + one.who.adults + one.who.named for one in others)
    if found.re is _OLD and not _SAYS_OLD.search(words):
        return None
    if not young or len(young) != len(ages) or (others and counted not in (0, len(ages))):
        return None
    name = others[0].called if len(others) == len(young) == 1 else ""
    return Person("C" if others else "G", Those(children=len(young), ages=young), found.group(), called=name)
