"""Words that got no answer of any matter while a person is awaited: noted for whoever comes, and said to be."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.messages import MEDIA, Kind
from core.flows.booking.progress import NAME as BOOKING
from core.flows.person import after_an_alarm, call_that_stands, knocking
from core.flows.person.coming_back import still_waits
from core.flows.stays.progress import NAME as STAYS
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.alarms import temper
from core.flows.understand.alarms.temper import Mood
from core.services.scenes import Scene

_GO_ON: Final = frozenset({BOOKING, STAYS})
# Who is thanked or left answers in a word.
KIND: Final = frozenset({"thanks", "bye"})
NOD: Final = "nod"
_SENT: Final = MEDIA | {Kind.CONTACTS, Kind.LOCATION}
NO_MATTER: Final = KIND | {NOD}
_INSISTED: Final = "insisted"


def never_nothing(session: Session, scene: Scene, meant: Understanding, turn: Turn) -> Turn:
    """Words that got no answer are for whoever comes, and the guest hears so.

    A nod wants none, nor do words that are said over and over. What came without words is received, now and then.
    """
    if not turn.says and not scene.words and any(Kind(line.kind) in _SENT for line in scene.lines):
        return replace(knocking.received(session, scene), call_person=turn.call_person)
    if turn.says or not scene.words or turn.step in NO_MATTER or still_waits(scene.words):
        return turn
    if turn.step == _INSISTED and scene.memory.says_it_again():
        return turn
    if call_that_stands.is_urgent(scene):
        danger = "urgent_help" in meant.names or temper.mood(scene.words) is Mood.DANGER
        said = knocking.still_urgent(session, scene, danger=danger)
        return after_an_alarm.called_again(scene, said) if danger else said
    return replace(knocking.noted(session, scene), call_person=turn.call_person)


def helps(turn: Turn) -> bool:
    """A matter of the guest's, and no small talk."""
    return bool(turn.says) and (bool(turn.facts) or turn.by in _GO_ON or turn.step == "who_i_am")
