""" "What's the total with the transfer?": the offer and one trip together, where the hotel has written its price."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Answer, Fact, Per, Subject
from core.domain.money import Money
from core.flows.booking import beside, progress
from core.flows.booking.progress import Step
from core.flows.booking.wanted import says_anything
from core.flows.facts import fetching, telling
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import showing, words
from core.services.scenes import Scene

_TRANSFER: Final = "transfer"
_IN_ALL: Final = re.compile(
    r"\b(?:total|totals|all together|altogether|in all|everything|all in|todo|tudo|all up)\b"
    r".{0,30}\b(?:w|with|con|com|including|incluyendo|incluindo|plus|mas|mais|y|e)\b"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here, fact = progress.of(scene), scene.knowledge.fact(Subject.AMENITY, _TRANSFER)
    if here is None or here.step is not Step.YES or meant.stay or meant.names & FOR_RECALL or fact is None:
        return None
    if _TRANSFER not in meant.entities.amenities or not _IN_ALL.search(normalise(meant.text)):
        return None
    row = showing.find(session, scene.conversation, here.shown or 0)
    parts = showing.parts_of(session, row) if row is not None else ()
    if not parts or says_anything(meant):
        return None
    if fetching.theirs_is_from_elsewhere(session, scene, fact):
        return fetching.not_known(session, scene)
    lines = [telling.fact(session, scene, fact)]
    if (trip := price_of_a_trip(fact)) is not None:
        total = showing.total_of(parts)
        both = Money(total.minor + trip, total.currency)
        lines.append(
            scene.say("booking.with_a_trip", stay=words.money(scene, total), total=words.money(scene, both))
        )
    turn = beside.told(session, scene, "\n".join(lines), "told_with_the_transfer")
    return replace(turn, facts=(f"{fact.subject}:{fact.topic}",))


def price_of_a_trip(fact: Fact) -> int | None:
    """Where it is no price a head or a day."""
    return fact.price if fact.answer is Answer.PAID and fact.per in (None, Per.TRIP) else None
