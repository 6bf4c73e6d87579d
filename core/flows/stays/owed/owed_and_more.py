"""What is left to pay, asked in one breath with something else, or with what comes on top: both are answered."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.knowledge import Subject
from core.domain.money import Money
from core.domain.outgoing import Text
from core.flows import composing
from core.flows.booking.money.with_the_transfer import price_of_a_trip
from core.flows.booking.notes import noted
from core.flows.facts import fetching, matters, telling
from core.flows.heard import hearing
from core.flows.stays.owed import paid_before
from core.flows.stays.progress import Matter
from core.flows.stays.told import again, asked_of_it
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.own_stay import own_booking
from core.flows.understand.text import normalise
from core.services import payments, wording, words
from core.services.own_stays import Booking
from core.services.scenes import Scene

_PARTS: Final = re.compile(r"(?i)(?<=[?.!;\n])\s*|,\s+|\s+(?:y|e|and|&|also|tambi[eé]n|tamb[eé]m)\s+")
_WITH: Final = re.compile(
    r"(?i)\b(?:with|con|com|including|incluyendo|contando|incluindo|counting|plus)\s+(?=(?:the|el|la|los|las|o|a|os|as|my"
    r"|our|mi|meu|late|un|una|um|uma|todo|tudo|everything)\b)[^?.!\n]*"
)
_IN_ALL: Final = re.compile(
    r"\b(?:cuanto|quanto) (?:es|seria|sale|saldria|da|fica|quedaria|suma) (?:(?:en|el|o|no) )?(?:todo|tudo|total)\b"
    r"|\bhow much (?:is|would|will) (?:it |that |everything |be )*(?:all|in total|altogether|in all|come to)\b"
)
_LATE: Final = re.compile(r"\blate\b|\b(?:salida|saida|salir|sair) (?:(?:mas|mais) )?(?:tarde|tardi[ao])\b")
_CAR: Final = re.compile(
    r"\b(?:car|carro|auto|coche|remis|transfer|traslado|taxi|pick ?-?up|driver|motorista)\b"
)
_TRIP: Final = "transfer"


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    with_it = _WITH.search(meant.text)
    parts = [part.strip() for part in _PARTS.split(_WITH.sub(" ", meant.text)) if part.strip()]
    asked = [part for part in parts if _is_asked(normalise(part))]
    rest = [part for part in parts if part not in asked]
    if not asked or not (rest or with_it) or meant.names & (FOR_RECALL - {"opt_out"}):
        return None
    if meant.stay and "modify_booking" in meant.names:
        return None  # the price of the other days is asked
    whole = with_it is None and own_booking.is_shown(normalise(meant.text)) and not asks(" ".join(rest))
    if whole or any(own_booking.is_shown(normalise(part)) for part in rest):
        return None  # how all of it stands says that too
    if with_it is None and paid_before.is_told(normalise(meant.text)):
        return None
    turn = asked_of_it.what_is_left(session, scene)
    if turn is None or not isinstance(said := turn.says[0], Text):
        return None
    booking = noted.theirs(session, scene)
    more = _on_top(session, scene, booking, normalise(with_it[0])) if with_it and booking else []
    body = "\n".join([said.body, *more])
    called = Reason.UNKNOWN if fetching.in_words(scene) in more else turn.call_person
    turn = replace(turn, says=(Text(body),), call_person=called)
    return _with_the_rest(session, scene, " ".join(rest), turn)


def _is_asked(plain: str) -> bool:
    return own_booking.is_owed(plain) or _IN_ALL.search(plain) is not None


def _with_the_rest(session: Session, scene: Scene, rest: str, turn: Turn) -> Turn:
    """A later hour asked for has its own question, which stands last."""
    if not rest:
        return turn
    hours = again.about_hours(session, scene, hearing.hear_words(scene, rest))
    if hours is None and not asks(rest):
        return turn
    if hours is None:
        return paid_before.with_the_rest(session, scene, rest, turn)
    [said] = [one.body for one in turn.says if isinstance(one, Text)]
    return composing.reply(scene, [Answer(str(Matter.PAY), said, facts=turn.facts)], hours)


def _on_top(session: Session, scene: Scene, booking: Booking, plain: str) -> list[str]:
    """Hours on the bill are in it; what the hotel charges apart is told with its price, a trip with the sum."""
    lines = []
    if _LATE.search(plain) and booking.late_until is not None:
        hour = wording.hour(scene.language, scene.hotel.country, booking.late_until)
        lines.append(scene.say("stay.hours_counted", hour=hour))
    topics = list(matters.amenities(plain, scene.knowledge))
    if _CAR.search(plain) and _TRIP in noted.standing(scene, booking):
        topics = [_TRIP, *(topic for topic in topics if topic not in (_TRIP, "parking"))]
    elif _CAR.search(plain) and not topics:
        topics = ["parking"]
    facts = [fact for topic in topics if (fact := scene.knowledge.fact(Subject.AMENITY, topic)) is not None]
    if any(fetching.theirs_is_from_elsewhere(session, scene, fact) for fact in facts):
        return [*lines, fetching.in_words(scene)]
    lines += [telling.fact(session, scene, fact) for fact in facts]
    trips = [trip for fact in facts if fact.topic == _TRIP and (trip := price_of_a_trip(fact)) is not None]
    if trips:
        lines.append(_with_a_trip(session, scene, booking, trips[0]))
    return lines


def _with_a_trip(session: Session, scene: Scene, booking: Booking, trip: int) -> str:
    left = payments.purse(session, booking).balance
    both = Money(left.minor + trip, left.currency)
    return scene.say("booking.with_a_trip", stay=words.money(scene, left), total=words.money(scene, both))
