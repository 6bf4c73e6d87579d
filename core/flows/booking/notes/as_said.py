"""What somebody cannot have, or wants in the room, is called as they said it."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise
from core.flows.understand.wishes import for_the_room, named_barely, stay_wishes
from core.flows.understand.wishes.needs import IN_THEIR_WORDS
from core.services.scenes import Scene

_DIET: Final = "diet"
# "Allergic to peanuts, and is there milk without lactose?": milk is what may be eaten.
_ASKS_FOR_FOOD: Final = re.compile(
    r"[,.;?!] *(?:(?:y|e|and|tambien|tambem|also) )?(?:hay|tienen|tenes|(?:voces |vcs )?tem|do you"
    r"|is there|are there"
    r"|can you)\b"
)


def by_its_words(scene: Scene, kind: str, name: str, wish: stay_wishes.StayWish) -> str:
    """ "An allergy" helps nobody who cooks, and "something" nobody who buys flowers."""
    if kind == for_the_room.KIND:
        things = for_the_room.things(wish.sentence)
        return scene.list_of(list(things)) if things else name
    if kind in IN_THEIR_WORDS:
        told = scene.list_of(list(stay_wishes.things(kind, wish.sentence)))
        return (f"{name} ({told})" if kind == _DIET else told) if told else name
    name = wish.words if " " in wish.words else name
    told = _ASKS_FOR_FOOD.split(normalise(wish.sentence))[0]
    foods = [one for one in named_barely.foods(told) if one not in normalise(name)]
    return f"{name} ({', '.join(foods)})" if foods else name
