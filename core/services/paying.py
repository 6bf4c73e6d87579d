"""Between a hold and its money: what is due, how this hotel takes it, and how long the room waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import House
from core.domain.bookings import Status
from core.domain.conversations import AuditTag
from core.domain.errands import Errand
from core.domain.knowledge import Answer, Subject
from core.domain.money import Money, total
from core.domain.refusals import Refused
from core.domain.settling import CaseKind
from core.domain.stays import Stay
from core.services import bookings, errands, hotels, knowledge, payments, policies, showing
from core.services.journey.planning import rules_of
from core.services.payments import cases, pending
from core.services.payments.accounts import takes_payments
from core.services.written import written_down
from core.store import bookings as rows
from core.store import messages, outbox, receipts
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import undone
from core.store.hotels import Hotel
from core.store.messages import Message
from core.store.payments import PaymentRequest


class Way(StrEnum):
    """How a guest may pay from the chat."""

    LINK = "link"
    TRANSFER = "transfer"
    HOTEL = "hotel"


def ways(session: Session, hotel: Hotel, booking: Booking | None = None) -> list[Way]:
    """Only what the hotel has set up: nothing is promised that nobody could take. At the hotel a hold is paid for
    only where the hotel lets guests come on their word."""
    found = [Way.LINK] if takes_payments(session) is not None else []
    if account_words(session, hotel, hotel.language):
        found.append(Way.TRANSFER)
    if booking is not None and booking.hold_until is not None and _may_pay_at_hotel(session, hotel, booking):
        found.append(Way.HOTEL)
    return found


def _may_pay_at_hotel(session: Session, hotel: Hotel, booking: Booking) -> bool:
    rule = policies.of(session, hotel.id).pay_at_hotel
    last = hotels.local_now(hotel).date() + timedelta(days=rule.days_ahead)
    return rule.allowed and booking.check_in <= last


def at_the_hotel(session: Session, booking: Booking) -> None:
    """The rooms are the guest's without money: nobody shall pay by an old link, and no clock runs any more."""
    payments.over(session, booking)
    by, subject = House(booking.hotel_id), f"booking:{booking.id}"
    for one in showing.together(session, booking.id):
        bookings.confirm(session, by, one.id)
        outbox.cancel(session, reminder_key(one.id))
    session.refresh(booking)
    amount = payments.purse(session, booking).balance.minor
    written_down(session, by, AuditTag.PAYMENT_AT_HOTEL, subject, f"at_hotel:{booking.id}", amount=amount)


def is_pending(session: Session, booking: Booking) -> bool:
    """Whether its clock stands still for money that its carrier looks at."""
    return pending.is_pending(session, booking)


def pending_is_over(session: Session, booking_id: int) -> None:
    pending.time_is_up(session, booking_id)


def account_words(session: Session, hotel: Hotel, language: str) -> str:
    """The account for transfers, in the hotel's own words; empty where it takes none."""
    fact = knowledge.of(session, hotel.id).fact(Subject.PAYMENT, "transfer")
    if fact is None or fact.answer is Answer.NO:
        return ""
    found = knowledge.in_language(fact.texts, language, hotel.language)
    return found[0] if found else ""


def write_down(session: Session, booking: Booking, words: str) -> None:
    """Below what is noted on the booking already, for whoever receives the guests: what is told again stands last."""
    if words and not booking.notes.endswith(words):
        before = [line for line in booking.notes.splitlines() if line != words]
        noted = "\n".join((*before, words))
        bookings.write_note(session, House(booking.hotel_id), booking.id, noted)


def due(session: Session, booking: Booking) -> Money:
    """What is still to be paid now so that the rooms are the guest's."""
    return payments.purse(session, booking).deposit_due


def all_of_it(session: Session, booking: Booking) -> bool:
    """Whether everything is paid ahead, and not a part of it."""
    return due(session, booking) == price(session, booking)


def price(session: Session, booking: Booking) -> Money:
    return total([one.price for one in showing.together(session, booking.id)], booking.currency)


def confirm(session: Session, booking: Booking) -> None:
    """Nothing is due: the rooms are the guest's at once."""
    for one in showing.together(session, booking.id):
        bookings.confirm(session, House(booking.hotel_id), one.id)


def has_stay(session: Session, conversation: Conversation, stay: Stay) -> bool:
    """Whether the guest has these nights already, held or for good."""
    return any(
        booking.nights.overlaps(stay) and booking.status in (Status.HELD, Status.CONFIRMED, Status.IN_HOUSE)
        for booking in rows.of_guest(session, conversation.guest_id, stay.check_in)
    )


def link(session: Session, booking: Booking) -> PaymentRequest | None:
    """The request with its link where there is one already; a new one's link is sent by the cashier."""
    return payments.ask(session, House(booking.hotel_id), booking)


def link_there_is(session: Session, booking: Booking) -> PaymentRequest | None:
    """What was asked for and may still be paid; nobody is sent a link by this."""
    return payments.asked_already(session, booking)


def receipt_came(session: Session, booking: Booking, line: Message) -> None:
    """The picture of a transfer: the clock stops at once, and staff look at it as soon as it has been fetched."""
    line.content = {**line.content, "receipt_for": booking.id}
    session.flush()
    for one in showing.together(session, booking.id):
        try:
            bookings.pause_hold(session, House(booking.hotel_id), one.id)
        except Refused:
            continue  # over or confirmed meanwhile: there is no clock to stop
    receipt_fetched(session, line.id)


def receipt_fetched(session: Session, message_id: int) -> None:
    message = messages.locked(session, message_id)
    if message is None or message.media_id is None or "receipt_for" not in message.content:
        return
    booking = rows.one(session, message.content["receipt_for"])
    if booking is not None:
        payments.take_receipt(session, booking, message.media_id)


def open_hold(session: Session, conversation: Conversation) -> Booking | None:
    """The hold of this conversation that money is awaited for."""
    today = hotels.local_now(hotels.get(session, conversation.hotel_id)).date()
    held = [
        booking
        for booking in rows.of_guest(session, conversation.guest_id, today)
        if booking.status == Status.HELD and booking.conversation_id == conversation.id
    ]
    alive = [one for one in held if one.hold_until is None or one.hold_until > clock.now()]
    newest = max(alive, key=lambda booking: booking.id, default=None)
    return None if newest is None else showing.together(session, newest.id)[0]


def is_checked(session: Session, booking: Booking) -> bool:
    """A receipt was sent that nobody has judged yet: there may be money of the guest's on the account."""
    rooms = showing.together(session, booking.id)
    paused = any(one.status == Status.HELD and one.hold_until is None for one in rooms)
    return paused or bool(receipts.waiting_of(session, [one.id for one in rooms]))


@contextmanager
def as_if_let_go(session: Session, booking: Booking) -> Iterator[None]:
    """What there would be without the hold, its own rooms too: looked at, and taken back. Rows that are in somebody's
    hand stay as they are, for a change of theirs may outlive what is taken back."""
    held = [one.id for one in showing.together(session, booking.id) if one.status == Status.HELD]
    with undone(session):
        rows.free_unseen(session, held)
        yield


def let_go(session: Session, booking: Booking, *, said_to_be_paid: bool = False) -> bool:
    """The guest does not want it any more. True where money was on its way, or is said to be: people find it and send
    it back."""
    checked = said_to_be_paid or is_checked(session, booking)
    if checked:
        money = due(session, booking)
        facts = {"amount": money.minor, "currency": money.currency}
        cases.open_case(session, booking.hotel_id, CaseKind.PAID_THEN_GIVEN_UP, booking, None, **facts)
    payments.over(session, booking)  # money before bookings, always
    for one in showing.together(session, booking.id):
        if one.status == Status.HELD:
            bookings.cancel(session, House(booking.hotel_id), one.id)
        outbox.cancel(session, reminder_key(one.id))
    return checked


def is_looked_for(session: Session, booking: Booking) -> bool:
    """Money may have come for a room that was let go: people still look."""
    kinds = (CaseKind.PAID_THEN_GIVEN_UP, CaseKind.PAID_AFTER_END)
    return any(cases.is_open(session, booking, kind) for kind in kinds)


def reminder_key(booking_id: int) -> str:
    return f"remind_hold:{booking_id}"


def remind(session: Session, booking: Booking) -> None:
    """One word some minutes before the time is over; a hold shorter than twice that needs none."""
    before = _reminded_before(session, booking)
    if before is None or booking.hold_until is None or booking.hold_until - clock.now() < 2 * before:
        return
    key = reminder_key(booking.id)
    errands.write(
        session,
        booking.hotel_id,
        Errand.REMIND_HOLD,
        key,
        {"booking": booking.id},
        due_at=booking.hold_until - before,
    )


def remind_later(session: Session, booking: Booking) -> bool:
    """The hold got more time since the reminder was planned: its errand moves itself, and waits again.

    Also true where the hotel wants no reminders (any more).
    """
    before = _reminded_before(session, booking)
    if before is None:
        return True
    if booking.hold_until is None or booking.hold_until - clock.now() < 2 * before:
        return False
    remind(session, booking)
    return True


def _reminded_before(session: Session, booking: Booking) -> timedelta | None:
    rule = rules_of(hotels.get(session, booking.hotel_id)).hold_reminder
    return timedelta(minutes=rule.minutes) if rule.on else None
