"""How old the children are: told of those of whom the conversation knows, one by one or of all in a breath."""

from __future__ import annotations

import re
from typing import Final

from core.domain.memory import Memory, Party
from core.flows.understand import Understanding
from core.flows.understand.entities.people_words import names_children
from core.flows.understand.entities.whole_years import is_of_each
from core.flows.understand.text import normalise, numbered

_A_BREATH: Final = 14
_LATELY: Final = 6
_TWINS: Final = re.compile(
    r"\b(?:twins|twin (?:boys|girls)|mellizos|mellizas|gemelos|gemelas|gemeos|gemeas)\b(?! (?:bed|room))"
)

# "She's 9", "tienen 4 y 7": so old is somebody told of before.
_SO_OLD: Final = re.compile(
    r"\W*(?:(?:and|y|e|oh|ah|also|ok)[ ,]+)*"
    r"(?:(?:she|he|they|both)(?:'?s|'?re| is| are| r)|my (?:son|daughter|kid|baby)(?:'?s| is)"
    r"|(?:(?:el|ella|ele|ela|eles|elas|ellos|ellas|(?:el|la|o|a) (?:nen[ea]|chic[oa]|menin[oa])) )?"
    r"(?:tiene|tienen|tem)) (?:only |just |solo |so )?\d{1,2}(?:(?:,| and| y| e)+ \d{1,2})*"
    r"(?: ?-?(?:years?|yrs?|yo|anos?|anitos?|months?|meses))?(?:[ -]old)?\W*"
)

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
    was = memory.before.party if memory.before is not None else None
    told = was.child_ages if was is not None else ()
    everybody = _ALL_COME.fullmatch(plain)
    if everybody is not None and len(told) > 1 and int(everybody["all"] or len(told)) == len(told):
        return ", ".join(map(str, told))
    found = _LIST_OF_ALL.search(plain)
    if found is None or int(found["all"] or 2) != len(re.findall(r"\d+", found["ages"])):
        return words
    return plain.replace(found.group(), found["ages"], 1)


def are_told(known: Party, words: str, lang: str) -> bool:
    """Whatever was asked: the ages that are missing are what such words tell."""
    missing = (known.children or 0) > len(known.child_ages)
    return missing and _SO_OLD.fullmatch(numbered(normalise(words), lang)) is not None


def speaks_of_twins(memory: Memory) -> bool:
    """They are as old as each other, whenever that is told."""
    return any(_TWINS.search(normalise(words)) for words in memory.recent[-_LATELY:])


def counts_nobody(known: Party, meant: Understanding) -> bool:
    """ "They're 18 months" counts nobody: it is of the children told of before."""
    said = meant.entities
    of_them = 0 < len(said.child_ages) == said.children and said.children < (known.children or 0)
    return of_them and not names_children(normalise(meant.text), meant.language.spoken)


def told(known: Party, meant: Understanding, twins: bool) -> tuple[int, ...]:
    """Ages told belong to the children told with them: another number of children makes the old ones void."""
    said = meant.entities
    if said.child_ages:
        asked_of = known.children if said.children is None else said.children
        if (
            len(said.child_ages) == 1
            and (asked_of or 0) > 1
            and (_is_of_each(meant) or (twins and asked_of == 2))
        ):
            return said.child_ages * (asked_of or 1)
        one_by_one = (
            known.child_ages and len(known.child_ages) + len(said.child_ages) == asked_of == known.children
        )
        return (*known.child_ages, *said.child_ages) if one_by_one else said.child_ages
    changed = said.children is not None and said.children != known.children
    return () if changed else known.child_ages


def _is_of_each(meant: Understanding) -> bool:
    """ "They're 18 months old" of two: said in a breath, it is of both."""
    plain = normalise(meant.text)
    return len(plain.split()) <= _A_BREATH and is_of_each(plain)
