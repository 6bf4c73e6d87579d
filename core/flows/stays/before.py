"""Other hours, or the QR, asked by somebody who has not booked yet: the rule, and nothing about a code."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Answer, Subject
from core.domain.outgoing import Text
from core.flows import telling
from core.flows.booking.progress import NAME as BOOKING
from core.flows.stays import pass_again, which
from core.flows.stays.progress import Matter
from core.flows.stays.sides import side_of
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.services import paying, wording
from core.services.scenes import Scene

_OF_HOURS: Final = frozenset({Matter.EARLY, Matter.LATE})
ASKED_BEFORE: Final = _OF_HOURS | {Matter.STATUS}
_BOOKED: Final = re.compile(
    r"(?i)\b(?:mi|nuestra|tengo (?:una|la)|my|our|have a|made a|minha|nossa|tenho (?:uma|a)) (?:reserva|booking"
    r"|reservation)|\b(?:ya|already|j[aá]) (?:reserv|book|pag)|\b(?:reserv[eé]|reservamos|reservei)\b"
)


def has_none(session: Session, scene: Scene, matter: Matter, meant: Understanding) -> bool:
    """No booking of theirs, no code, no word of one. Who wants to leave later is mostly here already."""
    if which.codes_in(meant) or which.candidates(session, scene, matter) or _BOOKED.search(meant.text):
        return False
    if matter is Matter.STATUS and not pass_again.asked_for(meant.text):
        return False
    looks_around = scene.memory.flow == BOOKING or bool(scene.memory.stay)
    return looks_around or matter is Matter.EARLY


def answer(session: Session, scene: Scene, matter: Matter, meant: Understanding) -> Turn:
    return hours(session, scene, matter, meant) if matter in _OF_HOURS else _pass_comes(scene)


def _pass_comes(scene: Scene) -> Turn:
    """Nobody has a pass for a booking that is still to be made: the question stays open."""
    said = Text(scene.say("confirmation.pass_comes"))
    return Turn(says=(said,), asked=scene.memory.asked, memory={"misses": 0}, step="pass_before_booking")


def _is_being_taken(scene: Scene) -> bool:
    """Asked in the breath that takes a room: no other booking is meant."""
    return bool(scene.part) and scene.memory.flow == BOOKING


def hours(session: Session, scene: Scene, matter: Matter, meant: Understanding) -> Turn:
    """What every guest may; bags are kept only where the hotel says so, and come first where they are named."""
    side = side_of(matter)
    usual = wording.hour(scene.language, scene.hotel.country, side.usual(scene))
    said = scene.say(f"stay.{side.word}_before", hour=usual)
    if paying.open_hold(session, scene.conversation) is None and not _is_being_taken(scene):
        said = f"{said} {scene.say('stay.if_booked')}"
    luggage = scene.knowledge.fact(Subject.AMENITY, "luggage")
    if luggage is not None and "luggage" in meant.entities.amenities:
        said = f"{telling.fact(session, scene, luggage)}\n\n{said}"
    elif luggage is not None and luggage.answer is Answer.YES:
        said = f"{said} {scene.say('stay.luggage')}"
    step = f"{side.word}_before_booking"
    return Turn(says=(Text(said),), asked=scene.memory.asked, memory={"misses": 0}, step=step)
