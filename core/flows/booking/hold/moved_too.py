"""A yes to other days or people for the room that is held, and more in one message: changed, and the rest served.

"Perfecto, ¿cuál es el link?" wants the change as well as the link: neither is lost.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking import buttons
from core.flows.booking.hold import giving_up
from core.flows.booking.money import way_said
from core.flows.booking.progress import NAME
from core.flows.booking.wanted import says_anything
from core.flows.flow import Halved, read_tap
from core.flows.heard import hearing
from core.flows.heard.hearing import PLAIN
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.halves import beginning_with, short_yes
from core.flows.understand.answers.keeping import asks_until_when
from core.flows.understand.answers.taking import agrees_to_move
from core.flows.understand.answers.wavering import wavers
from core.flows.understand.intents.labels import COURTESIES
from core.services import paying as money
from core.services.scenes import Scene

_MOVE: Final = "move"
_PLAIN: Final = frozenset(PLAIN)


def heard(session: Session, scene: Scene, meant: Understanding) -> Halved | None:
    tap = read_tap(giving_up.tap_of_a_yes(scene))
    booking = money.open_hold(session, scene.conversation) if tap is not None else None
    if tap is None or tap.action != _MOVE or booking is None or wavers(meant.text):
        return None
    parted = beginning_with(meant.text, agrees_to_move)
    halves = parted or short_yes(meant.text)
    if halves is None or halves.doubts:
        return None
    at = replace(scene, part=halves.rest)
    rest = hearing.hear(at)
    if says_anything(rest):
        return None
    way = way_said.told_lately([halves.rest])
    if way is not None and way in money.ways(session, scene.hotel, booking):
        memory = replace(scene.memory, data={**scene.memory.data, "way": str(way)})
        at, rest = replace(at, memory=memory), replace(rest, intents=())
    elif parted is not None and asks_until_when(halves.rest):
        rest = replace(rest, intents=())  # told with what is held
    elif parted is None or not (
        rest.answer and rest.names - COURTESIES and rest.names - COURTESIES <= _PLAIN
    ):
        return None

    def changed(_answers: object) -> Turn | None:
        turn = buttons.tapped(session, at, tap)
        return replace(turn, flow=NAME, by=NAME) if turn is not None else None

    return Halved(at, rest, changed)
