"""The confirmation of a booking once more, for a guest who cannot find it."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.domain.access import Action, Actor, require
from core.domain.bookings import Status
from core.domain.conversations import AuditTag
from core.domain.refusals import Refused, WhyNot
from core.services import confirmations, holding, meanwhile, outgoing
from core.services.approved import LeftAlone
from core.services.written import reason_for, written_down
from core.store import guests

CONFIRMED: Final = frozenset({Status.CONFIRMED, Status.IN_HOUSE})


def confirmation(session: Session, actor: Actor, booking_id: int, reason: str, token: str) -> None:
    require(actor, Action.BOOK)
    conversation, booking = holding.with_its_talk(session, booking_id)
    if booking is None or conversation is None:
        raise Refused(WhyNot.NO_SUCH_BOOKING)
    if booking.status not in CONFIRMED:
        raise Refused(WhyNot.WRONG_STATUS, status=booking.status, deed="confirmation")
    guest = guests.one(session, conversation.guest_id)
    if guest is None or guest.left_alone:
        raise LeftAlone
    facts = {"reason": reason_for(reason, needed=True)}
    subject, tag = f"booking:{booking.id}", AuditTag.CONFIRMATION_SENT_AGAIN
    meanwhile.unless_just_done(session, actor, subject, tag)
    if written_down(session, actor, tag, subject, token, **facts):
        content = confirmations.fitting(session, conversation, booking)
        outgoing.say(session, conversation, content, why={"flow": "booking", "step": "sent_again"})
