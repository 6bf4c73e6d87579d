"""What a room of a named type has: told from that type's own amenities, and honestly where nobody wrote it down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Fact, Subject
from core.domain.topics import ROOM_AMENITIES
from core.flows.facts import finer, matters, sights, spoken_of, telling
from core.flows.facts.room_names import are_compared, compared, slugs_told_apart, written_of
from core.flows.turn import Answer
from core.flows.understand.text import normalise
from core.services import paying, room_amenities, selling, showing
from core.services.scenes import Scene
from core.services.selling import RoomType

_BOOKING: Final = "booking"
_ANY_ROOM: Final = re.compile(
    r"\b(?:any|some|which|other|another|algun\w*|que|cual\w*|otr[ao]s?|algum\w*|qual|quais|outr[ao]s?)"
    r" (?:of (?:the|your) )?"
    r"(?:rooms?|ones?|habitaci\w+|cuartos?|piezas?|quartos?)\b|\b(?:rooms|habitaciones|quartos|piezas)\b"
)
_SEEN: Final = frozenset({"sea_view"})


@dataclass(frozen=True)
class RoomAnswer:
    """`unknown` are the topics that are not written down of some room that was named; no words where none is.

    `lacks` is what may be told of in its own name where it is all that is not known.
    """

    words: str
    facts: tuple[str, ...]
    unknown: tuple[str, ...]
    lacks: str = ""
    of_all: tuple[str, ...] = ()
    """Topics of rooms that were looked up in all of them, for nobody named one."""


def told(session: Session, scene: Scene, words: str) -> RoomAnswer | None:
    """Nothing where no type was named or is before the guest's eyes, or nothing that a room has."""
    sounds_so = frozenset().union(*(one.not_meant for one in finer.asked(words)))
    topics = [topic for topic in matters.of_rooms(words, scene.knowledge) if topic not in sounds_so]
    seen = _seen(session, scene, words) if set(topics) <= _SEEN else None
    if not topics or (seen is not None and not seen.unknown):
        return seen
    kinds = _named(session, scene, words, topics) or _offered_with(session, scene, topics)
    kinds = kinds or _held_with(session, scene, words, topics)
    if not kinds:
        return _of_any(session, scene, words, topics)
    unknown = dict.fromkeys(topic for kind in kinds for topic in topics if topic not in kind.amenities)
    elsewhere = spoken_of.of_rooms(session, scene, kinds, unknown)
    asked = [topic for topic in topics if topic not in elsewhere]
    is_known = any(topic in kind.amenities for kind in kinds for topic in asked)
    lines = [of_topics(scene, kind, asked) for kind in kinds if is_known]
    known = RoomAnswer("\n".join(lines), tuple(f"room_types:{kind.slug}" for kind in kinds), tuple(unknown))
    return _with_what_stands_elsewhere(session, scene, known, elsewhere)


def _with_what_stands_elsewhere(
    session: Session, scene: Scene, known: RoomAnswer, elsewhere: dict[str, list[Fact]]
) -> RoomAnswer:
    """What the lists of the rooms leave open, the words about them or about the house may tell."""
    written = {(fact.subject, fact.topic): fact for facts in elsewhere.values() for fact in facts}
    lines = [known.words, *(telling.fact(session, scene, fact) for fact in written.values())]
    facts = (*known.facts, *telling.names_of(written.values()))
    unknown = tuple(topic for topic in known.unknown if topic not in elsewhere)
    return replace(known, words="\n".join(filter(None, lines)), facts=facts, unknown=unknown)


def _of_any(session: Session, scene: Scene, words: str, topics: Sequence[str]) -> RoomAnswer | None:
    """Which rooms have a desk, where none was named: what the house itself has is told by its own facts."""
    asked = [topic for topic in topics if not matters.is_told_otherwise(topic, words, scene.knowledge)]
    kinds = list(selling.room_types(session))
    having = {kind.slug: kind for topic in asked for kind in kinds if kind.amenities.get(topic)}
    if not asked:
        return None
    lines = [
        of_topics(scene, kind, [one for one in asked if one in kind.amenities]) for kind in having.values()
    ]
    unknown = [topic for topic in asked if not any(topic in kind.amenities for kind in kinds)]
    lines += [of_topics(scene, kind, asked) for kind in kinds if not having and not unknown]
    facts = tuple(f"room_types:{slug}" for slug in having)
    known = RoomAnswer("\n".join(lines), facts, tuple(unknown), of_all=tuple(asked))
    elsewhere = spoken_of.of_rooms(session, scene, (), unknown)
    return _with_what_stands_elsewhere(session, scene, known, elsewhere)


def _seen(session: Session, scene: Scene, words: str) -> RoomAnswer | None:
    """Of the types that are named or offered; of all there are only where one of them is known to fit."""
    if not sights.named(words):
        return None
    named = _named(session, scene, words, ())
    near = named or ([] if sights.asked_of_all(words) else offered(session, scene))
    told = sights.of(session, scene, words, near or selling.room_types(session))
    if told is not None and told.unknown and not named:
        wider = sights.of(session, scene, words, selling.room_types(session))
        told = wider if wider is not None and not wider.unknown else told
    if told is None or (told.unknown and not near):
        return None
    return RoomAnswer(told.words, told.facts, told.unknown, next(iter(told.unknown), ""))


def offered(session: Session, scene: Scene) -> list[RoomType]:
    """What lies before the guest's eyes, or the one of it that is being talked about."""
    if scene.memory.flow != _BOOKING:
        return []
    chosen = scene.memory.data.get("shown")
    rows = showing.open_in(session, scene.conversation, chosen)
    kinds = [part.room_type for row in rows for part in showing.parts_of(session, row)]
    return sorted({kind.id: kind for kind in kinds}.values(), key=lambda kind: kind.sort)


# "What is the difference?", of the two or three that were just shown.
_FEW_TO_COMPARE: Final = 3


def compared_here(session: Session, scene: Scene, words: str) -> tuple[str, ...]:
    """The kinds that are held against each other; of what is shown a word of their own is enough."""
    kinds = {kind.slug: kind.names for kind in offered(session, scene)} if are_compared(words) else {}
    here = slugs_told_apart(words, kinds)
    if len(here) > 1:
        return here
    named = compared(words, scene.knowledge)
    few = 1 < len(kinds) <= _FEW_TO_COMPARE and not matters.rooms(words, scene.knowledge)
    return tuple(kinds) if few and not named else named


def written_for(session: Session, fact: Fact) -> frozenset[str]:
    """The rooms that a fact of the hotel names; none where it is of all of them."""
    kinds = {kind.slug: kind.names for kind in selling.room_types(session)}
    return written_of(fact.texts.values(), kinds)


def not_meant(session: Session, scene: Scene, fact: Fact) -> str:
    """ "Dogs, in the garden doubles and the cabin": who was offered another room is told so, not left to find out."""
    meant = written_for(session, fact)
    rows = showing.open_in(session, scene.conversation) if meant else []
    chosen = scene.memory.data.get("shown") if scene.memory.flow == _BOOKING else None
    rows = [row for row in rows if row.id == chosen] or rows
    shown = {part.room_type.id: part.room_type for row in rows for part in showing.parts_of(session, row)}
    others = [kind for kind in shown.values() if kind.slug not in meant]
    if not others:
        return ""
    names = [kind.name(scene.language) for kind in sorted(others, key=lambda kind: kind.sort)]
    return scene.say("room.not_meant", rooms=scene.list_of(names))


def _offered_with(session: Session, scene: Scene, topics: Sequence[str]) -> list[RoomType]:
    """ "With a balcony please": of the offered rooms, where the hotel has said nothing of the house as a whole."""
    if any(scene.knowledge.fact(Subject.AMENITY, topic) for topic in topics):
        return []
    kinds = offered(session, scene)
    return kinds if any(topic in kind.amenities for kind in kinds for topic in topics) else []


def _held_with(session: Session, scene: Scene, words: str, topics: Sequence[str]) -> list[RoomType]:
    """ "Has it a bathtub?", of the room that is held; "any room with a bathtub?" is of all of them."""
    if any(scene.knowledge.fact(Subject.AMENITY, topic) for topic in topics):
        return []
    return held(session, scene, words)


def held(session: Session, scene: Scene, words: str) -> list[RoomType]:
    """The room that is held; of any room something is asked of all of them."""
    hold = paying.open_hold(session, scene.conversation)
    if hold is None or _ANY_ROOM.search(normalise(words)):
        return []
    return [kind for kind in selling.room_types(session) if kind.id == hold.room_type_id]


def _named(session: Session, scene: Scene, words: str, topics: Sequence[str]) -> list[RoomType]:
    """Who names every type there is asks about the hotel: its own words come first, where it has written some."""
    kinds = list(selling.room_types(session))
    slugs = matters.kinds_named(words, {kind.slug: kind.names for kind in kinds})
    named = [kind for kind in kinds if kind.slug in slugs]
    everywhere = len(named) == len(kinds) > 1
    written = bool(topics) and all(scene.knowledge.fact(Subject.AMENITY, topic) for topic in topics)
    return [] if everywhere and written else named


def of_topics(scene: Scene, kind: RoomType, topics: Iterable[str]) -> str:
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


def beside(room: RoomAnswer, answer: Answer) -> Answer:
    """ "How fast is the wifi, and is there a desk?": what is written of the one, and which rooms have the other."""
    text = "\n".join(filter(None, (answer.text, room.words)))
    known, lacks = answer.known and not room.unknown, "" if room.unknown else answer.lacks
    return replace(answer, text=text, known=known, facts=(*answer.facts, *room.facts), lacks=lacks)
