"""How many are we on that booking? Told from the booking: adults, children and their ages."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.outgoing import Text
from core.flows.booking import progress as booking
from core.flows.booking.hold.kept import wanted_of
from core.flows.stays import which
from core.flows.stays.progress import Matter
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import words
from core.services.scenes import Scene

_HOW_MANY: Final = re.compile(r"\b(?:cuant[oa]s|quant[oa]s|qtos|qnts|how many)\b")
_OF_A_BOOKING: Final = re.compile(
    r"\b(?:reserva|booking|reservation|anot(?:ad[oa]s?|aste|aron|ou)|registrad[oa]s?|registered|figur\w+|pusiste"
    r"|put(?: us)? down|have us down|booked)\b"
)
_PEOPLE: Final = re.compile(
    r"\b(?:somos|eramos|estamos|estao|personas?|pessoas?|people|adult\w*|chic[oa]s|nin[oa]s|nen[ea]s|menores"
    r"|criancas?|kids|children|guests|huespedes|hospedes|of us|are we|we are|figur\w+|anot\w+|registrad\w+)\b"
)
# "How many nights is my booking?" asks something else.
_OTHERWISE: Final = re.compile(
    r"\b(?:noches?|nights?|noites?|dias?|days?|habitacion(?:es)?|rooms?|quartos?|cuartos?|hab|camas?|beds?|veces|times"
    r"|horas?|hours?|plata|pesos|reais|dollars|puntos)\b"
)
_MOST_WORDS: Final = 14


def asked_for(meant: Understanding) -> bool:
    plain = normalise(meant.text)
    about_it = _HOW_MANY.search(plain) and _OF_A_BOOKING.search(plain) and _PEOPLE.search(plain)
    return bool(about_it) and _OTHERWISE.search(plain) is None and len(plain.split()) <= _MOST_WORDS


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Of each stay that is theirs; the open question stays open. Not while another room is looked for."""
    if not asked_for(meant) or meant.stay or meant.changes or meant.names & FOR_RECALL:
        return None
    here = booking.of(scene)
    if here is not None and here.step not in (booking.Step.PAY, booking.Step.GIVE_UP):
        return None
    found = which.candidates(session, scene, Matter.STATUS)
    lines = []
    for one in found:
        people = wanted_of(session, one).people
        if people is not None:
            lines.append(scene.say("stay.who_is_on_it", code=one.code, people=words.people(scene, people)))
    if not lines:
        return None
    facts = tuple(f"booking:{one.code}" for one in found)
    memory = {"misses": 0}
    return Turn(
        says=(Text("\n".join(lines)),), asked=scene.memory.asked, memory=memory, step="told_who", facts=facts
    )
