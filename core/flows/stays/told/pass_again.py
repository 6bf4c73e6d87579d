"""The confirmation with its QR, sent once more."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.bookings import STANDS
from core.flows.stays.progress import Matter, told
from core.flows.turn import Turn
from core.flows.understand.intents.plainly_said import is_said
from core.flows.understand.text import normalise
from core.services import confirmations, showing
from core.services.own_stays import Booking
from core.services.scenes import Scene


def asked_for(words: str) -> bool:
    return is_said("pass_again", normalise(words))


def sent(session: Session, scene: Scene, booking: Booking) -> Turn | None:
    """Where the words ask for it and the booking stands."""
    if booking.status not in STANDS or not asked_for(scene.words):
        return None
    return once_more(session, scene, booking)


def once_more(session: Session, scene: Scene, booking: Booking) -> Turn:
    lead = scene.say("confirmation.pass_again", code=showing.together(session, booking.id)[0].code)
    content = confirmations.confirmation(session, booking, lead, scene.language)
    return told(content, Matter.STATUS, "sent_pass_again", booking.code)
