""" "It is not noted: tell me if you want it", and the guest does: "sí, lo quiero", "obvio, anotalo", "¿lo agregan?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking.notes import noted
from core.flows.facts import telling
from core.flows.understand.text import normalise
from core.flows.understand.wishes import stay_wishes
from core.flows.understand.wishes.pets import leaves_the_pet
from core.services.own_stays import Booking
from core.services.scenes import Scene

_LATELY: Final = 4
_FEW_WORDS: Final = 14
_NOTE: Final = (
    r"(?:anot(?:a|e|en|alo|ala|alos|alas|enlo|enla|ame|amelo|amela|arlo|arla|ar|an)|agreg(?:a|ue|uen"
    r"|alo|ala|uenlo|uenla|an|ar"
    r"|arlo|arla|ame|amelo|amela)|sum(?:a|alo|ala|en|enlo|enla|an)|pon(?:e|elo|ela|gan|ganlo|ganla)"
    r"|incluy?(?:i|ilo|ila|an"
    r"|anlo|anla|a|am)|add|note|put|write|include|anota|anotem?|coloc(?:a|ar|a ai|ou|am)|acrescent(?:a|ar|em|am)"
    r"|adicion(?:a|ar|em|am))"
)
_WANTS: Final = re.compile(
    rf"^(?:(?:y|e|and|pero|but|entonces|bueno|ok|dale|por favor|please) )*"
    rf"(?:si+|yes|yep|yeah|sim|claro|obvio|dale|of course|sure|por supuesto|lo quiero|la quiero"
    rf"|los quiero|las quiero"
    rf"|quiero|queremos|quero|i want|we want|(?:me |nos |me lo |me la |lo |la |los |las |o |a )?{_NOTE})\b"
)
_OF_IT: Final = re.compile(
    r"[a-z](?:alo|ala|alos|alas|elo|ela|enlo|enla|arlo|arla|melo|mela)\b|\b(?:it|them|lo quiero|isso)\b"
)
_NOT: Final = re.compile(r"^(?:no|nao|nop|nope|don'?t|deja|dejalo|never ?mind|deixa)\b")


@dataclass(frozen=True)
class Agreed:
    """What is to be noted after all, in whose words, and what else was said."""

    kinds: tuple[str, ...]
    words: str
    rest: str


def heard(scene: Scene, booking: Booking, text: str) -> Agreed | None:
    """Only right after it was asked for, and only of what can be had."""
    kinds = _asked_for(scene, booking)
    if not kinds:
        return None
    lines = [line for line in text.splitlines() if line.strip()]
    wants = next((line for line in lines if _is_wanted(line)), None)
    if wants is not None and _is_of_something_else(wants, kinds):
        return None
    if wants is None or any(_NOT.search(normalise(line)) or leaves_the_pet(line) for line in lines):
        return None
    return Agreed(kinds, wants, "\n".join(line for line in lines if line is not wants))


def was_asked(scene: Scene) -> str:
    """What was asked for lately, in the guest's words: "is the crib noted?"; nothing where nobody asked."""
    before = scene.memory.said_before(_LATELY)
    return next((words for words in reversed(before) if stay_wishes.asks_whether_noted(words)), "")


def _is_wanted(line: str) -> bool:
    plain = normalise(line).strip(" ¿¡")
    return _WANTS.search(plain) is not None and len(plain.split()) <= _FEW_WORDS


def _is_of_something_else(line: str, kinds: tuple[str, ...]) -> bool:
    """ "Note that my dog is called Frida" agrees to nothing that was asked for."""
    others = {one.kind for one in stay_wishes.told(line)} - {*kinds}
    return bool(others) and _OF_IT.search(normalise(line)) is None


def _asked_for(scene: Scene, booking: Booking) -> tuple[str, ...]:
    asked = noted.named(was_asked(scene)) - {*noted.standing(scene, booking)}
    asked -= {noted.LATE} if booking.arrives is not None else set()
    return tuple(sorted(kind for kind in asked if not noted.is_lacking(scene, kind)))


def write(session: Session, scene: Scene, booking: Booking, agreed: Agreed) -> str:
    """On the booking, line by line; and what the house says of it, with the price that the hotel has written."""
    for kind in agreed.kinds:
        noted.write(session, scene, booking, kind, agreed.words, wanted=True)
    lines = [noted.said(session, scene, booking, dict.fromkeys(agreed.kinds, agreed.words))]
    facts = [
        noted.rule_of_pets(scene) if kind == noted.PET else noted.fact_of(scene, kind)
        for kind in agreed.kinds
    ]
    lines += [telling.fact(session, scene, fact) for fact in facts if fact is not None]
    return "\n".join(lines)
