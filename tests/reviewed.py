"""A hotel that has been reviewed: an unhappy guest, a happy one, and what stands in public."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import House as TheHouse
from core.domain.opinions import Opinion, Sign, Topic
from core.domain.reviews import Platform
from core.services import bookings
from core.services.bookings import Terms
from core.services.reviews import answering, incoming
from core.services.reviews.exports import Arrived
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.guests import Guest
from core.store.review_requests import ReviewRequest
from core.store.reviews import ReviewCase
from tests.inventory import furnished, wish
from tests.makers import BRUNO, House, heard
from tests.makers import incoming as message

DIRT = Opinion({Topic.BED: Sign.BAD, Topic.STAFF: Sign.GOOD}, 1, 2, False)
BREAD = Opinion({Topic.BREAKFAST: Sign.GOOD}, 1, 0, False)
UNHAPPY = "La cama durísima y el agua fría. La chica de recepción, un amor."


def reviewed(house: House) -> int:
    """Answers the id of the unhappy guest's case."""
    furnished(house.posada)
    _answers(house, 2, UNHAPPY, DIRT)
    _answers(house, 5, "El desayuno riquísimo", BREAD, sender=BRUNO)
    public = [
        Arrived(
            Platform.GOOGLE, "Marta", "4", 4, "Muy lindo, volveremos.", clock.now() - timedelta(days=3), "es"
        ),
        Arrived(Platform.BOOKING, "John", "9", 4, "Spotless room", clock.now() - timedelta(days=40), "en"),
    ]
    with transaction(house.posada) as session:
        incoming.take_in(session, house.carla, public, "token-of-the-import")
        for review, said in ((one, BREAD) for one in incoming.unread(session, 10)):
            incoming.was_read(session, review, said, "es")
        return session.scalars(select(ReviewCase.id)).one()


def _answers(house: House, stars: int, words: str, opinion: Opinion, **facts: object) -> None:
    with transaction(house.posada) as session:
        conversation, line = heard(session, house.posada, message("hola", **facts))
        line.handled_at = clock.now()
        request = _asked(session, house.posada, conversation)
        answering.rate(session, conversation, request, stars)
        answering.tell(session, conversation, request, words, opinion, [])


def _asked(session: Session, hotel_id: int, conversation: Conversation) -> ReviewRequest:
    guest = session.get_one(Guest, conversation.guest_id)
    terms = Terms(conversation_id=conversation.id)
    [booking] = bookings.hold(session, TheHouse(hotel_id), guest.id, wish(5), terms)
    request = ReviewRequest(
        hotel_id=hotel_id, booking_id=booking.id, stay_key=booking.code, guest_id=guest.id,
        conversation_id=conversation.id, state="sent", left_at=clock.now(), due_at=clock.now(), reminded=0,
        asked_at=clock.now() - timedelta(hours=1), segment="couple", variant="a", language="es", way="free",
    )  # fmt: skip
    session.add(request)
    session.flush()
    return request
