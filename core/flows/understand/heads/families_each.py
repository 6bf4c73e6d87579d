"""Several families who come together: "each 2 adults and 2 kids", "two families of four", "un cuarto por familia"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.flows.understand.heads.room_by_room import ROOM
from core.flows.understand.reading import Understanding

_WATCHED: Final = "famil"
_SO_MANY: Final = re.compile(r"\b(?P<number>[2-4]) famil(?:ias|ies)\b")
_OF_SO_MANY: Final = re.compile(
    r"\b[2-4] famil(?:ias|ies) (?:de|of) (?P<heads>[2-8])\b(?! ?(?:de |of )?(?:noches?|nights?|noites?|dias?|days?))"
)
_EACH_IS: Final = re.compile(
    r"\b(?:cada (?:una|familia|uma)|each(?: family| one| of (?:them|us))?)"
    r"(?: (?:tiene|tem|has|is|are|son|somos|sao|con|com|with|de|of))* ?[:,]? (?P<adults>[1-6]) adult\w*"
    r"(?: ?(?:y|e|and|con|com|with|,|[+]) (?P<children>[1-6]) [a-z]+)?"
)
_A_ROOM_EACH: Final = re.compile(
    rf"\b(?:una?|1|one|um|a)(?: {ROOM})? (?:para|pra|por|for|per) (?:cada |each )?(?:familia|family)\b"
    rf"|\b(?:una?|1|one|um|uma|a) {ROOM} (?:(?:para|pra|por|for|per) )?(?:cada (?:un[ao]|uma)|cada|each)\b"
    rf"|\beach (?:family )?(?:in |with |has |wants |needs |wanting )?(?:(?:its|their|an?) )?(?:own )?{ROOM}\b"
    rf"|\bcada (?:una|familia|uma) (?:en |con |em |com |no |na )?(?:su|sua|seu|la suya)\b"
)
_ITS_SORT: Final = "family"


def with_families_counted(meant: Understanding, plain: str) -> Understanding:
    """Everybody of all of them, and a room for each where that is said; of their ages only what was told."""
    found = _SO_MANY.search(plain) if _WATCHED in plain else None
    if found is None:
        return meant
    families, said = int(found["number"]), meant.entities
    young = max(said.children or 0, len(said.child_ages))
    if (each := _EACH_IS.search(plain)) is not None:
        children = families * int(each["children"] or 0)
        said = replace(said, adults=families * int(each["adults"]), children=children or said.children)
    elif (of_so_many := _OF_SO_MANY.search(plain)) is not None:
        heads = families * int(of_so_many["heads"])
        said = replace(said, adults=heads - young) if families <= heads - young else said
    if _A_ROOM_EACH.search(plain) is not None and families <= (said.adults or families):
        sorts = tuple(sort for sort in said.room_types if sort != _ITS_SORT)
        said = replace(said, rooms=families, room_types=sorts)
    if said is meant.entities:
        return meant
    heads = (said.adults or 0) + (said.children or 0)
    return replace(meant, entities=replace(said, people=heads if said.adults else said.people))
