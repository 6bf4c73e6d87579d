"""What the hotel wrote of a thing while it wrote of something else: high chairs among the rules for children, a desk in
the words about a room. Whoever asks is told that text, before it is said that nobody knows."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from core.base.kept import table
from core.domain.knowledge import Fact, Subject
from core.flows.facts import matters
from core.flows.facts.shelves import may_hear
from core.flows.understand.patterns import any_of
from core.flows.understand.text import normalise
from core.services import selling
from core.services.scenes import Scene
from core.services.selling import RoomType

_OF_THE_HOUSE: Final = (Subject.AMENITY, Subject.POLICY, Subject.RULE)


def facts(scene: Scene, words: str) -> list[Fact]:
    """Of the house as a whole; a room's own words would say nothing of the others."""
    things = _named(words)
    written = (fact for subject in _OF_THE_HOUSE for fact in scene.knowledge.all_of(subject))
    return [fact for fact in _to_be_told(written) if things & _mentioned(fact)]


def of_rooms(
    session: Session, scene: Scene, kinds: Iterable[RoomType], topics: Iterable[str]
) -> dict[str, list[Fact]]:
    """By topic: the words about these rooms that speak of it, else those about the house."""
    rooms = _to_be_told(_about(session, scene, kinds))
    house = _to_be_told(scene.knowledge.all_of(Subject.AMENITY))
    found = {}
    for topic in topics:
        own = scene.knowledge.fact(Subject.AMENITY, topic)
        told = _speaking_of(scene, topic, rooms) or _to_be_told([own] if own is not None else [])
        if told := told or _speaking_of(scene, topic, house):
            found[topic] = told
    return found


def _about(session: Session, scene: Scene, kinds: Iterable[RoomType]) -> list[Fact]:
    """Written for the type itself, else for the rooms that its name fits; where no type is meant, for any."""
    chosen = list(kinds)
    if not chosen:
        return list(scene.knowledge.all_of(Subject.ROOM))
    topics = [
        topic
        for kind in chosen
        for topic in (
            (kind.slug,)
            if scene.knowledge.fact(Subject.ROOM, kind.slug) is not None
            else matters.rooms(kind.name(scene.language), scene.knowledge)
        )
    ]
    sold = {kind.slug for kind in selling.room_types(session)} - {kind.slug for kind in chosen}
    written = (scene.knowledge.fact(Subject.ROOM, topic) for topic in dict.fromkeys(topics))
    return [fact for fact in written if fact is not None and fact.topic not in sold]


def _speaking_of(scene: Scene, topic: str, written: Iterable[Fact]) -> list[Fact]:
    return [
        fact
        for fact in written
        if any(topic in matters.of_rooms(text, scene.knowledge) for text in fact.texts.values())
    ]


def _to_be_told(written: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in written if may_hear(fact)]


@table
def _things() -> dict[str, re.Pattern[str]]:
    listed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {
        thing: re.compile(rf"(?<![a-z0-9])(?:{any_of(words)})(?![a-z0-9])") for thing, words in listed.items()
    }


def _named(words: str) -> set[str]:
    plain = normalise(words)
    return {thing for thing, pattern in _things().items() if pattern.search(plain)}


def _mentioned(fact: Fact) -> set[str]:
    return {thing for text in fact.texts.values() for thing in _named(text)}
