"""A second stay was put before them beside a hold: a no to it, or "I pay the first", goes back to what is held."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking import progress
from core.flows.booking.hold import kept, one_of_the_holds
from core.flows.booking.money import paying
from core.flows.booking.progress import NAME, Step
from core.flows.booking.wanted import says_anything
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.which_room.places import place_said
from core.services import paying as money
from core.services import showing
from core.services.scenes import Scene
from core.services.showing import Booking

_OFFERED: Final = frozenset({Step.CHOICE, Step.YES, Step.CHANGE})


def is_offered_more(scene: Scene, meant: Understanding) -> bool:
    """Something else lies before them, and they do not take it by this."""
    here = progress.of(scene)
    return here is not None and here.step in _OFFERED and not meant.agrees


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    if scene.taps or meant.names & FOR_RECALL or not is_offered_more(scene, meant):
        return None
    pays = bool(meant.names & {"pay", "ask_payment"}) and place_said(meant.text) is not None
    if not (pays or _declines(meant)):
        return None
    holds = money.open_holds(session, scene.conversation)
    if not holds:
        return None
    if pays and len(holds) > 1:
        turn = one_of_the_holds.to_pay(session, scene, meant, holds)
    else:
        turn = _as_held(session, scene, holds[-1], declines=not pays)
    return replace(turn, flow=NAME, by=NAME)


def _declines(meant: Understanding) -> bool:
    says_no = meant.agrees is False or meant.names - {"thanks"} == {"no"}
    return says_no and "?" not in meant.text and not says_anything(meant)


def _as_held(session: Session, scene: Scene, hold: Booking, *, declines: bool) -> Turn:
    if declines:
        showing.decline(session, scene.conversation)
    return paying.where(session, scene, kept.wanted_of(session, hold), hold)
