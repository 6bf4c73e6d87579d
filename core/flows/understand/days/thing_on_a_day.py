"""The price of something of the house on a day, "how much is breakfast on the 28th?": no stay begins on it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.flows.understand.reading import Understanding
from core.flows.understand.stay import StayReading
from core.flows.understand.text import normalise

# The price of a stay that has it.
_WITH_IT: Final = re.compile(
    r"\b(?:con|with|com|inclu\w+|habitacion|pieza|rooms?|quarto|cuarto|noches?|nights?|noites?|estadia|stay|reserv\w+)\b"
)
_WISHES: Final = frozenset({"ask_price", "ask_amenity", "inform", "greet", "thanks"})


def without_its_day(meant: Understanding) -> Understanding:
    said, stay = meant.entities, meant.stay
    if not said.amenities or "ask_price" not in meant.names or not meant.names <= _WISHES:
        return meant
    one_day = stay.check_in is not None and not (stay.check_out or stay.nights)
    others = (said.adults, said.people, said.children, said.rooms, said.room_type)
    if not one_day or any(others) or _WITH_IT.search(normalise(meant.text)) is not None:
        return meant
    return replace(meant, stay=StayReading())
