"""Whether something is sold, and for how much, that nobody has written of: it is asked of reception."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.flows.facts import telling
from core.flows.facts.shelves import may_hear
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.money import price_of_a_thing
from core.flows.understand.wishes import stay_wishes
from core.flows.wished import noting
from core.flows.wished.noting import Noted
from core.services.scenes import Scene

_LACKS: Final = "for_sale"
_OF_PEOPLE: Final = FOR_RECALL | {"service_request", "complaint"}
_SAYS_NOTHING: Final = COURTESIES | {
    "inform", "out_of_scope", "help", "ask_price", "ask_amenity", "ask_policy", "ask_room", "ask_payment",
}  # fmt: skip


def heard(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    if scene.taps or meant.names & _OF_PEOPLE or not price_of_a_thing.is_named(meant.text):
        return None
    asking = _asking(stay_wishes.sentences(meant.text))
    if not asking or meant.stay or _is_written(scene, meant.text):
        return None
    telling.unwritten(session, scene, _LACKS)
    other, kept = noting.what_else(scene, meant.text, asking, _SAYS_NOTHING)
    return Noted((Answer("ask_amenity", known=False, lacks=_LACKS),), other, kept)


def _asking(sentences: list[str]) -> list[str]:
    """Those that ask of a thing by its name, with what stands around them and is said of it."""
    asking: list[str] = []
    named = False
    for sentence in sentences:
        asks = price_of_a_thing.is_asked(sentence)
        if asks or (named and price_of_a_thing.goes_on(sentence)):
            asking.append(sentence)
        named = named or price_of_a_thing.is_named(sentence)
    return asking


def _is_written(scene: Scene, words: str) -> bool:
    texts = (
        text for fact in scene.knowledge.facts.values() if may_hear(fact) for text in fact.texts.values()
    )
    written = {thing for text in texts for thing in price_of_a_thing.things(text)}
    return not written.isdisjoint(price_of_a_thing.things(words))
