"""Why a turn went as it did: what was read, what was decided and from what, kept beside what was said."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from core.domain.memory import Memory
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.services.scenes import Scene

# How somebody is reached and called stands in their message, and is not written down a second time.
_OF_THE_GUEST: Final = frozenset({"name", "email", "phone"})


class Decision(StrEnum):
    ANSWER = "answer"
    ASK = "ask"
    HAND_OVER = "hand_over"
    SILENT = "silent"


def decision_of(turn: Turn) -> Decision:
    if turn.call_person is not None:
        return Decision.HAND_OVER
    if not turn.says:
        return Decision.SILENT
    return Decision.ASK if turn.asked is not None and not turn.facts else Decision.ANSWER


def why_of(scene: Scene, meant: Understanding, turn: Turn) -> dict[str, Any]:
    """`lines` are the guest's messages that the turn was about: what staff correct is the reading of those."""
    why: dict[str, Any] = {
        "flow": turn.by or "house",
        "step": turn.step,
        "decision": decision_of(turn),
        "lines": [line.id for line in scene.lines],
        "language": scene.language,
    }
    if scene.words:
        why["intents"] = [[guess.name, guess.confidence] for guess in meant.intents]
        why["gate"] = {"right": meant.right, "answer": meant.answer}
        why["read"] = _read(scene.memory, meant)
    if scene.taps:
        why["tap"] = scene.taps[-1]
    if turn.wish:
        why["wish"] = turn.wish
    if turn.facts:
        why["facts"] = list(turn.facts)
    if turn.asked is not None:
        why["asks"] = turn.asked.about
    if turn.call_person is not None:
        why["called"] = turn.call_person
    return why


def _read(memory: Memory, meant: Understanding) -> dict[str, Any]:
    """The stay and the party as they stand with this message, and what else it names."""
    kept = memory.to_json()
    party = {name: value for name, value in kept["party"].items() if value and name != "kinds"}
    named = {name: value for name, value in meant.entities.as_dict().items() if name not in _OF_THE_GUEST}
    return {
        "rivals": [[guess.name, guess.confidence] for guess in meant.rivals],
        "unsure": list(meant.unsure),
        "impossible": meant.no_such_day is not None,
        "stay": kept["stay"],
        "named": {**named, **party},
    }
