""" "The first one. But can three of us pay separately?", before anything is held: reception is asked, and the rest of
the message is served."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking.money import in_shares
from core.flows.booking.progress import of
from core.flows.facts import telling
from core.flows.heard import hearing
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.answers.taking import takes_it
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.which_room.places import place_said
from core.flows.understand.which_room.pointing import by_degree
from core.flows.understand.wishes import stay_wishes
from core.flows.wished import noting
from core.flows.wished.noting import Noted
from core.services.scenes import Scene

_LACKS: Final = "paid_in_shares"
_SAYS_NOTHING: Final = COURTESIES | {"inform", "out_of_scope", "help"}


def heard(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    here = of(scene)
    if here is None or scene.taps or meant.names & FOR_RECALL:
        return None
    sentences = stay_wishes.sentences(meant.text)
    asking = [one for one in sentences if in_shares.is_asked_first(session, scene, here, one)]
    if not asking or len(asking) == len(sentences):
        return None
    telling.unwritten(session, scene, _LACKS)
    other, kept = noting.what_else(scene, meant.text, asking, _SAYS_NOTHING)
    left = " ".join(one.strip() for one in sentences if one not in asking)
    if other is None and _chooses(left):
        other = hearing.hear_words(scene, left)
    said = scene.say("booking.in_one_payment")
    return Noted((Answer("ask_payment", said, known=False, lacks=_LACKS),), other, kept)


def _chooses(words: str) -> bool:
    return place_said(words) is not None or by_degree(words) is not None or takes_it(words)
