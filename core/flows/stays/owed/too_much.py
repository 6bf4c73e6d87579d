""" "Did I pay too much?", "do I get the difference back?": what is paid and what is owed say it at once."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.outgoing import Text
from core.flows.stays import which
from core.flows.stays.progress import Matter
from core.flows.stays.told import standing
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import paying, payments, sending_back, showing
from core.services.scenes import Scene

_ASKED: Final = re.compile(
    r"\b(?:pag(?:ue|amos|o) de mas|paid too much|overpaid|pag(?:uei|amos) (?:a mais|demais)"
    r"|(?:devuelv|devolv|reintegr)[a-z]* (?:la |a )?(?:diferencia|diferenca)"
    r"|(?:get|give|refund)[a-z]*(?: me| us)? the difference)\b"
)
_ONLY_THOUGHT_OF: Final = re.compile(r"\b(?:si|se|if|cuando|quando|when)\b")
_FEW_WORDS: Final = 9


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Where more was paid than is owed, or money is on its way back, it is a matter of refunds."""
    plain = normalise(meant.text)
    if _ASKED.search(plain) is None or _ONLY_THOUGHT_OF.search(plain) or len(plain.split()) > _FEW_WORDS:
        return None
    found = which.candidates(session, scene, Matter.STATUS)
    if len(found) != 1 or found[0].status == Status.HELD or meant.names & FOR_RECALL:
        return None
    if paying.open_hold(session, scene.conversation) is not None:
        return None
    booking = found[0]
    way = sending_back.way_of(session, showing.together(session, booking.id))
    if payments.purse(session, booking).balance.minor < 0 or way.under_way or way.done:
        return None
    lead = scene.say("stay.nothing_too_much", code=booking.code)
    said = Text(f"{lead} {standing.money_told(session, scene, booking)}")
    facts = (f"booking:{booking.code}",)
    return Turn(says=(said,), memory={"misses": 0}, step="nothing_too_much", facts=facts)
