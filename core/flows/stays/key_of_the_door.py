""" "When do you send me the key?" of a stay that is booked: how the hotel lets in whoever comes late."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.knowledge import Subject
from core.domain.outgoing import Text
from core.flows import arriving, telling
from core.flows.booking import noted
from core.flows.stays.progress import NAME
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services.scenes import Scene

_SHORT: Final = 16
_KEY: Final = r"(?:clave|codigo|llaves?|keys?|door code|entry code|code|senha|chaves?)"
_GIVEN: Final = (
    r"(?:cuando|quando|when|mandan?|mandas|mandam|pasan?|pasas|passam?|envian?|enviam?|dan|das|dao|send|give|get"
    r"|pick up|retir\w+|busc\w+|recib\w+|receb\w+|pego|pegar|pega)"
)
_ASKED: Final = re.compile(
    rf"\b{_KEY}\b.{{0,40}}\b{_GIVEN}\b|\b{_GIVEN}\b.{{0,30}}\b{_KEY}\b"
    r"|^(?:(?:y|e|and|ok|che|hola)[ ,]+)*(?:la|las|the|a|as|my|mi) (?:clave|llaves?|keys?|senha|chaves?) ?[?]"
)
_ANOTHER: Final = re.compile(
    r"\b(?:wi-?fi|internet|red|qr|reserva|booking|reservation|descuento|discount|desconto|promo\w*|perd\w+|lost|olvid\w+"
    r"|esquec\w+|devolv\w+|return|dej\w+|leave|deix\w+|no (?:abre|anda|funciona)|broken)\b"
)


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    plain = normalise(meant.text).replace("¿", "")
    if _ASKED.search(plain) is None or _ANOTHER.search(plain) or len(plain.split()) > _SHORT:
        return None
    booking, fact = noted.theirs(session, scene), scene.knowledge.fact(Subject.POLICY, arriving.TOPIC)
    if booking is None or booking.status != Status.CONFIRMED or fact is None or meant.names & FOR_RECALL:
        return None
    return Turn(
        says=(Text(telling.fact(session, scene, fact)),), asked=scene.memory.asked, memory={"misses": 0},
        step="told_of_the_key", facts=(f"{fact.subject}:{fact.topic}",), by=NAME,
    )  # fmt: skip
