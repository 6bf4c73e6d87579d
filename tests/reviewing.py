"""Guests who have stayed, for tests about reviews: booked, come, gone, on the stopped clock."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from core.base import clock
from core.domain.access import House as TheHouse
from core.domain.errands import Errand
from core.domain.messages import Sender
from core.services import bookings
from core.services.bookings import Terms
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.messages import Message
from core.store.outbox import Claimed, OutboxLetter
from core.store.review_requests import ReviewRequest
from tests.inventory import at, wish
from tests.makers import ANA, House, StoppedClock, heard, incoming
from worker import errands


def stays(house: House, the_clock: StoppedClock, sender: Sender = ANA, **facts: Any) -> int:
    """A guest who wrote to us comes today and is still here; answers the booking's id."""
    with transaction(house.posada) as session:
        conversation, _ = heard(session, house.posada, incoming("hola", sender=sender))
        made = bookings.hold(
            session,
            TheHouse(house.posada),
            conversation.guest_id,
            wish(0, facts.pop("nights", 2), **facts),
            Terms(conversation_id=conversation.id),
        )
        for one in made:
            bookings.confirm(session, house.carla, one.id)
            bookings.check_in(session, house.carla, one.id, room_as_it_is=True)
        return made[0].id


def leaves(house: House, booking_id: int) -> None:
    with transaction(house.posada) as session:
        bookings.check_out(session, house.carla, booking_id)


def has_stayed(house: House, the_clock: StoppedClock, sender: Sender = ANA, **facts: Any) -> int:
    """Came, and left at ten two days later."""
    booking = stays(house, the_clock, sender, **facts)
    the_clock.set(at(2, 10))
    leaves(house, booking)
    return booking


def errands_due(house: House) -> list[Errand]:
    """Runs everything that is due by now, in order; answers what it was."""
    done: list[Errand] = []
    while True:
        with transaction(house.posada) as session:
            due = session.scalars(
                select(OutboxLetter)
                .where(
                    OutboxLetter.state == "waiting",
                    OutboxLetter.desk == "think",
                    OutboxLetter.due_at <= clock.now(),
                )
                .order_by(OutboxLetter.due_at, OutboxLetter.id)
                .limit(1)
            ).first()
            if due is None:
                return done
            letter = Claimed(
                due.id, due.hotel_id, Errand(due.kind), due.lane, due.payload, due.attempts, due.trace_id
            )
        errands.run(letter)
        done.append(letter.kind)


def request_of(house: House, booking_id: int) -> ReviewRequest:
    with transaction(house.posada) as session:
        return session.scalars(select(ReviewRequest).where(ReviewRequest.booking_id == booking_id)).one()


def said_to(house: House, sender: Sender = ANA) -> list[Message]:
    """What the house has said in the guest's conversation, in order."""
    with transaction(house.posada) as session:
        rows = select(Message).join(Conversation, Conversation.id == Message.conversation_id)
        found = session.scalars(rows.where(Message.direction == "out").order_by(Message.id)).all()
        return list(found)
