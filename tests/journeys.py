"""What tests about the letters of a journey share: a room booked for Ana, and time that passes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from core.base import clock
from core.domain.access import House as TheHouse
from core.domain.errands import Errand
from core.domain.journey import JourneyLetter
from core.services import (
    bookings,
)
from core.services.bookings import Change, Price, Terms
from core.store import outbox
from core.store.db import transaction
from core.store.journey import JourneyRow
from core.store.messages import Message
from core.store.outbox import Claimed, OutboxLetter
from tests.inventory import TIGRE, wish
from tests.makers import AFTERNOON, House, StoppedClock, heard, incoming
from worker import errands

DAY_BEFORE, BALANCE, ARRIVAL, LEAVING = (
    JourneyLetter.DAY_BEFORE,
    JourneyLetter.BALANCE_DUE,
    JourneyLetter.ARRIVAL,
    JourneyLetter.CHECKOUT_DAY,
)


def in_days(number: int) -> date:
    """From the day on which the test begins, however far its clock has moved."""
    return AFTERNOON.astimezone(TIGRE).date() + timedelta(days=number)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(in_days(day), time(hour, minute), TIGRE)


def booked(house: House, **facts: object) -> int:
    """Ana's room, confirmed; what it costs is still to be paid."""
    by = TheHouse(house.posada)
    with transaction(house.posada) as session:
        conversation, line = heard(session, house.posada, incoming("hola"))
        line.handled_at = clock.now()
        terms = Terms(conversation_id=conversation.id)
        made = bookings.hold(session, by, conversation.guest_id, wish(**facts), terms)  # type: ignore[arg-type]
        for one in made:
            bookings.confirm(session, by, one.id)
        return made[0].id


def letters(house: House, booking: int) -> dict[str, tuple[str, str | None]]:
    with transaction(house.posada) as session:
        rows = session.scalars(select(JourneyRow).where(JourneyRow.booking_id == booking))
        return {row.letter: (row.fate, row.why) for row in rows}


def due(house: House, booking: int, letter: JourneyLetter) -> object:
    with transaction(house.posada) as session:
        found = select(JourneyRow.due_at).where(JourneyRow.booking_id == booking, JourneyRow.letter == letter)
        return session.scalars(found).one()


def said(house: House) -> list[Message]:
    """What the house wrote by itself, in order."""
    with transaction(house.posada) as session:
        lines = session.scalars(select(Message).where(Message.direction == "out").order_by(Message.id))
        return [line for line in lines if (line.why or {}).get("flow") == "journey"]


def steps(house: House) -> list[str]:
    return [str((line.why or {})["step"]) for line in said(house)]


def time_comes(house: House, stopped_clock: StoppedClock, day: int, hour: int, minute: int = 0) -> None:
    """Everything that falls due until then is run, each at its own moment."""
    until = at(day, hour, minute)
    while True:
        with transaction(house.posada) as session:
            letter = session.scalars(
                select(OutboxLetter)
                .where(
                    OutboxLetter.state == "waiting",
                    OutboxLetter.kind == Errand.JOURNEY_LETTER,
                    OutboxLetter.due_at <= until,
                )
                .order_by(OutboxLetter.due_at, OutboxLetter.id)
            ).first()
            if letter is None:
                break
            stopped_clock.set(max(letter.due_at, clock.now()))
            claimed = Claimed(
                letter.id, letter.hotel_id, Errand(letter.kind), letter.lane, letter.payload, 1, "t"
            )
            errands.HANDLERS[claimed.kind](session, claimed)
            outbox.done(session, [letter.id], clock.now())
    stopped_clock.set(until)


def change(house: House, booking: int, **facts: object) -> None:
    with transaction(house.posada) as session:
        made = Change(price=Price.KEEP, **facts)  # type: ignore[arg-type]
        bookings.change_stay(session, house.olga, booking, made)
