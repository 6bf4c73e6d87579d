"""What the rooms of a type have and lack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.domain.knowledge import WrongFact
from core.domain.topics import ROOM_AMENITIES

MOST_OWN: Final = 60


def checked_amenities(said: Mapping[str, bool], own: frozenset[str]) -> dict[str, bool]:
    """What a kind of room has and what it lacks; whatever is not named nobody has written down."""
    known = {topic: has for topic, has in said.items() if topic in ROOM_AMENITIES or topic in own}
    if len(known) < len(said) or any(not isinstance(has, bool) for has in known.values()):
        raise WrongFact("what a room has is known to the house or to the hotel", "unknown_amenity")
    return known
