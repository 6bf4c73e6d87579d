"""In whose name the stay is: asked only where nobody has said it, by words or by the name the channel shows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.memory import About, Asked
from core.domain.outgoing import Text
from core.flows.booking.asking import going
from core.flows.booking.progress import Progress, Step
from core.flows.booking.wanted import Wanted
from core.flows.turn import Turn
from core.services.scenes import Scene
from core.services.showing import QuoteShown

_LONGEST: Final = 80
_LAUGHING: Final = re.compile(
    r"(?:(?:ja|je|ji|ha|he|kk|rs)+[jhkrs]*|lol|xd|ok|oka?y|dale|bueno|hola|hey|oi)[\s!.]*"
)
_WORD: Final = re.compile(r"[^\W\d_][\w'’.-]*")


def known(scene: Scene) -> str:
    """The name given in words, else the channel's where it looks like a person's."""
    given = scene.memory.name or ""
    return given or (scene.guest.name if is_a_name(scene.guest.name) else "")


def is_a_name(words: str) -> bool:
    """People call themselves all sorts of things: two words of letters at least."""
    parts = words.split()
    return 2 <= len(parts) <= 6 and all(_WORD.fullmatch(part) for part in parts) and len(words) <= _LONGEST


def ask_if_unknown(scene: Scene, wanted: Wanted, row: QuoteShown) -> Turn | None:
    if known(scene):
        return None
    progress = Progress(Step.NAME, shown=row.id, apart=wanted.apart)
    return going(progress, wanted, Text(scene.say("booking.ask_name")), Asked(About.NAME), "asked_name")


def heard(words: str, named: str | None) -> str | None:
    """What stands after "in whose name?": a name and nothing that is plainly something else."""
    if named:
        return named
    if _LAUGHING.fullmatch(words.strip().lower()):
        return None
    plain = " ".join(words.split()).strip(" .!,")
    parts = plain.split()
    fits = 1 <= len(parts) <= 5 and all(_WORD.fullmatch(part) for part in parts) and len(plain) <= _LONGEST
    return " ".join(part[:1].upper() + part[1:] for part in parts) if fits else None


def note(scene: Scene) -> str:
    """Somebody else's name than the guest's stands on the booking, for whoever receives them."""
    name = scene.memory.name
    if not name or name.lower() == scene.guest.name.lower():
        return ""
    return scene.voice.say(scene.hotel.language, "booking.in_the_name_of", name=name)


# Said instead of a name; "no" and "yes" are names of nobody.
NO_NAMES: Final = frozenset(
    {"yes", "no", "human", "ask_price", "ask_availability", "ask_payment", "ask_amenity", "ask_hours", "ask_location",
     "ask_policy", "ask_room", "ask_photos", "thanks", "greet", "complaint", "modify_booking"}
)  # fmt: skip


def called(scene: Scene, name: str) -> Scene:
    return replace(scene, memory=replace(scene.memory, name=name))


def remembering(turn: Turn, name: str) -> Turn:
    return replace(turn, memory={**turn.memory, "name": name})
