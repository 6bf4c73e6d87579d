""" "The cheapest that takes the dog", "but that one takes none": of what can be had, the rooms that take it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking import choosing, offering, pets, pointed_at, progress
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.wanted import remembered
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.pets import leaves_the_pet, names_a_pet
from core.flows.understand.taking import wants_cheaper
from core.flows.understand.text import normalise
from core.services import showing
from core.services.scenes import Scene

_AT: Final = frozenset({Step.CHOICE, Step.YES, Step.CHANGE})
_MOST_WORDS: Final = 18
_TAKES: Final = (
    r"(?:acept\w*|admit\w*|permit\w*|dej[ae]\w*|recib\w*|pued[ae]\w*|entr[ae]\w*|aceit\w*|deixa\w*|allow\w*"
    r"|tak(?:es?|ing)"
    r"|accept\w*|let\w*|vaya|va|ir|with|con|com|pet friendly)"
)
_WHICH: Final = re.compile(
    rf"\b(?:cual(?:es)?|que (?:habitacion(?:es)?|pieza|cuarto|opcion)|la que|las que|una que|alguna que|which"
    rf"|the one|any room"
    rf"|qual|quais|a que|uma que|algum quarto)\b.{{0,30}}\b{_TAKES}\b"
)
_BUT_THAT_ONE: Final = re.compile(
    rf"\b(?:pero|but|mas|y|and|e)\b.{{0,30}}\b(?:no|nao|not|doesn'?t|don'?t|won'?t)\b.{{0,12}}\b{_TAKES}\b"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Where the hotel's rule names rooms; of several that take it the cheapest, where that is asked."""
    here, plain = progress.of(scene), normalise(meant.text)
    if here is None or here.step not in _AT or scene.taps or len(plain.split()) > _MOST_WORDS:
        return None
    if not names_a_pet(plain) or meant.names & FOR_RECALL:
        return None
    if leaves_the_pet(plain) and _on_those_days(scene, meant, here):
        return _without_it(session, scene, here)
    if meant.stay:
        return None
    cheapest = wants_cheaper(plain)
    if not (cheapest or _WHICH.search(plain) or _BUT_THAT_ONE.search(plain)):
        return None
    if not (out := pets.take_none(session, scene)):
        return None
    wanted = remembered(scene, here)
    anew = replace(wanted, party=replace(wanted.party, room_type=None))
    turn = offering.go(session, scene, pointed_at.without(session, anew, out), here=here)
    rows = sorted(showing.open_in(session, scene.conversation), key=lambda row: row.total or 0)
    if cheapest and len(rows) > 1 and turn.step == "offered":
        turn = choosing.pick(session, scene, rows[0].id, here)
    return replace(turn, flow=NAME, by=NAME)


def _on_those_days(scene: Scene, meant: Understanding, here: Progress) -> bool:
    """ "For the 24th as I said" says nothing new."""
    known, said = remembered(scene, here).nights, meant.stay
    if not said or known is None:
        return not said
    return (
        said.check_in == known.check_in and said.check_out in (None, known.check_out) and not said.candidates
    )


def _without_it(session: Session, scene: Scene, here: Progress) -> Turn | None:
    """Of a dog that stays at home no room is left out any more."""
    if here.step is Step.CHANGE or not pets.take_none(session, scene):
        return None
    return replace(offering.go(session, scene, remembered(scene, here), here=here), flow=NAME, by=NAME)
