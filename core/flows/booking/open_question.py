"""The question that stands open, once more in few words, after something else was answered."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.outgoing import Text
from core.flows.booking import asking
from core.flows.booking.hold import kept, swapping
from core.flows.booking.offer import before_their_eyes, named_together, pointed_at, restating
from core.flows.booking.progress import ASKING, Progress, Step
from core.flows.booking.search import families
from core.flows.booking.wanted import Wanted, remembered
from core.flows.turn import Turn
from core.services import paying as money
from core.services import showing
from core.services.scenes import Scene


def once_more(session: Session, scene: Scene, here: Progress) -> Turn | None:
    """The open question in few words, after something else was answered."""
    wanted = remembered(scene, here)
    named = named_together.beside_a_question(session, scene, here) or pointed_at.beside_a_question(
        session, scene, here
    )
    if named is not None:
        return named
    if here.step is Step.DATES and here.which and wanted.missing is Step.DATES:
        return asking.which_again(scene, wanted, here)
    if question := _in_words(scene, wanted, here):
        return Turn(says=(Text(question),), step="asked_once_more")
    if here.step is Step.YES and here.shown:
        return restating.again(session, scene, here)
    if here.step is Step.CHOICE:
        return before_their_eyes.shown_again(session, scene)
    if here.step is Step.CHANGE:
        return _as_it_was(session, scene, here)
    hold = money.open_hold(session, scene.conversation)
    if here.step in (Step.PAY, Step.GIVE_UP) and hold is not None:
        if (offered := swapping.asked_again(session, scene, hold)) is not None:
            return offered
        return Turn(says=(Text(kept.still_kept(session, scene, hold)),), step="asked_once_more")
    return None


def _in_words(scene: Scene, wanted: Wanted, here: Progress) -> str:
    if here.step is Step.CHILDREN:
        return families.question(scene, wanted)
    if here.step is Step.NAME:
        return scene.say("booking.ask_name")
    return asking.in_few_words(scene, wanted) if here.step in ASKING else ""


def _as_it_was(session: Session, scene: Scene, here: Progress) -> Turn | None:
    """Nothing was said to be changed: what is still on the table is asked about."""
    if here.shown and (turn := restating.again(session, scene, here)) is not None:
        return replace(turn, goes_on=replace(here, step=Step.YES).to_json())
    if not showing.open_in(session, scene.conversation):
        return None
    turn = before_their_eyes.shown_again(session, scene)
    return replace(turn, goes_on=Progress(Step.CHOICE, apart=here.apart).to_json())
