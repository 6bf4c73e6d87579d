"""Other hours, or the QR, asked by somebody who has not booked yet: the rule, and nothing about a code."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Answer, Subject
from core.domain.outgoing import Text
from core.flows.booking.progress import NAME as BOOKING
from core.flows.facts import telling
from core.flows.stays import which
from core.flows.stays.hour.sides import side_of
from core.flows.stays.progress import Matter
from core.flows.stays.told import pass_again
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.text import normalise
from core.services import paying, wording
from core.services.scenes import Scene

_OF_HOURS: Final = frozenset({Matter.EARLY, Matter.LATE})
ASKED_BEFORE: Final = _OF_HOURS | {Matter.STATUS}
_BOOKED: Final = re.compile(
    r"(?i)\b(?:mi|nuestra|tengo (?:una|la)|my|our|have a|made a|minha|nossa|tenho (?:uma|a)) (?:reserva|booking"
    r"|reservation)|\b(?:ya|already|j[aá]) (?:reserv|book|pag)|\b(?:reserv[eé]|reservamos|reservei)\b"
)

_NONE: Final = re.compile(
    r"\b(?:no (?:tengo|tenemos|hice|hicimos)|nao (?:tenho|temos|fiz|fizemos)|(?:don'?t|do not) have"
    r"|have(?:n'?t)? (?:no|any)"
    r"|haven'?t (?:got|made)|sin|sem|without|todavia no|ainda nao|not)"
    r"(?: (?:una|ninguna|um|uma|nenhuma|a|any|todavia|aun|ainda|yet|hecha|feita|made|hice|fiz))*"
    r" (?:reserv[ae]\w*|book\w*|reservation)\b(?! (?:code|number|codigo|numero))"
    r"|\b(?:es|era|e) (?:solo |so |apenas )?(?:para|pra|por) (?:saber|consultar|preguntar|perguntar)\b"
    r"|\b(?:just|only) (?:asking|wondering|curious)\b|\bso (?:perguntando|consultando|uma duvida)\b"
    r"|\bsolo consulto\b"
)


def has_none(session: Session, scene: Scene, matter: Matter, meant: Understanding) -> bool:
    """No booking of theirs, no code, no word of one."""
    if which.codes_in(meant) or which.candidates(session, scene, matter) or _BOOKED.search(meant.text):
        return False
    if matter is Matter.STATUS and not pass_again.asked_for(meant.text):
        return False
    return matter in _OF_HOURS or scene.memory.flow == BOOKING or bool(scene.memory.stay)


def says_none(text: str) -> bool:
    """ "I have no booking, I'm only asking": no code is to be had of them."""
    return _NONE.search(normalise(text)) is not None


def answer(session: Session, scene: Scene, matter: Matter, meant: Understanding) -> Turn:
    return hours(session, scene, matter, meant) if matter in _OF_HOURS else _pass_comes(scene)


def _pass_comes(scene: Scene) -> Turn:
    """Nobody has a pass for a booking that is still to be made: the question stays open."""
    said = Text(scene.say("confirmation.pass_comes"))
    return Turn(says=(said,), asked=scene.memory.asked, memory={"misses": 0}, step="pass_before_booking")


def _is_being_taken(scene: Scene) -> bool:
    """Asked in the breath that takes a room: no other booking is meant."""
    return bool(scene.part) and scene.memory.flow == BOOKING


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "I have no booking, it's just to know", said of the hours that were asked for."""
    wish = scene.memory.wish
    if wish not in set(map(str, _OF_HOURS)) or not says_none(meant.text) or meant.stay:
        return None
    matter = Matter(wish)
    if which.codes_in(meant) or which.candidates(session, scene, matter):
        return None
    turn = hours(session, scene, matter, meant, asks_code=False)
    return replace(turn, wish=wish)


def hours(
    session: Session, scene: Scene, matter: Matter, meant: Understanding, *, asks_code: bool = True
) -> Turn:
    """What every guest may; bags are kept only where the hotel says so, and come first where they are named."""
    side = side_of(matter)
    usual = wording.hour(scene.language, scene.hotel.country, side.usual(scene))
    held = paying.open_hold(session, scene.conversation) is not None
    said = scene.say(f"stay.{side.word}_{'held' if held else 'before'}", hour=usual)
    if asks_code and not held and not _is_being_taken(scene):
        said = f"{said} {scene.say('stay.if_booked')}"
    luggage = scene.knowledge.fact(Subject.AMENITY, "luggage")
    if luggage is not None and "luggage" in meant.entities.amenities:
        said = f"{telling.fact(session, scene, luggage)}\n\n{said}"
    elif luggage is not None and luggage.answer is Answer.YES:
        said = f"{said} {scene.say('stay.luggage')}"
    step = f"{side.word}_before_booking"
    return Turn(says=(Text(said),), asked=scene.memory.asked, memory={"misses": 0}, step=step)
