"""Of a room upstairs that is offered to whoever cannot do with stairs: said in the offer itself, and asked first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import Wish
from core.flows.booking.search import low_rooms
from core.flows.booking.search.looking import Found
from core.flows.facts import sights
from core.flows.understand.which_room.stairs import Legs
from core.services import cot_words, offer_words, offers, showing, words
from core.services.scenes import Scene
from core.services.selling import RoomType
from core.services.showing import Part

_NOT_ADAPTED: Final = "booking.not_among_adapted"


def warned(session: Session, scene: Scene, parts: Sequence[Part]) -> str:
    """Which of these rooms lie upstairs, and for a wheelchair which are not among the adapted ones."""
    need = low_rooms.needed(scene)
    if need is None:
        return ""
    kinds = {part.room_type.slug: part.room_type for part in parts}
    up = [kind for kind in kinds.values() if sights.is_upstairs(session, kind)]
    there = low_rooms.rooms_for(session, scene, need) if need is Legs.WHEELS else frozenset()
    rest = [kind for slug, kind in kinds.items() if there and slug not in there and kind not in up]
    lines = [_of(scene, "booking.lies_upstairs", up)]
    if len(rest) == len(kinds):
        lines.append(_of(scene, _NOT_ADAPTED, rest))
    if len(up) == len(kinds):
        lines.append(_of(scene, "booking.low_as_well", _lower_then(session, scene, parts)))
    return "\n".join(filter(None, lines))


def _lower_then(session: Session, scene: Scene, parts: Sequence[Part]) -> list[RoomType]:
    """The types on the ground floor that are free on the very nights of this offer, for the same people."""
    stay, party = words.whole_stay(parts), words.whole_party(parts)
    wish = Wish(stay.check_in, stay.check_out, party.adults, party.children)
    found = offers.search(session, scene.hotel, wish).offers
    return [one.room_type for one in found if sights.on_the_ground(session, scene, one.room_type)]


def those_below(session: Session, scene: Scene, found: Found) -> Found:
    """For a wheelchair what lies on the ground floor, where none of the adapted rooms is left."""
    if low_rooms.needed(scene) is not Legs.WHEELS or not found.as_wished:
        return found
    below = [
        one
        for one in found.choices
        if not any(sights.is_upstairs(session, part.room_type) for part in one[1])
    ]
    return replace(found, choices=tuple(below)) if below else found


def _of(scene: Scene, key: str, kinds: Sequence[RoomType]) -> str:
    return scene.say(key, rooms=scene.list_of([kind.name(scene.language) for kind in kinds])) if kinds else ""


def all_are(session: Session, scene: Scene, parts: Sequence[Part]) -> bool:
    """Nothing of it lies lower, for somebody who asked for that."""
    return low_rooms.needed(scene) is not None and all(
        sights.is_upstairs(session, part.room_type) for part in parts
    )


def asked_once_more(session: Session, scene: Scene, parts: Sequence[Part]) -> str:
    """The question for a yes in a line, which for a room upstairs asks whether it will do all the same."""
    if not all_are(session, scene, parts):
        return offer_words.in_short(scene, parts)
    return scene.say(
        "booking.shall_i_upstairs",
        rooms=cot_words.of_parts(scene, parts),
        dates=words.dates(scene, words.whole_stay(parts)),
        total=words.money(scene, showing.total_of(parts)),
    )


def marked(session: Session, scene: Scene, parts: Sequence[Part], line: str) -> str:
    """A line of a list, with that it lies upstairs."""
    return scene.say("booking.line_upstairs", line=line) if all_are(session, scene, parts) else line
