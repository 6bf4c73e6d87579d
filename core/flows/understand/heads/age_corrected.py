""" "One of the kids is now 10, not 9": of the children told before one is older; everybody else stays as they were."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.joining import OF_AGE
from core.domain.memory import Party
from core.flows.understand.reading import Understanding
from core.flows.understand.text import normalise, numbered, says_any

_LOOK: Final = (" not ", " no ", " nao ", "sino", "instead of", "en vez de", "em vez de")
_YEARS: Final = r"(?: ?(?:anos?|years?(?: old)?|yrs?|yo))?"
_NO_HEADS: Final = (
    r"(?! ?(?:noch|night|noit|hs|:|adult|person|people|pax|guest|huesp|hosp|pess|room|habit|quart|kid|child|nen|nin"
    r"|chic|hij|filh|crianc|menor))"
)
_IS: Final = (
    r"(?:is|are|'?s|turned|turns|will be|tiene|cumplio|cumple|es|es de|tem|fez|faz|completou)"
    r"(?: (?:now|actually|really|already|ya|ahora|en realidad|agora|ja|na verdade|de))*"
)
_NO: Final = r",? ?(?:(?:and|y|e) )?(?:not|no|nao|instead of|en vez de|em vez de)(?: (?:de|tiene|tem))?"
_CORRECTED: Final = re.compile(
    rf"\b{_IS} (?P<age>\d{{1,2}}){_YEARS}{_NO} (?P<was>\d{{1,2}})\b{_NO_HEADS}"
    rf"|\b(?:no|nao|not|isn'?t) (?:tiene|tem|is )?(?: ?de)? ?(?P<was_first>\d{{1,2}}){_YEARS}"
    rf"[,;]? (?:sino|but|mas|tiene|tem|is|{_IS}) ?(?P<age_then>\d{{1,2}})\b{_NO_HEADS}"
)
# "We are 4, not 3", "check-in is 10, not 3": only a child or years make an age of it.
_CLAUSE: Final = re.compile(r"[^,.;!?\n]*$")
_OF_YEARS: Final = re.compile(
    r"\d ?(?:anos?|years?|yrs?|yo)\b|\b(?:turn(?:ed|s)|cumpl\w+|completou|edad|idade|age)\b"
)
_OF_A_CHILD: Final = re.compile(
    r"\b(?:kids?|child(?:ren)?|sons?|daughters?|boys?|girls?|toddlers?|bab(?:y|ies)|bebes?|nen[aei]\w*|nin[oa]s?|chic\w+"
    r"|chiqui\w+|hij\w+|filh\w+|crianc\w+|menin[oa]s?|menor(?:es)?|peque\w+|guri\w*|niet[oa]s?|net[oa]s?|grand\w+"
    r"|s?he|el|ella|el[ea]|young\w*|old(?:er|est)|little|mayor|mais (?:nov|velh)[oa]|cacul[ao]|pib[ei]\w*)\b"
)
_OTHER_THINGS: Final = re.compile(
    r"\b(?:we|somos|rooms?|habitacion\w*|quartos?|check|arriv\w+|lleg\w+|cheg\w+|sal\w+|entrada|said\w+|nights?"
    r"|noches?|noites?|familiar|cabana|triple|doble|price|precio|preco|hor\w+|time)\b"
)
_NOBODY: Final = re.compile(r"(?:y|e|no|nao|uh|ah|and|perdon|ya|ja|en realidad|na verdade|que| )*")
_HAS: Final = ("tiene", "tem", "fez", "faz")


def with_the_age_corrected(known: Party, meant: Understanding) -> Understanding:
    """Only where one of them was told to be as old as it is said not to be."""
    plain = normalise(meant.text) if known.child_ages else ""
    if not says_any(plain, _LOOK):
        return meant
    found = _CORRECTED.search(numbered(plain, meant.language.spoken))
    if found is None or not _is_an_age(found):
        return meant
    was, age = int(found["was"] or found["was_first"]), int(found["age"] or found["age_then"])
    ages = list(known.child_ages)
    if was not in ages or age >= OF_AGE:
        return meant
    ages[ages.index(was)] = age
    entities = replace(meant.entities, adults=None, people=None, children=None, child_ages=())
    return replace(meant, entities=entities, party=replace(known, child_ages=tuple(ages)), changes=())


def _is_an_age(found: re.Match[str]) -> bool:
    before = _CLAUSE.search(found.string[: found.start()])
    subject = before[0] if before is not None else ""
    if _OTHER_THINGS.search(subject):
        return False
    if _OF_YEARS.search(found.string[found.start() : found.end() + len(" years")]) or _OF_A_CHILD.search(
        subject
    ):
        return True
    return _NOBODY.fullmatch(subject) is not None and found[0].startswith(_HAS)
