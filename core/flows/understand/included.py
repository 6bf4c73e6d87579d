"""What is asked twice of one thing: breakfast, at what time it is and what it includes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.flows.understand.intents.deciding import Guess
from core.flows.understand.reading import Understanding

_CLEAR: Final = 0.85
_INCLUDED: Final = re.compile(
    r"(?i)\b(?:inclu[yi]\w*|inclus[oa]|included?|viene|trae|consiste|gratis|free|serv\w+|what'?s in)\b"
)


def with_what_is_included(meant: Understanding) -> Understanding:
    """ "Breakfast: at what time, and what does it include?" asks twice of one thing."""
    if meant.names & {"ask_amenity"} or "ask_hours" not in meant.names or not meant.entities.amenities:
        return meant
    if not _INCLUDED.search(meant.text):
        return meant
    return replace(meant, intents=(*meant.intents, Guess("ask_amenity", _CLEAR)))
