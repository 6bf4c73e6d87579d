"""Guests who have stayed, for tests about reviews: booked, come, gone, on the stopped clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import House as TheHouse
from core.domain.errands import Errand
from core.domain.messages import Sender
from core.services import bookings
from core.services.bookings import Terms
from core.services.reviews import asking
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


def many_left(house: House, the_clock: StoppedClock, count: int) -> list[int]:
    """So many guests who left this morning and are to be asked at two; answers their requests, in order."""
    booking = has_stayed(house, the_clock)
    the_clock.set(at(0, 10))
    with transaction(house.posada) as session:
        first = session.scalars(select(ReviewRequest).where(ReviewRequest.booking_id == booking)).one()
        more = [someone_left(session, first, number, at(0, 14)) for number in range(1, count)]
        return [first.id, *more]


def someone_left(session: Session, like: ReviewRequest, number: int, due_at: datetime) -> int:
    """A guest with a number of their own, to be asked then; answers their request."""
    someone = Sender(phone=f"5491144{number:06}", name="Ana")
    talk, line = heard(session, like.hotel_id, incoming("hola", sender=someone))
    line.handled_at, talk.last_guest_at = clock.now(), clock.now() - timedelta(days=2)
    request = ReviewRequest(
        hotel_id=like.hotel_id, booking_id=like.booking_id, stay_key=f"M{number}", guest_id=talk.guest_id,
        conversation_id=talk.id, state="planned", reminded=0, left_at=clock.now(), due_at=due_at,
    )  # fmt: skip
    session.add(request)
    session.flush()
    asking.put_off(session, request, due_at)
    return request.id


def errands_due(house: House) -> list[Errand]:
    """Runs everything that is due by now, in order; answers what it was."""
    done: list[Errand] = []
    while True:
        with transaction(house.posada) as session:
            due = session.scalars(
                select(OutboxLetter)
                .where(
                    OutboxLetter.state == "waiting",
                    OutboxLetter.desk.in_(("think", "unhurried")),
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
