"""Paying at the hotel: offered only where the hotel allows it, and the room is the guest's without any clock."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import Party as PartySoFar
from core.domain.memory import StaySoFar
from core.domain.refusals import Refused
from core.flows.booking.search import looking_again
from core.flows.turn import Turn
from core.services import confirmations, paying, payments, words
from core.services.scenes import Scene
from core.services.showing import Booking

_SAID: Final = re.compile(
    r"(?i)\b(?:(?:en|desde) el (?:hotel|lugar)|al (?:llegar|check ?in)|cuando llegue\w*(?! a (?:mi )?casa)"
    r"|en recepci[oó]n|efectivo"
    r"|at the (?:hotel|desk)|on arrival|when (?:i|we) (?:arrive|get there)|cash"
    r"|no hotel|na (?:chegada|recep[cç][aã]o)|quando cheg\w+(?! em casa)|dinheiro)\b"
)


def said(words_said: str) -> bool:
    return _SAID.search(words_said) is not None


def take(session: Session, scene: Scene, booking: Booking) -> Turn:
    """The clock ends here: it stands, and what is owed is paid at the desk."""
    try:
        paying.at_the_hotel(session, booking)
    except Refused:
        return looking_again.it_is_over(scene, booking)
    balance = payments.purse(session, booking).balance
    lead = scene.say("booking.at_hotel", code=booking.code, amount=words.money(scene, balance))
    content = confirmations.confirmation(session, booking, lead, scene.language)
    forget = {"stay": StaySoFar(), "party": PartySoFar()}
    return Turn(says=(content,), memory={"misses": 0, **forget}, step="pays_at_hotel", wish="booking_status")
