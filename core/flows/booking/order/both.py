"""A choice, a yes or a way to pay, and something else in one message: neither may be lost.

What the guest does is done first, and the rest is answered in the same reply. Only a yes waits where its question
doubts it, "book it. Actually wait, can my dog come?", and where the answer is not plainly the one that was hoped for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking import progress
from core.flows.booking.asked_beside import another_matter, asked_beside, plainly_asked
from core.flows.booking.money import in_shares
from core.flows.booking.offer import before_their_eyes
from core.flows.booking.order import ordered, sealed, way_and_more, yes_and_more
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.search import taking_shape, with_another
from core.flows.booking.wanted import says_anything
from core.flows.facts.room_has import compared_here
from core.flows.flow import Halved
from core.flows.heard import hearing
from core.flows.heard.gathering import gathered
from core.flows.understand import Understanding
from core.flows.understand.answers import sealing, taking
from core.flows.understand.answers.questions import asks
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.which_room.by_price import tells_a_price
from core.flows.understand.which_room.places import place_said
from core.flows.understand.which_room.pointing import by_degree
from core.services.scenes import Scene

Ear = Callable[[Session, Scene, Understanding, Progress], Halved | None]
_LONGEST_NUMBER: Final = 6
_COUNTS: Final = re.compile(
    r"\d|\b(?:una?|uno|dos|tres|cuatro|cinco|seis|one|two|three|four|five|dois|duas|quatro|couple|pareja|casal)\b"
)


def heard(session: Session, scene: Scene, meant: Understanding) -> Halved | None:
    here = progress.of(scene)
    if here is None or scene.taps or meant.names & FOR_RECALL:
        return None
    few = len(meant.text.split()) < 2 or taking.agrees(meant.text)
    if few:
        return sealed.heard(session, scene, meant, here)
    match here.step:
        case Step.CHOICE:
            return _first_of((_in_shares, sealed.heard, _chosen), session, scene, meant, here)
        case Step.YES:
            ears = (_in_shares, yes_and_more.heard, sealed.heard, _chosen)
            return _first_of(ears, session, scene, meant, here)
        case Step.PAY:
            return way_and_more.heard(session, scene, meant, here)
        case step if step in progress.ASKING and not says_anything(meant):
            return _told(session, scene, meant, here)
    return None


def _first_of(
    ears: Sequence[Ear], session: Session, scene: Scene, meant: Understanding, here: Progress
) -> Halved | None:
    return next((found for hears in ears if (found := hears(session, scene, meant, here)) is not None), None)


def _in_shares(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Halved | None:
    """ "Reservala. ¿Cada uno puede pagar su parte?": it is held, and reception arranges the payments."""
    if not in_shares.is_told(normalise(meant.text)):
        return None
    found = sealed.found_in(session, scene, meant, here)
    if found is None or not found.orders:
        return None
    asked = [bit for bit in sealing.pieces(found.rest) if asks(bit)]
    if any(not in_shares.is_told(normalise(bit)) for bit in asked):
        return None
    takes = partial(sealed.taken, session, scene, here, found)
    return Halved(
        scene, None, lambda _: in_shares.beside_the_order(session, scene, found.rest or meant.text, takes())
    )


def _told(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Halved | None:
    """ "2. And do you take dogs?": a bare number answers what was asked, also where a question follows it."""
    halves = asked_beside(
        meant,
        lambda deed: len(deed.split()) <= _LONGEST_NUMBER and _COUNTS.search(normalise(deed)) is not None,
    )
    rest = plainly_asked(scene, halves)
    if halves is None or rest is None:
        return None
    told = hearing.hear(replace(scene, part=halves.deed))
    if not says_anything(told):
        return None
    memory = gathered(scene.memory, told)
    turn = taking_shape.heard(session, replace(scene, memory=memory, part=halves.deed), told, here)
    if turn is None:
        return None
    going = replace(turn, flow=NAME, by=NAME)
    return Halved(replace(scene, memory=memory, part=halves.rest), rest, lambda _: going)


def _points_at_one(deed: str) -> bool:
    return place_said(deed) is not None or by_degree(deed) is not None or tells_a_price(deed)


def _chosen(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Halved | None:
    """Nothing is taken yet by a choice: it is told whole, and what is asked is asked of it."""
    if with_another.are_several(session, scene, meant) or len(compared_here(session, scene, meant.text)) > 1:
        return None
    halves = asked_beside(meant, _points_at_one)
    halves = halves or asked_beside(meant, ordered.naming_one(session, scene))
    if halves is None:
        return None
    chosen = hearing.hear_words(scene, halves.deed)
    plain = plainly_asked(scene, halves)
    rest = plain or another_matter(scene, halves)
    if rest is None:
        return None
    turn = before_their_eyes.chosen_by_place(
        session, scene, chosen, here
    ) or before_their_eyes.chosen_by_word(session, scene, chosen, here)
    if turn is None or turn.goes_on is None:
        return None
    memory = replace(scene.memory, flow=NAME, data=turn.goes_on)
    told = replace(turn, flow=NAME, by=NAME)
    at = replace(scene, memory=memory, part=halves.rest)
    if plain is None:
        return Halved(sealed.alone(at), rest, lambda _: told, apart=True, sure=True, at=at)
    return Halved(at, rest, lambda _: told)
