"""Which rooms take a dog, by what the hotel has written of its pets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import Wish
from core.flows.booking.notes import noted
from core.flows.booking.search import near_days, pet_limit
from core.flows.booking.wanted import Wanted
from core.flows.facts import room_has
from core.flows.stays.change import by_reception
from core.flows.understand.wishes.pets import may_bring_one, names_a_pet
from core.services import selling, showing, words
from core.services.own_stays import Booking
from core.services.scenes import Scene
from core.services.showing import Part

_LATELY: Final = 12


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
    """Whoever told of a dog, or asked for it, is shown no room that takes none, while there is one that does, unless
    they name it."""
    if not comes_along(scene) or not (out := take_none(session, scene)):
        return wanted
    gone = tuple(dict.fromkeys((*wanted.party.not_wanted, *out)))
    return replace(wanted, party=replace(wanted.party, not_wanted=gone))


def comes_along(scene: Scene) -> bool:
    """As far as they have said."""
    lately = scene.memory.recent[-_LATELY:]
    lines = [words for words in lately if names_a_pet(words)]
    if not lines or pet_limit.is_too_heavy(noted.rule_of_pets(scene), lately):
        return False
    return may_bring_one(lines[-1]) or noted.PET in noted.before_booking(scene)


def not_taken(session: Session, scene: Scene, parts: Sequence[Part]) -> str:
    """That none of these rooms takes the dog that was spoken of, before they are taken."""
    if not comes_along(scene) or not (out := take_none(session, scene)):
        return ""
    kinds = {part.room_type.slug: part.room_type for part in parts}
    if not {*kinds} <= {*out}:
        return ""
    names = [kind.name(scene.language) for kind in kinds.values()]
    warned = scene.say("booking.takes_no_pet", rooms=scene.list_of(names))
    return " ".join(filter(None, (warned, _days_of_the_others(session, scene, parts, out))))


def _days_of_the_others(session: Session, scene: Scene, parts: Sequence[Part], out: tuple[str, ...]) -> str:
    """The nearest days with a room that takes it, where there is none on these."""
    stay, party = words.whole_stay(parts), words.whole_party(parts)
    wish = Wish(stay.check_in, stay.check_out, party.adults, party.children)
    slugs = {kind.slug for kind in selling.room_types(session)} - {*out}
    near = near_days.with_rooms_of(session, scene, wish, slugs)
    days = [words.dates(scene, one) for one in near]
    return scene.say("booking.pet_other_days", days=scene.list_of(days)) if days else ""


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
