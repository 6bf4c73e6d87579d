"""Danger, anger, and whoever asks for a person: people are called, and what was asked is answered too."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.flows import composing, flows
from core.flows.heard import surely
from core.flows.person.handover import hand_over
from core.flows.turn import Turn
from core.flows.turn_of_a_flow import run
from core.flows.understand import Understanding
from core.flows.understand.alarms import temper
from core.flows.understand.alarms.temper import Mood
from core.flows.who_serves import served, with_answers
from core.services.scenes import Scene

_PLAINLY_WANTED: Final = frozenset({"ask_price", "ask_availability"})


def handed_over(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    if "urgent_help" in meant.names:
        return hand_over(scene, Reason.URGENT, "urgent")
    mood = temper.mood(scene.words)
    if mood is not None and "human" not in meant.names and not surely.complains(meant):
        reason = Reason.UPSET if mood is Mood.ANGRY else Reason.ASKED
        called = hand_over(scene, reason, mood)
        answered = _asked_in_anger(session, scene, meant) if reason is Reason.UPSET else None
        if answered is not None:
            return composing.told_before(scene, called, answered)
        return with_answers(session, scene, meant, called)
    if "human" in meant.names:
        return with_answers(session, scene, meant, hand_over(scene, _why_a_person(meant, mood), "asked"))
    return None


def _asked_in_anger(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "How much is it, damn, nobody answers": they are owed a kind word, and the answer as well."""
    if not (meant.answer and meant.names & _PLAINLY_WANTED):
        return None
    turn = run(flows.named(scene.memory.flow), session, scene, meant) or served(session, scene, meant)
    return turn if turn is not None and turn.says and turn.call_person is None else None


def _why_a_person(meant: Understanding, mood: Mood | None) -> Reason:
    """Who asks for a person over a complaint is owed more than somebody to talk to."""
    if surely.complains(meant):
        return Reason.COMPLAINT
    return Reason.UPSET if mood is Mood.ANGRY else Reason.ASKED
