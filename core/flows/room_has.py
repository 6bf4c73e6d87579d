"""What a room of a named type has: told from that type's own amenities, and honestly where nobody wrote it down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.domain.topics import ROOM_AMENITIES
from core.flows import matters
from core.services import room_amenities, selling
from core.services.scenes import Scene
from core.services.selling import RoomType


@dataclass(frozen=True)
class RoomAnswer:
    """`unknown` are the topics that are not written down of some room that was named; no words where none is."""

    words: str
    facts: tuple[str, ...]
    unknown: tuple[str, ...]


def told(session: Session, scene: Scene, words: str) -> RoomAnswer | None:
    """Nothing where no type was named, or nothing that a room has."""
    topics = matters.of_rooms(words, scene.knowledge)
    if not topics:
        return None
    kinds = _named(session, scene, words, topics)
    if not kinds:
        return None
    is_known = any(topic in kind.amenities for kind in kinds for topic in topics)
    lines = [_of(scene, kind, topics) for kind in kinds if is_known]
    unknown = dict.fromkeys(topic for kind in kinds for topic in topics if topic not in kind.amenities)
    return RoomAnswer("\n".join(lines), tuple(f"room_types:{kind.slug}" for kind in kinds), tuple(unknown))


def _named(session: Session, scene: Scene, words: str, topics: Sequence[str]) -> list[RoomType]:
    """Who names every type there is asks about the hotel: its own words come first, where it has written some."""
    kinds = list(selling.room_types(session))
    slugs = matters.kinds_named(words, {kind.slug: kind.names for kind in kinds})
    named = [kind for kind in kinds if kind.slug in slugs]
    everywhere = len(named) == len(kinds) > 1
    written = all(scene.knowledge.fact(Subject.AMENITY, topic) for topic in topics)
    return [] if everywhere and written else named


def _of(scene: Scene, kind: RoomType, topics: Iterable[str]) -> str:
    """ "Doble al río: sí, tiene aire acondicionado. No tiene bañera." """
    names = {topic: room_amenities.named(scene, scene.knowledge, topic) for topic in topics}
    has = [name for topic, name in names.items() if kind.amenities.get(topic) is True]
    lacks = [name for topic, name in names.items() if kind.amenities.get(topic) is False]
    unknown = [name for topic, name in names.items() if topic not in kind.amenities]
    room, said = kind.name(scene.language), []
    if has:
        said.append(scene.say("room.has", room=room, what=scene.list_of(has)))
    if lacks:
        said.append(
            scene.say(
                "room.also_lacks" if said else "room.lacks", room=room, what=_joined(scene, "room.nor", lacks)
            )
        )
    if unknown:
        key = "room.also_unknown" if said else "room.unknown"
        said.append(scene.say(key, room=room, what=_joined(scene, "room.or", unknown)))
    return " ".join(said)


def _joined(scene: Scene, key: str, names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return scene.say(key, before=", ".join(names[:-1]), last=names[-1])


def is_of_rooms(scene: Scene, topic: str) -> bool:
    return topic in ROOM_AMENITIES or scene.knowledge.fact(Subject.ROOM_AMENITY, topic) is not None
