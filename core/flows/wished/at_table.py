""" "She's coeliac, can you do gluten free?": it is noted who cannot eat what, and the question is answered too."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.flows.facts import finer, spoken_of, telling
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.alarms.told_beforehand import asks_for_a_hospital
from core.flows.understand.answers.questions import asks
from core.flows.understand.text import fold, normalise
from core.flows.understand.wishes import stay_wishes
from core.flows.understand.wishes.named_barely import HEALTH
from core.flows.understand.wishes.stay_wishes import StayWish
from core.flows.understand.wishes.who_cannot_eat import asks_what_is_served
from core.services.scenes import Scene

_UNKNOWN, _PILLOWS = "special_food", "pillows"
_OF_PILLOWS: Final = re.compile(
    r"\b(?:pillows?|almohadas?|travesseiros?|duvets?|acolchados?|edredon\w*|edredom|feathers?|plumas?|penas)\b"
)
_SERVED: Final = re.compile(
    r"\b(?:desayun\w*|breakfast|cafe da manha|no cafe|cocina\w*|kitchen|chef|cozinha\w*|comid\w*|food"
    r"|menus?|cardapio"
    r"|comer|come|eat|cater\w*|cenar?|dinner|jantar?|sin|without|sem|para (?:el|ella|ele|ela)|for (?:him|her|them)"
    r"|(?:tener|tenerlo|ter) en cuenta|manage|handle|accommodate)\b"
)

_WHEN: Final = re.compile(r"\b(?:a que horas?|que horas?|what time|cuando|quando|when)\b")


def asked_of(text: str, wishes: tuple[StayWish, ...]) -> list[str]:
    """The sentences that ask what there is to eat for whoever was told of."""
    if not any(wish.kind in HEALTH and wish.wanted for wish in wishes):
        return []
    theirs = {
        wish.sentence for wish in wishes if wish.kind in HEALTH and not asks_for_a_hospital(wish.sentence)
    }
    return [
        one
        for one in stay_wishes.sentences(text)
        if _is_asked(stay_wishes.NOTE_IT.sub("", fold(one)))
        and (one.strip() in theirs or _SERVED.search(normalise(one)) or _OF_PILLOWS.search(normalise(one)))
    ]


def _is_asked(sentence: str) -> bool:
    """When breakfast is served asks nothing of what is on the table."""
    return (asks(sentence) or asks_what_is_served(sentence)) and _WHEN.search(sentence) is None


def answer(
    session: Session, scene: Scene, meant: Understanding, wishes: tuple[StayWish, ...]
) -> Answer | None:
    """From what is written of such food; else reception is asked."""
    asking = asked_of(meant.text, wishes)
    if not asking:
        return None
    said = " ".join((*asking, *(wish.sentence for wish in wishes if wish.kind in HEALTH)))
    every = list(scene.knowledge.facts.values())
    more = [fact for one in finer.asked(said) for fact in finer.written(one, every)[:1]]
    written = {(fact.subject, fact.topic): fact for fact in (*spoken_of.facts(scene, said), *more)}
    if written:
        told = "\n".join(telling.fact(session, scene, fact) for fact in written.values())
        return Answer("ask_amenity", told, facts=telling.names_of(written.values()))
    lacks = _PILLOWS if _OF_PILLOWS.search(normalise(said)) else _UNKNOWN
    telling.unwritten(session, scene, lacks)
    if lacks == _UNKNOWN and any(wish.kind == "allergy" for wish in wishes):
        lacks = ""  # whether it is safe, and no kind of food
    return Answer("ask_amenity", known=False, lacks=lacks)
