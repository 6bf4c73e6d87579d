"""A letter whose hour has come: whether it still makes sense, and what became of it. Each is written once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from core.domain import journey as letters
from core.domain.bookings import Status
from core.domain.conversations import AlertKind, Owner
from core.domain.journey import EXPECTED, Fate, JourneyLetter, Why
from core.domain.money import Money
from core.services import alerts
from core.services.journey.planning import Plan, drop, plan_of, put
from core.services.payments.reads import purse
from core.services.showing import together
from core.store import bookings, conversations, guests, taking
from core.store import hotels as hotel_rows
from core.store import journey as rows
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.journey import JourneyRow

_AGAIN_IN: Final = timedelta(minutes=30)


@dataclass(frozen=True)
class Due:
    """A letter to be written now, with whom it goes to."""

    letter: JourneyLetter
    booking: Booking
    conversation: Conversation
    balance: Money
    plan: Plan
    row: JourneyRow

    @property
    def mark(self) -> str:
        """Stands with the message, so that what becomes of the one is known of the other."""
        return f"journey:{self.letter}:{self.booking.id}"


def take(session: Session, payload: dict[str, Any]) -> Due | None:
    """The conversation first, then the booking, then its letters, as in a turn of the dialogue."""
    booking = bookings.one(session, payload["booking"])
    if booking is None:
        return None
    conversation = _conversation(session, booking)
    taking.locked(session, booking.id)
    letter = JourneyLetter(payload["letter"])
    row = rows.of_booking(session, booking.id).get(letter)
    if row is None or row.fate != Fate.PLANNED or row.round != payload["round"]:
        return None
    plan = plan_of(session, booking)
    if conversation is None:
        drop(session, row, Why.NO_CHAT)
        return None
    due = Due(letter, booking, conversation, purse(session, booking).balance, plan, row)
    why = _pointless(session, due)
    if why is not None:
        drop(session, row, why)
        return None
    return due if _is_its_hour(session, due) else None


def _conversation(session: Session, booking: Booking) -> Conversation | None:
    """Where it was booked, else wherever the guest wrote last."""
    if booking.conversation_id is not None:
        return conversations.locked(session, booking.conversation_id)
    theirs = conversations.all_of_guest(session, booking.guest_id) if booking.guest_id else []
    newest = max(theirs, key=lambda talk: talk.last_message_at, default=None)
    return conversations.locked(session, newest.id) if newest is not None else None


def _pointless(session: Session, due: Due) -> Why | None:
    """Staff who insist are asked less; who said stop is never written to."""
    booking, row = due.booking, due.row
    guest = guests.one(session, due.conversation.guest_id)
    if guest is None or guest.left_alone:
        return Why.OPTED_OUT
    if due.letter not in EXPECTED.get(Status(booking.status), frozenset()):
        return Why.ALREADY_HERE if booking.status == Status.IN_HOUSE else Why.NO_STAY
    if row.insisted:
        return None
    if not due.plan.rules.rule(due.letter).on:
        return Why.SWITCHED_OFF
    if letters.helps_until(due.letter, booking.nights, due.plan.hours) <= due.plan.now:
        return Why.TOO_LATE
    if due.letter is JourneyLetter.BALANCE_DUE and due.balance.minor <= 0:
        return Why.PAID
    return None if _speaks_for_its_group(session, due) else Why.ANOTHER_ROOM


def _speaks_for_its_group(session: Session, due: Due) -> bool:
    """Of rooms booked together one message is enough: of the first that comes, of the last that goes."""
    expected = [
        one
        for one in together(session, due.booking.id)
        if due.letter in EXPECTED.get(Status(one.status), frozenset())
    ]
    others = [row for row in rows.seen_of(session, [one.id for one in expected]) if row.letter == due.letter]
    if due.letter is JourneyLetter.ARRIVAL:
        return not any(row.fate == Fate.SENT for row in others)
    last = due.letter is JourneyLetter.CHECKOUT_DAY
    order = [((-one.check_out.toordinal() if last else one.check_in.toordinal()), one.id) for one in expected]
    return min(order, default=(0, due.booking.id))[1] == due.booking.id


def _is_its_hour(session: Session, due: Due) -> bool:
    """Over nobody's head and not at night: then it waits, as long as it is of use."""
    hotel = hotel_rows.hotel(session, due.booking.hotel_id)
    paused = hotel is None or hotel.house_paused
    if paused or due.conversation.owner != Owner.HOUSE:
        later(session, due, Why.WITH_A_PERSON)
        return False
    awake = letters.awake(due.plan.rules, due.letter, due.plan.now, due.plan.hours.timezone)
    if awake > due.plan.now and not due.row.insisted:
        put(session, due.row, awake, Why.QUIET_HOURS)
        return False
    return True


def later(session: Session, due: Due, why: Why) -> None:
    """Not now; in half an hour it is looked at again, until nobody has any use for it."""
    again = due.plan.now + _AGAIN_IN
    if again >= letters.helps_until(due.letter, due.booking.nights, due.plan.hours):
        drop(session, due.row, why)
        return
    put(session, due.row, again, why, insisted=due.row.insisted)


def no_template(session: Session, due: Due) -> None:
    """Nothing was said: outside the guest's day without an approved template. It waits, and staff know."""
    alerts.raise_alert(
        session,
        due.booking.hotel_id,
        AlertKind.TEMPLATE_TROUBLE,
        f"template:{due.letter}",
        conversation_id=due.conversation.id,
        facts={"letter": str(due.letter), "code": due.booking.code},
    )
    later(session, due, Why.NO_TEMPLATE)


def sent(session: Session, due: Due) -> None:
    due.row.fate, due.row.why, due.row.sent_at = Fate.SENT, None, due.plan.now
    due.row.insisted = False
    session.flush()


def did_not_go(session: Session, mark: str) -> None:
    """The channel has no such template any more: the letter waits until there is one, or until the guest writes."""
    kind, _, rest = mark.partition(":")
    letter, _, booking_id = rest.partition(":")
    booking = bookings.one(session, int(booking_id)) if kind == "journey" and booking_id.isdecimal() else None
    row = rows.of_booking(session, booking.id).get(letter) if booking is not None else None
    if booking is None or row is None or row.fate != Fate.SENT:
        return
    plan = plan_of(session, booking)
    if plan.now + _AGAIN_IN < letters.helps_until(JourneyLetter(letter), booking.nights, plan.hours):
        put(session, row, plan.now + _AGAIN_IN, Why.NO_TEMPLATE)
    else:
        drop(session, row, Why.NO_TEMPLATE)


def told_in_confirmation(session: Session, booking: Booking) -> frozenset[JourneyLetter]:
    """Of any room booked together with it."""
    group = [one.id for one in together(session, booking.id)]
    return frozenset(
        JourneyLetter(row.letter) for row in rows.seen_of(session, group) if row.why == Why.IN_CONFIRMATION
    )
