"""Another room for the same nights and people: "the room is what I want to change", "what else do you have?".

Of what is offered, or beside the one that is held, which stays so meanwhile.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking import asking, progress
from core.flows.booking.hold import (
    beside_a_hold,
    giving_up,
    had_instead,
    kept,
    swapping,
    what_to_change,
)
from core.flows.booking.offer import before_their_eyes, choosing
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.search import looking
from core.flows.booking.wanted import Wanted, gather, says_anything
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.taking import wants_cheaper
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.which_room.other_room import (
    asks_for_a_bigger,
    asks_for_other_rooms_then,
    asks_for_the_others,
    names_the_room,
)
from core.services import paying, selling, showing
from core.services.scenes import Scene
from core.services.showing import Booking, Part

_OFFERED: Final = frozenset({Step.YES, Step.CHANGE})


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Where a room is named or other days are, it is looked for as such."""
    here, plain = progress.of(scene), normalise(meant.text)
    if (of_days := _on_days_that_are_told(session, scene, meant, plain)) is not None:
        return replace(of_days, flow=NAME, by=NAME)
    if here is None or scene.taps or meant.names & FOR_RECALL or meant.stay or find_room_types(plain):
        return None
    if here.step is Step.PAY:
        turn = _beside_the_hold(session, scene, meant, plain)
    else:
        turn = _of_what_is_offered(session, scene, here, plain)
    return replace(turn, flow=NAME, by=NAME) if turn is not None else None


def _on_days_that_are_told(session: Session, scene: Scene, meant: Understanding, plain: str) -> Turn | None:
    """ "Are any other rooms free from the 8th to the 11th?", while one is held: all that there would be."""
    here = progress.of(scene)
    if here is None or here.step is not Step.PAY or scene.taps or not meant.stay:
        return None
    if meant.names & FOR_RECALL or not asks_for_other_rooms_then(plain):
        return None
    hold = paying.open_hold(session, scene.conversation)
    wanted = had_instead.in_any_rooms(gather(scene, meant, here))
    if hold is None or wanted.nights is None or wanted.people is None:
        return None
    return swapping.all_there_are(session, scene, wanted, hold)


def _of_what_is_offered(session: Session, scene: Scene, here: Progress, plain: str) -> Turn | None:
    """All that can be had; where nothing more can be than they have read already, that is said."""
    others = asks_for_the_others(plain)
    if here.step is Step.CHOICE and others:
        turn = before_their_eyes.shown_again(session, scene)
        return asking.lead_with(replace(turn, goes_on=here.to_json()), scene.say("booking.nothing_else"))
    if here.step not in _OFFERED or not (others or names_the_room(plain)):
        return None
    turn = what_to_change.change(session, scene, "room", here)
    alone = turn.step == "restated" and others
    return asking.lead_with(turn, scene.say("booking.nothing_else")) if alone else turn


def _beside_the_hold(session: Session, scene: Scene, meant: Understanding, plain: str) -> Turn | None:
    cheaper, bigger = wants_cheaper(meant.text), asks_for_a_bigger(plain) and not says_anything(meant)
    if not (bigger or cheaper or asks_for_the_others(plain)):
        return None
    if giving_up.tap_of_a_yes(scene) and not bigger:
        return None
    hold = paying.open_hold(session, scene.conversation)
    if hold is None:
        return None
    wanted = kept.wanted_of(session, hold)
    if kept.named_instead(session, meant.text, hold) is not None:
        return None
    others = _others_than(session, scene, wanted, hold)
    price, room = paying.price(session, hold).minor, _size(session, hold)
    others = [
        parts for parts in others
        if not (cheaper and showing.total_of(parts).minor >= price)
        and not (bigger and sum(part.room_type.capacity * len(part.quotes) for part in parts) <= room)
    ]  # fmt: skip
    if others:
        there_are = beside_a_hold.others_there_are(scene, wanted, others, paying.price(session, hold))
        said = f"{there_are}\n\n{kept.still_kept(session, scene, hold)} {scene.say('booking.rather_another')}"
    else:
        none = scene.say("booking.no_cheaper" if cheaper else "booking.nothing_else")
        said = f"{none} {kept.still_kept(session, scene, hold)}"
    return beside_a_hold.told(session, scene, hold, said, "told_of_others", asked=scene.memory.asked)


def _size(session: Session, hold: Booking) -> int:
    """How many all that is held would take."""
    kinds = {kind.id: kind.capacity for kind in selling.room_types(session)}
    return sum(kinds.get(one.room_type_id, 0) for one in showing.together(session, hold.id))


def _others_than(session: Session, scene: Scene, wanted: Wanted, hold: Booking) -> list[tuple[Part, ...]]:
    """What holds these people on these nights in rooms of another type; of several rooms nobody counts others out."""
    made = showing.together(session, hold.id)
    held = {one.room_type_id for one in made}
    with paying.as_if_let_go(session, hold):
        found = looking.look(session, scene, choosing.without_type(wanted))
    return [
        parts for _kind, parts in found.choices
        if found.as_wished and {part.room_type.id for part in parts} != held
    ]  # fmt: skip
