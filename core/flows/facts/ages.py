"""How old the children are: told of those of whom the conversation knows, one by one or of all in a breath."""

from __future__ import annotations

import re
from typing import Final

from core.domain.memory import Memory, Party
from core.flows.understand.text import normalise, numbered

# "She's 9", "tienen 4 y 7": so old is somebody told of before.
_SO_OLD: Final = re.compile(
    r"\W*(?:(?:and|y|e|oh|ah|also|ok)[ ,]+)*"
    r"(?:(?:she|he|they|both)(?:'?s|'?re| is| are| r)|my (?:son|daughter|kid|baby)(?:'?s| is)"
    r"|(?:(?:el|ella|ele|ela|eles|elas|ellos|ellas|(?:el|la|o|a) (?:nen[ea]|chic[oa]|menin[oa])) )?"
    r"(?:tiene|tienen|tem)) (?:only |just |solo |so )?\d{1,2}(?:(?:,| and| y| e)+ \d{1,2})*"
    r"(?: ?-?(?:years?|yrs?|yo|anos?|anitos?|months?|meses))?(?:[ -]old)?\W*"
)

# "2, 6 y 9 añitos", "2 anos 6 anos e 9 anos".
_YEARS: Final = r"(?: ?(?:anos?|anitos?|aninhos?|years?(?: old)?|yrs|yo)\b)"
_LISTED: Final = re.compile(
    rf"(?<![\d/])(?P<ages>\d{{1,2}}{_YEARS}?(?:(?: ?,| y| e| and)* \d{{1,2}}{_YEARS}?)+)(?<=[a-z]){_YEARS}?"
)
_TOLD_ALREADY: Final = re.compile(
    r"\b(?:ya (?:te |le |les |lo )?dij\w+|ja (?:te )?(?:falei|disse)|(?:i|we) (?:already )?(?:said|told you))"
    r"(?: que)?\W*$"
)
_A_PAIR: Final = 2
_OLDEST_CHILD: Final = 17
_LIST: Final = r"(?P<ages>\d{1,2}(?:(?: ?,| y| e| and) \d{1,2})+)(?: (?:anos?|anitos|years?)(?: old)?)?"
_ALL: Final = r"(?:(?:l[oa]s |[oa]s |todos? |all )?(?P<all>[2-6])|ambos|ambas|both(?: of them)?|all of them)"
_LIST_OF_ALL: Final = re.compile(rf"\b{_LIST}(?:,? |, ){_ALL}\b(?! (?:de|noches?|nights?|noites?|adult))")
_ALL_COME: Final = re.compile(
    rf"\W*(?:(?:si|no|pero|ya te dije|te dije|yes|but|sim|mas|que)[ ,]+)*(?:(?:vienen|van|vem|vao|son) )?{_ALL}"
    r"(?: (?:vienen|van|come|are coming|vem|vao|chic[oa]s|nen[ea]s|kids|criancas))?\W*"
)


def of_all(memory: Memory, words: str, lang: str) -> str:
    """ "6 and 11, both of them": so many were asked after, and the number is no age of its own.

    "Both are coming" to the question who of them does is as old as they were.
    """
    plain = numbered(normalise(words), lang)
    if (each := _one_each(memory.party, plain)) is not None:
        return each
    was = memory.before.party if memory.before is not None else None
    told = was.child_ages if was is not None else ()
    everybody = _ALL_COME.fullmatch(plain)
    if everybody is not None and len(told) > 1 and int(everybody["all"] or len(told)) == len(told):
        return ", ".join(map(str, told))
    found = _LIST_OF_ALL.search(plain)
    if found is None or int(found["all"] or 2) != len(re.findall(r"\d+", found["ages"])):
        return words
    return plain.replace(found.group(), found["ages"], 1)


def _one_each(known: Party, plain: str) -> str | None:
    """ "2, 6 and 9 years" of three children: the two is no number of them."""
    found = _LISTED.search(plain) if (known.children or 0) > _A_PAIR else None
    ages = re.findall(r"\d+", found["ages"]) if found is not None else []
    if found is None or len(ages) != known.children or max(map(int, ages)) > _OLDEST_CHILD:
        return None
    year = " years" if "year" in found.group() else " anos"
    each = ", ".join(f"{age}{year}" for age in ages)
    before = _TOLD_ALREADY.sub("", plain[: found.start()])
    return f"{before}{each}{plain[found.end() :]}"


def are_told(known: Party, words: str, lang: str) -> bool:
    """Whatever was asked: the ages that are missing are what such words tell."""
    missing = (known.children or 0) > len(known.child_ages)
    return missing and _SO_OLD.fullmatch(numbered(normalise(words), lang)) is not None
