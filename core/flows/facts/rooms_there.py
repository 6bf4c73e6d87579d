"""Which rooms the hotel has: all of them by name and for how many, and a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Fact, Subject
from core.domain.memory import Asked
from core.domain.outgoing import Menu, Option, Section
from core.flows.facts import telling
from core.flows.flow import tap_id
from core.flows.turn import Answer
from core.services import selling
from core.services.knowledge import in_language
from core.services.scenes import Scene
from core.services.selling import RoomType

_MOST_ROWS: Final = 10


def all_of_them(session: Session, scene: Scene) -> Answer | None:
    """What is sold. In the middle of something its own question follows; else each may be asked about."""
    kinds = list(selling.room_types(session))
    if not kinds:
        return None
    said = scene.say("fact.rooms_there", rooms="\n".join(_line(scene, kind) for kind in kinds))
    facts = tuple(f"room_types:{kind.slug}" for kind in kinds)
    written = (scene.knowledge.fact(Subject.ROOM, kind.slug) for kind in kinds)
    known = [fact for fact in written if fact is not None]
    if scene.memory.flow is not None or not known:
        return Answer("ask_room", said, facts=facts)
    menu, asked = to_choose(scene, known, f"{said}\n\n{scene.say('fact.rooms_more')}")
    return Answer("ask_room", shows=(menu,), asked=asked, facts=facts)


def each_of_them(session: Session, scene: Scene) -> Answer | None:
    """ "What's the difference between your rooms?": what is written of each that is sold, one after the other."""
    sold = [scene.knowledge.fact(Subject.ROOM, kind.slug) for kind in selling.room_types(session)]
    facts = [fact for fact in sold if fact is not None]
    if not 1 < len(facts) <= _MOST_ROWS:
        return all_of_them(session, scene)
    told = "\n\n".join(telling.fact(session, scene, fact) for fact in facts)
    return Answer("ask_room", told, facts=telling.names_of(facts))


def to_choose(scene: Scene, rooms: Sequence[Fact], body: str) -> tuple[Menu, Asked]:
    options = tuple(
        Option(tap_id("faq", "room", fact.topic), room_name(scene, fact)) for fact in rooms[:_MOST_ROWS]
    )
    return Menu(body, scene.say("button.rooms"), (Section("", options),)), Asked.among(options)


def room_name(scene: Scene, fact: Fact) -> str:
    found = in_language(fact.names, scene.language, scene.hotel.language)
    return found[0] if found is not None else fact.topic.replace("-", " ").capitalize()[:24]


def _line(scene: Scene, kind: RoomType) -> str:
    room = kind.name(scene.language)
    if kind.capacity == 1:
        return scene.say("fact.room_for_one", room=room)
    return scene.say("fact.room_for", room=room, count=str(kind.capacity))
