"""What somebody cannot have, or wants in the room, and which way a car goes, is called as they said it."""

from __future__ import annotations

import re
from typing import Final

from core.flows.facts import arriving, telling
from core.flows.understand.days import a_day_of_theirs
from core.flows.understand.text import normalise
from core.flows.understand.wishes import for_the_room, named_barely, stay_wishes, which_way
from core.flows.understand.wishes.needs import IN_THEIR_WORDS, by_a_name
from core.services.scenes import Scene

FEAST: Final = "celebration"
_DIET: Final = "diet"
_CALLED: Final = {"ezeiza": "Ezeiza", "eze": "Ezeiza", "aeroparque": "Aeroparque", "aep": "Aeroparque"}
_ORDINALS: Final = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
# "Allergic to peanuts, and is there milk without lactose?": milk is what may be eaten.
_ASKS_FOR_FOOD: Final = re.compile(
    r"[,.;?!] *(?:(?:y|e|and|tambien|tambem|also) )?(?:hay|tienen|tenes|(?:voces |vcs )?tem|do you"
    r"|is there|are there"
    r"|can you)\b"
)


def by_its_words(scene: Scene, kind: str, name: str, wish: stay_wishes.StayWish) -> str:
    """ "An allergy" helps nobody who cooks, and "something" nobody who buys flowers."""
    if kind == FEAST:
        day = a_day_of_theirs.kept(wish.sentence)
        return f"{name} ({day_of_it(scene, scene.language, day)})" if day is not None else name
    if kind == for_the_room.KIND:
        things = for_the_room.things(wish.sentence)
        return scene.list_of(list(things)) if things else name
    if kind in IN_THEIR_WORDS:
        told = scene.list_of([by_a_name(one) for one in stay_wishes.things(kind, wish.sentence)])
        return (f"{name} ({told})" if kind == _DIET else told) if told else name
    name = wish.words if " " in wish.words else name
    told = _ASKS_FOR_FOOD.split(normalise(wish.sentence))[0]
    foods = [one for one in named_barely.foods(told) if one not in normalise(name)]
    return f"{name} ({', '.join(foods)})" if foods else name


def trip(scene: Scene, words: str) -> str:
    """From where or to where the car goes, the day and the hour, as far as told; nothing where no way was."""
    told = which_way.read(words)
    if told.way is None:
        return ""
    named = _CALLED.get(told.place)
    if named is None and told.way is which_way.Way.FROM:
        name = scene.say("noted.trip_from_airport")
    else:
        name = scene.say(f"noted.trip_{told.way}", place=named or scene.say("noted.airport"))
    hour = arriving.hour_told(words, scene.language)
    when = [day_of_it(scene, scene.language, told.day)] if told.day is not None else []
    when += [telling.hour(scene, hour)] if hour is not None else []
    return f"{name} ({', '.join(when)})" if when else name


def day_of_it(scene: Scene, language: str, number: int) -> str:
    return scene.voice.say(language, "noted.trip_day", day=ordinal(language, number))


def ordinal(language: str, number: int) -> str:
    return f"{number}{_ORDINALS.get(number, 'th')}" if language == "en" else str(number)
