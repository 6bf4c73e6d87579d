"""Which rooms take a dog, by what the hotel has written of its pets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy.orm import Session

from core.flows import room_has
from core.flows.booking import noted
from core.flows.booking.wanted import Wanted
from core.flows.stays import by_reception
from core.services import selling, showing
from core.services.own_stays import Booking
from core.services.scenes import Scene


def taken_in(session: Session, scene: Scene, slugs: Collection[str]) -> bool:
    """One of these rooms takes it; where nothing of rooms is written, any does."""
    rule = noted.rule_of_pets(scene)
    meant = room_has.written_for(session, rule) if rule is not None else frozenset()
    return not meant or bool(meant & {*slugs})


def take_none(session: Session, scene: Scene) -> tuple[str, ...]:
    """The types that the rule leaves out; none where it names no room, or all of them."""
    rule = noted.rule_of_pets(scene)
    meant = room_has.written_for(session, rule) if rule is not None else frozenset()
    return tuple(kind.slug for kind in selling.room_types(session) if meant and kind.slug not in meant)


def kept_out(session: Session, scene: Scene, wanted: Wanted) -> Wanted:
    """Whoever told of a dog is shown no room that takes none, while there is one that does, unless they name it."""
    if noted.PET not in noted.before_booking(scene) or not (out := take_none(session, scene)):
        return wanted
    gone = tuple(dict.fromkeys((*wanted.party.not_wanted, *out)))
    return replace(wanted, party=replace(wanted.party, not_wanted=gone))


def not_in_this_room(session: Session, scene: Scene, made: Booking) -> str:
    """Their own room by its name, and those of the same nights that take one."""
    rule = noted.rule_of_pets(scene)
    meant = room_has.written_for(session, rule) if rule is not None else frozenset()
    kinds = {kind.id: kind for kind in selling.room_types(session)}
    booked = kinds.get(made.room_type_id)
    if not meant or booked is None or booked.slug in meant:
        return ""
    wished = {kind.id for kind in kinds.values() if kind.slug in meant}
    rooms = by_reception.rooms_for(session, scene, {booked.id}, made.nights, made.party, wished)
    room = showing.names_of(session, [made], scene.language)
    lines = [scene.say("booking.pet_not_there", room=room)]
    lines.append(scene.say("booking.pet_there", rooms=scene.list_of(rooms)) if rooms else "")
    return " ".join(filter(None, lines))
