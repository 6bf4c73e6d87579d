"""A flow of the house takes its turn: by words, by a tap, by a file it waits for, or its open question again."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.messages import Kind
from core.flows import flows
from core.flows.flow import Flow, Tap
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.services.scenes import Scene

_PAPERS: Final = frozenset({Kind.IMAGE, Kind.DOCUMENT})
# A table or towels are asked of a person, and what is under way goes on.
_BESIDE_IT: Final = frozenset({Reason.ASKED_SERVICE, Reason.LOST, Reason.UNKNOWN})


def run(flow: Flow | None, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    return _of(flow, scene, flow.step(session, scene, meant)) if flow is not None else None


def run_tap(session: Session, scene: Scene, tap: Tap | None) -> Turn | None:
    flow = flows.named(tap.flow) if tap is not None else None
    turn = flow.tapped(session, scene, tap) if flow is not None and tap is not None else None
    return _of(flow, scene, turn)


def run_file(session: Session, scene: Scene) -> Turn | None:
    """A file that some flow waits for; nobody else asks what it is."""
    if not any(line.kind in _PAPERS for line in scene.lines):
        return None
    turns = (_of(flow, scene, flow.given(session, scene)) for flow in flows.ALL)
    return next((turn for turn in turns if turn is not None), None)


def where_it_was(session: Session, scene: Scene) -> Turn | None:
    """The open question of the flow under way, if there is one."""
    under_way = flows.named(scene.memory.flow)
    return once_more(under_way, session, scene) if under_way is not None else None


def once_more(flow: Flow, session: Session, scene: Scene) -> Turn | None:
    """The open question again, its flow as it was."""
    turn = flow.again(session, scene)
    if turn is None:
        return None
    goes_on = scene.memory.data if turn.goes_on is None else turn.goes_on
    return _of(flow, scene, replace(turn, asked=turn.asked or scene.memory.asked, goes_on=goes_on))


def _of(flow: Flow | None, scene: Scene, turn: Turn | None) -> Turn | None:
    """Notes whose turn it is, the one's it was left to as well. What neither goes on nor is under way ends no other."""
    if flow is None or turn is None:
        return turn
    ends = turn.call_person is not None and turn.call_person not in _BESIDE_IT | {Reason.ASKED}
    takes_over = turn.goes_on is not None or scene.memory.flow == flow.name or ends
    return replace(turn, flow=(turn.flow or flow.name) if takes_over else None, by=turn.flow or flow.name)
