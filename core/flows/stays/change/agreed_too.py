"""A yes to a change that was put before them, and something else in one message: it is changed, and the rest is served.

"Ok, add him. Is there a cot?", "perfecto, y es alérgico a la leche". Whatever tells the stay anew is no such yes.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.domain.outgoing import Text
from core.flows.flow import Shared
from core.flows.heard import hearing
from core.flows.stays import progress, taps
from core.flows.stays.buttons import yes_tap
from core.flows.stays.change import change_wished
from core.flows.stays.progress import Matter, Step
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.answers.halves import beginning_with
from core.flows.understand.answers.taking import agrees_to_move
from core.flows.understand.answers.wavering import wavers
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.wishes import stay_wishes
from core.flows.understand.wishes.pets import names_a_pet
from core.services.scenes import Scene

_ELSE: Final = FOR_RECALL | {"cancel_booking", "refund", "modify_booking", "no"}
_BARE: Final = COURTESIES | {"yes", "inform", "confirm_booking", "out_of_scope"}
_MADE: Final = "changed"


def heard(session: Session, scene: Scene, meant: Understanding) -> Shared | None:
    here = progress.of(scene)
    if here is None or here.step is not Step.YES or here.request.matter is not Matter.CHANGE or scene.taps:
        return None
    if agrees_to_move(meant.text):
        return None
    halves = beginning_with(meant.text, agrees_to_move)
    tap = yes_tap(here)
    if halves is None or tap is None or halves.doubts or wavers(meant.text):
        return None
    if names_a_pet(halves.rest) or stay_wishes.asks_whether_noted(halves.rest):
        return None
    rest = hearing.hear_words(scene, halves.rest)
    says_more = halves.asks or stay_wishes.told(halves.rest) or (rest.answer and rest.names - _BARE)
    if not says_more or rest.names & _ELSE or rest.changes or change_wished.read(rest):
        return None
    turn = taps.tapped(session, scene, tap)
    if turn is None or turn.step != _MADE:
        return None
    said = "\n".join(one.body for one in turn.says if isinstance(one, Text))
    return Shared(Answer(str(Matter.CHANGE), said), rest)
