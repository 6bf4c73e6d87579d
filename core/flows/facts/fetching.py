"""A car from the bus or the train: the one from the airport, of which the hotel has written, is another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.knowledge import Fact
from core.flows.booking import beside
from core.flows.booking.notes import noted
from core.flows.facts import finer
from core.flows.person.handover import promise
from core.flows.turn import Answer, Turn
from core.flows.understand.wishes import fetched_where, stay_wishes
from core.flows.understand.wishes.stay_wishes import StayWish
from core.services.scenes import Scene


def is_a_car_from_elsewhere(fact: Fact, words: str) -> bool:
    elsewhere = fact.topic == noted.CAR and fetched_where.is_elsewhere(words)
    return elsewhere and finer.is_unwritten_of(finer.FETCHED_ELSEWHERE, fact)


def theirs_is_from_elsewhere(session: Session, scene: Scene, fact: Fact) -> bool:
    """ "How much is the car?", once one was noted that is to fetch them there."""
    booking = noted.theirs(session, scene)
    told = noted.standing(scene, booking) if booking is not None else noted.before_booking(scene)
    theirs = f"{scene.words} {told.get(noted.CAR, '')}"
    return is_a_car_from_elsewhere(fact, theirs)


def price_asked(text: str, wishes: Iterable[StayWish]) -> list[str]:
    """The sentences that ask what the car costs which is wanted beside them."""
    if not any(wish.kind == noted.CAR and wish.wanted for wish in wishes):
        return []
    return [one for one in stay_wishes.sentences(text) if fetched_where.asks_its_price(one)]


def price(scene: Scene, text: str, wishes: Iterable[StayWish]) -> list[Answer]:
    """Unknown where it is fetched from elsewhere, or no price is written; else it is told with the car."""
    car = next((wish for wish in wishes if wish.kind == noted.CAR and wish.wanted), None)
    if car is None or not price_asked(text, [car]):
        return []
    fact = noted.fact_of(scene, noted.CAR)
    if fact is not None and fact.price is not None and not is_a_car_from_elsewhere(fact, car.sentence):
        return []
    return [Answer("ask_amenity", known=False, lacks=finer.FETCHED_ELSEWHERE)]


def in_words(scene: Scene) -> str:
    """Said with the promise of a person, who has to be called."""
    topic = scene.say(f"topic.{finer.FETCHED_ELSEWHERE}")
    return f"{scene.say('handover.unknown', topics=topic)} {promise(scene, Reason.UNKNOWN)}"


def not_known(session: Session, scene: Scene) -> Turn:
    """With the question that stands open, which goes on."""
    turn = beside.told(session, scene, in_words(scene), "car_from_elsewhere")
    return replace(turn, call_person=Reason.UNKNOWN)
