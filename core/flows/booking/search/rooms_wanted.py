""" "Just the cabin": which kind of room and how many of them are looked for, after what this message says of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import Party
from core.flows.booking.offer import pointed_at
from core.flows.booking.progress import ASKING, Progress
from core.flows.booking.search import kinds, kinds_named, low_rooms
from core.flows.booking.wanted import Wanted
from core.flows.facts import sights
from core.flows.understand import Understanding
from core.flows.understand.answers.taking import wants_cheaper
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.text import normalise
from core.flows.understand.which_room.stairs import Legs, told_of_legs
from core.services import selling, showing
from core.services.scenes import Scene
from core.services.selling import RoomType

_COUPLE: Final = 2
_OF_NO_KNOWN_AGE: Final = 17
_COMPARED: Final = re.compile(
    r"\b(?:mas|mais|menos) [a-z]+ (?:que|do que) (?:la|el|esa|ese|a|o|essa|esse)\b"
    r"|\b(?:cheaper|smaller|bigger|better|less expensive) than (?:the|that|this)\b"
)
_FOR_ONE: Final = "single"
_WORD: Final = re.compile(r"[a-z]{3,}")
# "The double", of two rooms for two, is one of them; "double?" may be both.
_POINTS: Final = re.compile(
    r"\b(?:la|el|los|una?|the|an?|uma?|o|a|solo|solamente|unicamente|only|just|so|apenas|somente|esa|that)"
    r" (?:habitacion |room |quarto )?$"
)


def as_told(
    session: Session,
    scene: Scene,
    meant: Understanding,
    wanted: Wanted,
    here: Progress | None,
    one_by_one: tuple[str, ...],
) -> Wanted:
    named = (
        None
        if _is_only_compared(meant)
        else kinds_named.named_in(session, meant.text) or meant.entities.room_type
    )
    named = _low_enough(session, scene, meant, named)
    others = other_people(meant) and not meant.undoes
    if others and named is None:
        named = _that_will_do(session, scene, pointed_at.of_all(session, meant.text))
    if named is not None or (others and not _are_told_at_last(session, scene, here)):
        wanted = replace(wanted, party=replace(wanted.party, room_type=named, kinds=()))
    elif meant.stay and wants_cheaper(meant.text):
        wanted = replace(wanted, party=replace(wanted.party, room_type=None))
    if meant.entities.room_type == _FOR_ONE and meant.entities.rooms in (None, 1):
        wanted = _of_one(wanted)
    if others and here is not None and here.step not in ASKING:
        rooms = meant.entities.rooms or (wanted.party.rooms if _are_no_fewer(scene, wanted) else None)
        wanted = replace(wanted, party=replace(wanted.party, rooms=rooms))
    if one_by_one:
        return kinds.of_kinds(wanted, one_by_one)
    if meant.entities.rooms == 1 and wanted.party.kinds:
        wanted = replace(wanted, party=replace(wanted.party, kinds=()))
    return all_in_one(session, wanted, meant.text, named) if meant.entities.rooms is None else wanted


def _are_told_at_last(session: Session, scene: Scene, here: Progress | None) -> bool:
    """ "The garden double from the 15th to the 17th", and asked how many: whoever they are, that one is wished for."""
    was = scene.memory.before.party if scene.memory.before is not None and scene.memory.before.just else None
    asked = here is not None and here.step in ASKING and (was is None or was.adults is None)
    return asked and not showing.open_in(session, scene.conversation)


def _that_will_do(session: Session, scene: Scene, slug: str | None) -> str | None:
    """A view is a wish; who cannot do with stairs is shown no room for it that lies upstairs."""
    need = low_rooms.needed(scene) if slug is not None else None
    there = low_rooms.rooms_for(session, scene, need) if need is not None else frozenset()
    return slug if not there or slug in there else None


def _low_enough(session: Session, scene: Scene, meant: Understanding, named: str | None) -> str | None:
    """ "Is there no triple downstairs?": what lies downstairs is wished for, and no triple where all are upstairs."""
    need = told_of_legs(meant.text) if named is not None else None
    if need is not Legs.NO_STAIRS:
        return named
    kinds = kinds_named.kinds_meant(session, named)
    return None if kinds and all(sights.is_upstairs(session, kind) for kind in kinds) else named


def _is_only_compared(meant: Understanding) -> bool:
    """ "Anything cheaper than the family room?" wishes for none of that sort."""
    return _COMPARED.search(normalise(meant.text)) is not None


def _of_one(wanted: Wanted) -> Wanted:
    """Whoever asks for a single, and has told of nobody, comes alone."""
    party = wanted.party
    if party.adults is not None or party.children or (party.rooms or 1) > 1:
        return wanted
    return replace(wanted, party=replace(party, adults=1))


def all_in_one(session: Session, wanted: Wanted, text: str, named: str | None) -> Wanted:
    """A kind named as one, that takes everybody, is one room however many were looked for before."""
    several = max(wanted.party.rooms or 1, len(wanted.apart), len(wanted.party.kinds)) > 1
    if not several or not any(
        _takes(session, kind, wanted) for kind in kinds_named.kinds_meant(session, named)
    ):
        return wanted
    if not _as_one(normalise(text), heads=wanted.party.heads):
        return wanted
    return replace(wanted, party=replace(wanted.party, rooms=1, kinds=()), apart=())


def _takes(session: Session, kind: RoomType, wanted: Wanted) -> bool:
    party = wanted.people or Party(
        wanted.party.adults or 0, (_OF_NO_KNOWN_AGE,) * (wanted.party.children or 0)
    )
    return party.adults > 0 and selling.takes(session, kind, party)


def _as_one(plain: str, *, heads: int) -> bool:
    told = [word for word in _WORD.finditer(plain) if find_room_types(word.group())]
    if any(word.group().endswith("s") for word in told):
        return False
    return heads > _COUPLE or any(_POINTS.search(plain, 0, word.start()) for word in told)


def other_people(meant: Understanding) -> bool:
    """A room that was right for some is not therefore wished for by others."""
    said = meant.entities
    told = (said.people, said.adults, said.children)
    return meant.party is not None or any(one is not None for one in told)


def _are_no_fewer(scene: Scene, wanted: Wanted) -> bool:
    """Whoever wanted two rooms for three wants them for six as well."""
    before = scene.memory.before
    was = before.party if before is not None and before.just else None
    return was is None or was.heads <= wanted.party.heads
