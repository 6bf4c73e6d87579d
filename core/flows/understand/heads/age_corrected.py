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
_IS: Final = (
    r"(?:is|are|'?s|turned|turns|will be|tiene|cumplio|cumple|es|es de|tem|fez|faz|completou)"
    r"(?: (?:now|actually|really|already|ya|ahora|en realidad|agora|ja|na verdade|de))*"
)
_NO: Final = r",? ?(?:(?:and|y|e) )?(?:not|no|nao|instead of|en vez de|em vez de)(?: (?:de|tiene|tem))?"
_CORRECTED: Final = re.compile(
    rf"\b{_IS} (?P<age>\d{{1,2}}){_YEARS}{_NO} (?P<was>\d{{1,2}})\b(?! ?(?:noch|night|noit|hs|:))"
    rf"|\b(?:no|nao|not|isn'?t) (?:tiene|tem|is )?(?: ?de)? ?(?P<was_first>\d{{1,2}}){_YEARS}"
    rf"[,;]? (?:sino|but|mas|tiene|tem|is|{_IS}) ?(?P<age_then>\d{{1,2}})\b(?! ?(?:noch|night|noit|hs|:))"
)


def with_the_age_corrected(known: Party, meant: Understanding) -> Understanding:
    """Only where one of them was told to be as old as it is said not to be."""
    plain = normalise(meant.text) if known.child_ages else ""
    if not says_any(plain, _LOOK):
        return meant
    found = _CORRECTED.search(numbered(plain, meant.language.spoken))
    if found is None:
        return meant
    was, age = int(found["was"] or found["was_first"]), int(found["age"] or found["age_then"])
    ages = list(known.child_ages)
    if was not in ages or age >= OF_AGE:
        return meant
    ages[ages.index(was)] = age
    entities = replace(meant.entities, adults=None, people=None, children=None, child_ages=())
    return replace(meant, entities=entities, party=replace(known, child_ages=tuple(ages)), changes=())
