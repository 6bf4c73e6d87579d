"""Greetings, and the three buttons that are always worth having."""

from __future__ import annotations

from dataclasses import replace

from core.domain.outgoing import Buttons, Content, Option, Text
from core.flows.flow import tap_id
from core.flows.turn import Turn
from core.services.scenes import Scene

BOOK = tap_id("menu", "book")
LOCATION = tap_id("menu", "location")
TIMES = tap_id("menu", "times")
PERSON = tap_id("menu", "person")
_BOOKING = "booking"
_TITLES = frozenset(
    {"don", "doña", "dona", "sr", "sra", "srta", "señor", "señora", "señorita", "dr", "dra", "ing", "lic", "arq",
     "prof", "mr", "mrs", "ms", "miss", "sir", "madam", "seu", "senhor", "senhora", "el", "la", "o", "a"}
)  # fmt: skip


def menu(scene: Scene, body: str) -> Buttons:
    options = (
        Option(BOOK, scene.say("wish.book")),
        Option(LOCATION, scene.say("button.location")),
        Option(PERSON, scene.say("button.person")),
    )
    return Buttons(body, options)


def greeting(scene: Scene) -> str:
    if scene.memory.greeted:
        return scene.say("greeting.again")
    return _hello(scene, "greeting.named", "greeting.first")


def introduced(scene: Scene, words: str) -> str:
    """Said before other words, where nobody has said hello yet."""
    if scene.memory.greeted:
        return words
    return f"{_hello(scene, 'greeting.plain_named', 'greeting.plain')} {words}"


def hello(scene: Scene, which: str) -> str:
    """As it stands before other words."""
    return scene.say(f"greeting.{which}", name=_first_name(scene.guest.name) or "-", hotel=scene.hotel.name)


def opened(scene: Scene, turn: Turn) -> tuple[Content, ...]:
    """Whoever is asked something back by a house that has not said a word yet hears hello first."""
    first, *more = turn.says or (None,)
    new = not scene.memory.greeted and scene.memory.said is None and turn.flow in (None, _BOOKING)
    if not new or not turn.step.startswith("asked_") or not isinstance(first, Text | Buttons):
        return turn.says
    return (replace(first, body=introduced(scene, first.body)), *more)


def _hello(scene: Scene, named: str, unnamed: str) -> str:
    first_name = _first_name(scene.guest.name)
    if first_name:
        return scene.say(named, name=first_name, hotel=scene.hotel.name)
    return scene.say(unnamed, hotel=scene.hotel.name)


def _first_name(name: str) -> str:
    """People call themselves all sorts of things: only what looks like a name is used as one."""
    own = (word for word in name.split() if word.lower().rstrip(".") not in _TITLES)
    first = next(own, "")
    return first if first.isalpha() and 2 <= len(first) <= 20 else ""
