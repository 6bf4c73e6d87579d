"""A yes to other days or people for the room that is held, and more in one message: changed, and the rest served.

"Perfecto, ¿cuál es el link?" wants the change as well as the link: neither is lost.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking import buttons
from core.flows.booking.hold import giving_up
from core.flows.booking.money import way_said
from core.flows.booking.progress import NAME
from core.flows.booking.wanted import says_anything
from core.flows.flow import Halved, Tap, read_tap
from core.flows.heard import hearing
from core.flows.heard.hearing import PLAIN
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.halves import Halves, beginning_with, short_yes
from core.flows.understand.answers.keeping import asks_until_when
from core.flows.understand.answers.taking import agrees_to_move, moves_it
from core.flows.understand.answers.wavering import wavers
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.text import normalise
from core.services import paying as money
from core.services.scenes import Scene

_MOVE: Final = "move"
_PLAIN: Final = frozenset(PLAIN)
# The words of reminding, and not what is reminded of.
_REMINDS: Final = frozenset(
    {
        "forget",
        "thing",
        "about",
        "please",
        "remember",
        "olvid",
        "olvides",
        "olviden",
        "acordate",
        "favor",
        "tambien",
    }
    | {"esquece", "esquecam", "esqueca", "lembra", "lembre", "negocio", "coisa", "tambem"}
)
_OF_THE_BOOKING: Final = {
    "cancel_booking", "modify_booking", "no", "book", "complaint", "refund", "ask_price", "ask_availability",
}  # fmt: skip


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
        if parted is None or not _only_reminds(scene, parted, rest):
            return None
        rest = replace(rest, intents=())
    return Halved(at, rest, lambda _: _changed(session, at, tap))


def _changed(session: Session, at: Scene, tap: Tap) -> Turn | None:
    turn = buttons.tapped(session, at, tap)
    return replace(turn, flow=NAME, by=NAME) if turn is not None else None


def _only_reminds(scene: Scene, parted: Halves, rest: Understanding) -> bool:
    """ "Yeah change it, and don't forget the peanut thing": ordered in so many words, and told of before."""
    of_more = rest.names & FOR_RECALL or (rest.answer and rest.names & _OF_THE_BOOKING)
    if of_more or parted.asks or "?" in parted.rest or not moves_it(parted.deed.strip(" ,.;!")):
        return False
    before = normalise(" ".join(line for line in scene.memory.recent if parted.rest not in line))
    things = [word for word in re.findall(r"[a-z]{5,}", normalise(parted.rest)) if word not in _REMINDS]
    return any(word.rstrip("s") in before for word in things)
