"""Of the sort that was asked for there are fewer than wished: said before rooms of another sort stand in for them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.flows.booking.search.kinds_named import kinds_meant, named_in
from core.flows.booking.search.looking import Found, left_of
from core.flows.booking.wanted import Wanted
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.text import normalise
from core.services import words
from core.services.scenes import Scene


def said(session: Session, scene: Scene, wanted: Wanted, found: Found) -> str:
    """How many are left, where that is known of one type; else only that there are not so many."""
    return _left_of_it(session, scene, found) or _other_sorts(session, scene, wanted, found)


def _left_of_it(session: Session, scene: Scene, found: Found) -> str:
    """ "Two family rooms", where there is one."""
    if found.fewer is None:
        return ""
    room, left = found.fewer.name(scene.language), left_of(session, scene, found)
    facts = {"room": room, "dates": words.dates(scene, found.wish.stay), "count": str(left)}
    if left == 0:
        return scene.say("booking.why_full_of_type", **facts)
    return scene.say("booking.only_one_of_type" if left == 1 else "booking.only_so_many_of_type", **facts)


def _other_sorts(session: Session, scene: Scene, wanted: Wanted, found: Found) -> str:
    """Nothing where all that is shown is of that sort, or where other words say already why it is not."""
    kinds = kinds_meant(session, wanted.party.room_type)
    if found.wish.rooms < 2 or not kinds or not found.as_wished or wanted.party.kinds:
        return ""
    if named_in(session, scene.words) is None and not find_room_types(normalise(scene.words)):
        return ""  # of one that was spoken of before nobody asks for so many
    meant = {kind.slug for kind in kinds}
    if any({part.room_type.slug for part in parts} <= meant for _, parts in found.choices):
        return ""
    names = scene.list_of([kind.name(scene.language) for kind in kinds])
    return scene.say("booking.not_so_many", count=str(found.wish.rooms), rooms=names)
