""" "Agregue otra simple igual", "add another double": one more room of a sort, whatever is held already."""

from __future__ import annotations

from typing import Final

from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.watching import Seldom

_ADDS: Final = Seldom(
    r"\b(?:agreg\w+|sum(?:a|ame|anos|ar|e|enos|eme)|anad\w+|add|adicion\w+|acrescent\w+)"
    r" (?:otr[oa]|una?|1|another|an?|one(?: more)?|outr[oa]|mais uma?|uma?) (?P<sort>[a-z]+)\b"
)


def adds_a_room(plain: str) -> bool:
    found = _ADDS.search(plain)
    return found is not None and bool(find_room_types(found["sort"]))
