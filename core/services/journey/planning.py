"""What a stay may expect is planned with the fact it belongs to: in the same transaction, under one key each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.base import clock
from core.domain import journey as letters
from core.domain.bookings import Status
from core.domain.conversations import AuditTag
from core.domain.errands import Errand
from core.domain.journey import EXPECTED, IN_CONFIRMATION, Fate, Journey, JourneyLetter, Why
from core.domain.stays import HouseHours
from core.services import errands, hotels, policies
from core.services.reckoning import hours_of
from core.store import journey as rows
from core.store import outbox
from core.store.bookings import Booking
from core.store.hotels import Hotel
from core.store.journey import JourneyRow

_BEGINS: Final = frozenset(
    {AuditTag.BOOKING_CONFIRMED, AuditTag.BOOKING_REVIVED, AuditTag.BOOKING_BROUGHT_BACK}
)
_FOLLOWED: Final = _BEGINS | {
    AuditTag.BOOKING_CHANGED,
    AuditTag.BOOKING_CHANGED_BACK,
    AuditTag.BOOKING_CANCELLED,
    AuditTag.BOOKING_NO_SHOW,
    AuditTag.BOOKING_ARRIVED,
    AuditTag.BOOKING_WALKED_IN,
    AuditTag.BOOKING_LEFT,
    AuditTag.BOOKING_ARRIVAL_UNDONE,
    AuditTag.BOOKING_LEAVING_UNDONE,
}
# A stay that comes back to life, or moves, is written to again; what people decided stays as they decided.
_MAY_CHANGE: Final = frozenset({Why.NO_STAY})


@dataclass(frozen=True)
class Plan:
    """One stay with the times its letters depend on."""

    booking: Booking
    rules: Journey
    hours: HouseHours
    now: datetime
    begins: bool = False

    @property
    def today(self) -> date:
        """On the hotel's clock."""
        return self.now.astimezone(ZoneInfo(self.hours.timezone)).date()


def rules_of(hotel: Hotel) -> Journey:
    return letters.from_json(hotel.journey)


def plan_of(session: Session, booking: Booking, *, begins: bool = False) -> Plan:
    hotel = hotels.get(session, booking.hotel_id)
    hours = hours_of(hotel, policies.of(session, hotel.id))
    return Plan(booking, rules_of(hotel), hours, clock.now(), begins)


def follow(session: Session, tag: AuditTag, booking: Booking) -> None:
    """What was done to the booking moves its letters, calls them off, or adds the ones it may now expect."""
    if tag not in _FOLLOWED or booking.guest_id is None:
        return
    plan = plan_of(session, booking, begins=tag in _BEGINS)
    known = rows.of_booking(session, booking.id)
    expected = EXPECTED.get(Status(booking.status), frozenset())
    for letter in JourneyLetter:
        row = known.get(letter)
        if letter in expected:
            _expect(session, plan, letter, row)
        elif row is not None and row.fate == Fate.PLANNED:
            here = booking.status in (Status.IN_HOUSE, Status.CHECKED_OUT)
            drop(session, row, Why.ALREADY_HERE if here else Why.NO_STAY)


def move_planned(session: Session, booking: Booking) -> None:
    """The hotel writes at other hours now."""
    plan = plan_of(session, booking)
    for letter, row in rows.of_booking(session, booking.id).items():
        if row.fate == Fate.PLANNED and not row.insisted:
            put(session, row, due_of(plan, JourneyLetter(letter)))


def due_of(plan: Plan, letter: JourneyLetter) -> datetime:
    booking = plan.booking
    came = booking.arrived_at or plan.now
    return letters.due_at(plan.rules, letter, booking.nights, plan.hours.timezone, came)


def _expect(session: Session, plan: Plan, letter: JourneyLetter, row: JourneyRow | None) -> None:
    day = letters.day_of(letter, plan.booking.nights)
    if row is not None and row.day == day and not _may_change(row):
        return
    if row is not None and row.why == Why.BY_STAFF:
        return
    if row is None:
        row = _new(plan, letter)
        session.add(row)
    row.day, row.why, row.sent_at = day, None, None
    due = due_of(plan, letter)
    if due > plan.now:
        put(session, row, due)
    elif plan.begins and letter in IN_CONFIRMATION:
        switched_on = plan.rules.rule(letter).on
        drop(session, row, Why.IN_CONFIRMATION if switched_on else Why.SWITCHED_OFF)
    elif letters.helps_until(letter, plan.booking.nights, plan.hours) <= plan.now:
        drop(session, row, Why.TOO_LATE)
    else:
        put(session, row, letters.awake(plan.rules, letter, plan.now, plan.hours.timezone))


def _may_change(row: JourneyRow) -> bool:
    return row.fate == Fate.SKIPPED and row.why in _MAY_CHANGE


def _new(plan: Plan, letter: JourneyLetter) -> JourneyRow:
    return JourneyRow(
        hotel_id=plan.booking.hotel_id,
        booking_id=plan.booking.id,
        letter=letter,
        fate=Fate.PLANNED,
        due_at=plan.now,
        round=0,
        insisted=False,
    )


def put(
    session: Session, row: JourneyRow, due: datetime, why: Why | None = None, *, insisted: bool = False
) -> None:
    """Planned for a moment, by an errand of its own: the one before it is called off, or ends without a word."""
    outbox.cancel(session, _key(row))
    row.fate, row.due_at, row.why, row.insisted = Fate.PLANNED, due, why, insisted
    row.round += 1
    session.flush()
    errands.write(
        session,
        row.hotel_id,
        Errand.JOURNEY_LETTER,
        _key(row),
        {"booking": row.booking_id, "letter": row.letter, "round": row.round},
        due_at=due,
    )


def drop(session: Session, row: JourneyRow, why: Why) -> None:
    outbox.cancel(session, _key(row))
    row.fate, row.why, row.insisted = Fate.SKIPPED, why, False
    session.flush()


def _key(row: JourneyRow) -> str:
    return f"journey:{row.letter}:{row.booking_id}:{row.round}"
