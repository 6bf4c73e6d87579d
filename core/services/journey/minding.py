"""What managers decide about the letters of a journey: the hotel's times, one letter not at all, one letter again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.base import clock
from core.domain import journey as letters
from core.domain.access import Action, Actor, require
from core.domain.bookings import Status
from core.domain.conversations import AuditTag
from core.domain.journey import EXPECTED, Fate, Journey, JourneyLetter, Why
from core.domain.refusals import Refused, WhyNot
from core.services.journey.planning import drop, due_of, move_planned, plan_of, put
from core.services.written import reason_for, written_down
from core.store import hotels, taking
from core.store import journey as rows
from core.store.bookings import Booking
from core.store.db import tell_after_commit
from core.store.journey import JourneyRow


def set_rules(session: Session, actor: Actor, document: Journey, token: str) -> None:
    """Switches letters on and off and moves their hours; what is planned already moves along."""
    require(actor, Action.SET_LETTERS)
    hotel = hotels.locked(session, actor.hotel_id)
    if hotel is None:
        return
    kept = letters.to_json(document)
    if not written_down(session, actor, AuditTag.LETTERS_SET, f"hotel:{hotel.id}", token, was=hotel.journey):
        return
    hotel.journey = kept
    session.flush()
    for booking_id in rows.planned(session):
        booking = taking.locked(session, booking_id)
        if booking is not None:
            move_planned(session, booking)


@dataclass(frozen=True)
class Wish:
    """Which letter of which stay, and why it is taken out of the house's hands."""

    booking_id: int
    letter: JourneyLetter
    reason: str = ""


def skip(session: Session, actor: Actor, wish: Wish, token: str) -> None:
    """This guest does not get this letter, however the stay may move."""
    booking, row = _found(session, actor, wish)
    if not _written(session, actor, AuditTag.LETTER_SKIPPED, wish, token):
        return
    if row is None:
        row = _row(session, booking, wish.letter)
    if row.fate != Fate.SENT:
        drop(session, row, Why.BY_STAFF)
    tell_after_commit(session, actor.hotel_id, kind="booking", booking=booking.id)


def keep(session: Session, actor: Actor, wish: Wish, token: str) -> None:
    """A letter that somebody skipped goes out at its hour after all; once that is over it can only be sent now."""
    booking, row = _found(session, actor, wish)
    if row is None or row.why != Why.BY_STAFF:
        return
    due = due_of(plan_of(session, booking), wish.letter)
    if due <= clock.now() or wish.letter not in EXPECTED.get(Status(booking.status), frozenset()):
        raise Refused(WhyNot.WRONG_STATUS, status=booking.status, deed=str(wish.letter))
    if _written(session, actor, AuditTag.LETTER_KEPT, wish, token):
        put(session, row, due)
        tell_after_commit(session, actor.hotel_id, kind="booking", booking=booking.id)


def send_again(session: Session, actor: Actor, wish: Wish, token: str) -> None:
    """Now, whether it was sent, skipped or is still to come; refused where the stay has no use for it."""
    booking, row = _found(session, actor, wish)
    if wish.letter not in EXPECTED.get(Status(booking.status), frozenset()):
        raise Refused(WhyNot.WRONG_STATUS, status=booking.status, deed=str(wish.letter))
    if not _written(session, actor, AuditTag.LETTER_SENT_AGAIN, wish, token):
        return
    if row is None:
        row = _row(session, booking, wish.letter)
    put(session, row, clock.now(), insisted=True)
    tell_after_commit(session, actor.hotel_id, kind="booking", booking=booking.id)


def _written(session: Session, actor: Actor, tag: AuditTag, wish: Wish, token: str) -> bool:
    """What goes against the house's own plan needs a reason; letting it have its way does not."""
    needed = tag is not AuditTag.LETTER_KEPT
    facts = {"letter": str(wish.letter), "reason": reason_for(wish.reason, needed=needed)}
    return written_down(session, actor, tag, f"booking:{wish.booking_id}", token, **facts)


def _found(session: Session, actor: Actor, wish: Wish) -> tuple[Booking, JourneyRow | None]:
    require(actor, Action.SET_LETTERS)
    booking = taking.locked(session, wish.booking_id)
    if booking is None or booking.guest_id is None:
        raise Refused(WhyNot.NO_SUCH_BOOKING)
    return booking, rows.of_booking(session, booking.id).get(wish.letter)


def _row(session: Session, booking: Booking, letter: JourneyLetter) -> JourneyRow:
    plan = plan_of(session, booking)
    row = JourneyRow(
        hotel_id=booking.hotel_id,
        booking_id=booking.id,
        letter=letter,
        day=letters.day_of(letter, booking.nights),
        fate=Fate.PLANNED,
        due_at=plan.now,
        round=0,
        insisted=False,
    )
    session.add(row)
    session.flush()
    return row
