"""Who waits for a room: first come first, offered once, and kept for one of them alone for a while."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import House
from core.domain.conversations import Owner
from core.domain.messages import window_is_open
from core.domain.refusals import Refused
from core.domain.showing import Outcome
from core.domain.stays import Stay, Wish
from core.domain.waiting import PRIVATE_MINUTES, Waiting
from core.services import bookings, hotels, offers, policies, showing, templates
from core.services.bookings import Terms
from core.services.offers import Offer
from core.services.phrases import LANGUAGES
from core.services.showing import Part
from core.store import conversations, guests, waitlist
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.waitlist import WaitlistEntry

# Flows know no tables; what they name of them, they name through here.
__all__ = [
    "TEMPLATE",
    "WaitlistEntry",
    "accept",
    "join",
    "lapse",
    "leave",
    "next_in_line",
    "of_hold",
    "wish_of",
]

# What the channel must have approved before the list can speak after a day of silence.
TEMPLATE: Final = "room_freed"


def join(session: Session, conversation: Conversation, wish: Wish) -> WaitlistEntry:
    """Asked twice for the same nights it is the same place in the line, with the people and room said last."""
    entry = waitlist.open_of(session, conversation.guest_id, wish.check_in, wish.check_out)
    if entry is None:
        entry = WaitlistEntry(
            hotel_id=conversation.hotel_id,
            guest_id=conversation.guest_id,
            conversation_id=conversation.id,
            check_in=wish.check_in,
            check_out=wish.check_out,
            state=Waiting.WAITING,
            joined_at=clock.now(),
        )
        session.add(entry)
    entry.adults, entry.children = wish.adults, list(wish.children)
    entry.room_type, entry.rooms = wish.room_type, wish.rooms
    session.flush()
    return entry


def leave(session: Session, conversation: Conversation, entry_id: int) -> bool:
    entry = waitlist.locked(session, entry_id)
    if entry is None or entry.guest_id != conversation.guest_id or entry.state != Waiting.WAITING:
        return False
    _end(entry, Waiting.LEFT)
    return True


def wish_of(entry: WaitlistEntry) -> Wish:
    return Wish(
        entry.check_in,
        entry.check_out,
        entry.adults,
        tuple(entry.children),
        entry.room_type,
        entry.rooms,
    )


def next_in_line(session: Session, hotel_id: int, around: Stay) -> tuple[WaitlistEntry, Booking] | None:
    """Holds what became free for the first whose whole wish it meets. Nobody is offered anything twice.

    Whoever cannot be spoken to right now keeps their place, and the next has their turn.
    """
    today = hotels.local_now(hotels.get(session, hotel_id)).date()
    for entry in waitlist.waiting_between(session, around.check_in, around.check_out):
        if entry.check_in < today:
            _end(entry, Waiting.OVER)
            continue
        if not _can_be_told(session, entry):
            continue
        held = _hold_for(session, entry)
        if held is not None:
            entry.state, entry.offered_at, entry.booking_id = Waiting.OFFERED, clock.now(), held.id
            session.flush()
            return entry, held
    return None


def _can_be_told(session: Session, entry: WaitlistEntry) -> bool:
    conversation = conversations.one(session, entry.conversation_id)
    guest = guests.one(session, entry.guest_id)
    return (
        conversation is not None
        and guest is not None
        and conversation.owner == Owner.HOUSE
        and not guest.left_alone
        and _reaches(session, conversation)
        and not hotels.get(session, entry.hotel_id).house_paused
    )


def _reaches(session: Session, conversation: Conversation) -> bool:
    """Within a day of their last word, or by the template that is approved for it."""
    return window_is_open(conversation.last_guest_at, clock.now()) or bool(
        templates.sendable(session, conversation, TEMPLATE, conversation.language or LANGUAGES[0])
    )


def _hold_for(session: Session, entry: WaitlistEntry) -> Booking | None:
    wish = wish_of(entry)
    found = sorted(offers.search(session, entry.hotel_id, wish).offers, key=lambda offer: offer.total.minor)
    for offer in found:
        try:
            return _privately(session, entry, offer, wish)
        except Refused:
            continue  # taken between the look and the deed
    return None


def _privately(session: Session, entry: WaitlistEntry, offer: Offer, wish: Wish) -> Booking:
    part = Part(offer.room_type, offer.quotes)
    terms = Terms(conversation_id=entry.conversation_id, minutes=PRIVATE_MINUTES, agreed=offer.quotes)
    made = bookings.hold(session, House(entry.hotel_id), entry.guest_id, part.wish, terms)
    conversation = conversations.one(session, entry.conversation_id)
    assert conversation is not None
    row = showing.show(session, conversation, wish, (part,), "waitlist")
    showing.close(row, Outcome.HELD)
    row.booking_id = made[0].id
    return made[0]


def of_hold(session: Session, booking: Booking) -> WaitlistEntry | None:
    """The place in the line this hold was made for, while its guest has not answered."""
    entry = waitlist.with_booking(session, showing.together(session, booking.id)[0].id)
    return entry if entry is not None and entry.state == Waiting.OFFERED else None


def accept(session: Session, entry: WaitlistEntry) -> Booking | None:
    """The guest wants it: from now on it is a hold like every other. None when the time was over."""
    group = showing.together(session, entry.booking_id or 0)
    minutes = policies.of(session, entry.hotel_id).hold_minutes
    try:
        with session.begin_nested():
            for booking in group:
                bookings.extend_hold(session, House(entry.hotel_id), booking.id, minutes)
    except Refused:
        return None
    _end(entry, Waiting.TAKEN)
    return group[0] if group else None


def lapse(entry: WaitlistEntry, *, by_guest: bool = False) -> None:
    """The guest said no, or nothing at all: the next in line has their turn."""
    _end(entry, Waiting.LEFT if by_guest else Waiting.LAPSED)


def _end(entry: WaitlistEntry, state: Waiting) -> None:
    entry.state, entry.ended_at = state, clock.now()
