"""Among children told with all their ages those who are of age: "3 girls, 15, 16 and 18" are two, and an adult more."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.flows.understand.entities.tally import People

_AMONG: Final = re.compile(
    r"\b(?:(?P<number>[2-9]) )?(?P<whose>boys|girls|kids|children|sons|daughters|nen[ea]s|nin[oa]s|chic[oa]s|hij[oa]s"
    r"|filh[oa]s|menin[oa]s|criancas|niet[oa]s|net[oa]s|grandchildren|grandkids|teenagers|teens|adolescentes)"
    r"(?: with me| conmigo| comigo)?(?:,| \(|:)*(?P<aged> de| aged| of| com| con)? ?"
    r"(?P<ages>\d{1,2}(?:(?:, ?(?:y |e |and )?| y | e | and | & | )\d{1,2})+)\b"
    r"(?! ?(?:[/\d:-]|al? |to |ate |till? |until |noches?|noites?|nights?|d[aei] |of |[a-z]{3,9}ber|dec|jan|feb))"
)
_OF_AGE: Final = 18
_OLD: Final = 35


def with_those_of_age(text: str, found: People) -> People:
    """Of children told with all their ages, whoever is of age is one more adult, and no child."""
    told = _AMONG.search(text) if found.children else None
    if told is None:
        return found
    ages = [int(one) for one in re.findall(r"\d+", told["ages"])]
    small = tuple(age for age in ages if age < _OF_AGE)
    days = not small and told["aged"] is None
    if len(small) == len(ages) or max(ages) > _OLD or days or len(ages) != int(told["number"] or len(ages)):
        return found
    if found.children not in (len(ages), len(small)):
        return found
    adults = (found.adults or 0) + len(ages) - len(small)
    return replace(found, adults=adults, children=len(small), child_ages=small, people=adults + len(small))
