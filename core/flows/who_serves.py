"""Whoever of the house serves a wish, with the answers to what was plainly asked beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows import composing, flows
from core.flows.flow import Flow
from core.flows.heard import hearing
from core.flows.heard.hearing import PLAIN
from core.flows.turn import Turn
from core.flows.turn_of_a_flow import run
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import COURTESIES
from core.services.scenes import Scene

# "2 double rooms" are wished for, and nothing is asked about one of them.
_ONE_ROOM: Final = frozenset({"ask_room"})


def served(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """The first flow of the house's list that takes one of the wishes; courtesies only where nothing else is said."""
    wanted = [guess.name for guess in meant.intents if guess.name not in PLAIN]
    topics = topics_asked(scene, meant)
    if topics or len(wanted) > len(COURTESIES & set(wanted)):
        wanted = [name for name in wanted if name not in COURTESIES and not (topics and name == "yes")]
    for flow in flows.ALL:
        if flow.wishes & set(wanted):
            turn = run(flow, session, scene, meant)
            if turn is not None:
                wish = next(name for name in wanted if name in flow.wishes)
                return replace(turn, wish=turn.wish or wish)
    return None


def with_answers(
    session: Session, scene: Scene, meant: Understanding, turn: Turn | None, flow: Flow | None = None
) -> Turn:
    answers = composing.answers_to(session, scene, meant, topics_asked(scene, meant, flow))
    return composing.reply(scene, answers, turn)


def topics_asked(scene: Scene, meant: Understanding, without: Flow | None = None) -> list[str]:
    theirs = without.wishes | without.topics if without is not None else frozenset()
    theirs |= _ONE_ROOM if (meant.entities.rooms or 0) > 1 else frozenset()
    asked = [one.name for one in meant.intents if one.name in PLAIN and one.name not in theirs]
    return hearing.in_order(scene, asked) if len(asked) > 1 else asked
