"""What belongs to a stay of the guest's: a link to pay what is due, its pass with the QR, the entry for a calendar."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.domain.access import By
from core.domain.bookings import Status
from core.domain.money import Money
from core.domain.outgoing import LinkButton
from core.domain.payments import LIVING, Purpose, RequestState
from core.services import (
    confirmations,
    hotels,
    own_stays,
    passes,
    pay_doors,
    paying,
    payments,
    showing,
    words,
)
from core.services.at_hand.things import CannotSend, Made, Why, made
from core.services.confirmations import LetterVoice
from core.services.payments import asking, telling
from core.services.payments.accounts import takes_payments
from core.store import payments as rows
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.payments import PaymentRequest

_CONFIRMED = (Status.CONFIRMED, Status.IN_HOUSE)


@dataclass(frozen=True)
class GuestsStay:
    """One of the guest's stays; `why_no_link` and the like are none where there is one to send."""

    booking: Booking
    rooms: str
    due: Money
    why_no_link: Why | None
    why_no_transfer: Why | None
    why_no_pass: Why | None


def stays(session: Session, conversation: Conversation, language: str) -> list[GuestsStay]:
    """What stands today or lies ahead; of rooms booked together the first, for they are one matter."""
    found, told = [], set()
    for booking in own_stays.current(session, conversation):
        first = showing.together(session, booking.id)[0]
        if first.id in told:
            continue
        told.add(first.id)
        why_no_pass = None if first.status in _CONFIRMED else Why.NOT_CONFIRMED
        due = _due(session, first)[1]
        rooms = showing.rooms_of(session, first, language)
        whys = _why_no_link(session, first, due), _why_no_transfer(session, first, due), why_no_pass
        found.append(GuestsStay(first, rooms, due, *whys))
    return found


def pay_link(session: Session, conversation: Conversation, voice: LetterVoice, booking_id: int) -> Made:
    booking = _theirs(session, conversation, booking_id)
    purpose, due = _due(session, booking)
    if why := _why_no_link(session, booking, due):
        raise CannotSend(why)
    living = _living(session, booking, purpose)
    request = living or asking.drafted(session, booking, purpose)
    if request is None:
        raise CannotSend(Why.PAID_ALREADY)
    there = living is not None and living.state == RequestState.OPEN and bool(living.link_url)
    # A link that is still being made follows by itself into the chat of the booking; elsewhere our own door stands in.
    later = not there and booking.conversation_id == conversation.id
    url = (request.link_url or "") if there else ("" if later else pay_doors.address(booking))
    content = telling.link(booking, request, url, voice)
    promised = [booking.code, str(purpose), request.amount, request.currency, voice.language]
    return made(content, later=later, promised=promised)


def transfer(session: Session, conversation: Conversation, voice: LetterVoice, booking_id: int) -> Made:
    booking = _theirs(session, conversation, booking_id)
    _, due = _due(session, booking)
    if why := _why_no_transfer(session, booking, due):
        raise CannotSend(why)
    account = paying.account_words(session, voice.hotel, voice.language)
    return made(telling.transfer(booking, due, account, voice))


def take_turn(session: Session, booking_id: int) -> None:
    """The conversation is held already; then comes the money."""
    rows.lock_money(session, booking_id)


def ask_for_money(session: Session, by: By, conversation: Conversation, booking_id: int) -> None:
    """Written down as asked for; where there is no link yet, the cashier makes one."""
    booking = _theirs(session, conversation, booking_id)
    payments.ask(session, by, booking, _due(session, booking)[0])


def boarding(session: Session, conversation: Conversation, booking_id: int) -> Made:
    booking = _confirmed(session, conversation, booking_id)
    return made(confirmations.confirmation(session, booking))


def calendar(session: Session, conversation: Conversation, voice: LetterVoice, booking_id: int) -> Made:
    booking = _confirmed(session, conversation, booking_id)
    body = voice.say(
        "stay.to_calendar",
        code=booking.code,
        hotel=voice.hotel.name,
        dates=words.dates(voice, words.from_to(showing.together(session, booking.id))),
    )
    return made(LinkButton(body, voice.say("button.calendar"), f"{passes.address(booking)}.ics"))


def _theirs(session: Session, conversation: Conversation, booking_id: int) -> Booking:
    """Only what is this guest's, and only while it stands."""
    for booking in own_stays.current(session, conversation):
        if booking.id == booking_id:
            return booking
    raise CannotSend(Why.NO_STAY)


def _confirmed(session: Session, conversation: Conversation, booking_id: int) -> Booking:
    booking = _theirs(session, conversation, booking_id)
    if booking.status not in _CONFIRMED:
        raise CannotSend(Why.NOT_CONFIRMED)
    return booking


def _why_no_link(session: Session, booking: Booking, due: Money) -> Why | None:
    return _why_no_money(booking, due) or (Why.NO_ACCOUNT if takes_payments(session) is None else None)


def _why_no_transfer(session: Session, booking: Booking, due: Money) -> Why | None:
    hotel = hotels.get(session, booking.hotel_id)
    none = not paying.account_words(session, hotel, hotel.language)
    return _why_no_money(booking, due) or (Why.NO_TRANSFERS if none else None)


def _why_no_money(booking: Booking, due: Money) -> Why | None:
    """Why nobody shall be asked for any, whichever way."""
    if due.minor <= 0:
        return Why.PAID_ALREADY
    looked_at = booking.status == Status.HELD and booking.hold_until is None
    return Why.MONEY_LOOKED_AT if looked_at else None


def _due(session: Session, booking: Booking) -> tuple[Purpose, Money]:
    """What makes a hold a booking; of a booking that stands, all that is left."""
    purse = payments.purse(session, booking)
    if booking.status == Status.HELD and purse.deposit_due:
        return Purpose.DEPOSIT, purse.deposit_due
    return Purpose.BALANCE, purse.balance


def _living(session: Session, booking: Booking, purpose: Purpose) -> PaymentRequest | None:
    asked = rows.requests_of(session, [booking.id])
    return next((one for one in asked if one.purpose == purpose and one.state in LIVING), None)
