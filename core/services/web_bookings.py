"""Booking from a hotel's own website: what was seen there is asked for again, and a hold is a hold like any other.

Nobody has proven who writes on a website. A phone number leads to the guest who has it, so that they hear of their
booking in their chat; it never changes what is known of them, and nothing known of them is told.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import time
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock, seal
from core.domain.access import House
from core.domain.bookings import Source, Status, as_code
from core.domain.identities import identifiers_of
from core.domain.messages import Channel, Sender
from core.domain.quotes import to_json
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Wish
from core.services import (
    agreeing,
    bookings,
    cancel_letter,
    confirmations,
    guests,
    offers,
    outgoing,
    paying,
    payments,
)
from core.services.bookings import Terms
from core.services.calling_off import CalledOff, Costs, call_off, costs, take_turn
from core.services.cancel_letter import InMoney
from core.services.offers import Offer, Offers
from core.services.paying import Way
from core.services.payments import telling
from core.services.payments.reads import group_of
from core.store import api_answers, conversations, hotels
from core.store import bookings as rows
from core.store import guests as people
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.guests import Guest

MOST_HOLDS: Final = 3
_STANDS: Final = frozenset({Status.HELD, Status.CONFIRMED})


@dataclass(frozen=True)
class Visitor:
    """Who books, as they wrote it. One of the two ways to reach them is there. `agreed`: to be written to there."""

    name: str
    phone: str | None = None
    email: str | None = None
    agreed: bool = False

    @property
    def words(self) -> str:
        return " · ".join(part for part in (self.name, self.phone, self.email) if part)


@dataclass(frozen=True)
class _Known:
    """The guest behind a visitor, and the chat in which they hear of their booking."""

    guest: Guest
    talk: Conversation | None


@dataclass(frozen=True)
class WebWish:
    """`quote` is the mark of the offer that the visitor saw."""

    wish: Wish
    quote: str
    visitor: Visitor
    notes: str = ""
    arrives: time | None = None
    language: str | None = None


class NothingFree(Exception):
    """What was wished for cannot be had (any more); `found` says why, and what can."""

    def __init__(self, found: Offers) -> None:
        super().__init__("nothing free")
        self.found = found


class OtherPrice(Exception):
    """It can be had, but not as the visitor saw it."""

    def __init__(self, found: Offers) -> None:
        super().__init__("another price")
        self.found = found


class TooManyHolds(Exception):
    """One visitor keeps so many rooms from others already."""


def mark(offer: Offer) -> str:
    """What is offered, in a few letters: price, nights, people, deposit and rules. Anything else is another offer."""
    plain = json.dumps([to_json(quote) for quote in offer.quotes], sort_keys=True)
    return seal.fingerprint(plain)[:32]


def hold(session: Session, hotel_id: int, wished: WebWish) -> list[Booking]:
    """All of it or nothing. What nothing is due for is the visitor's at once, as in the chat."""
    with session.begin_nested():
        known = _known(session, hotel_id, wished)
        found = offers.search(session, hotel_id, wished.wish)
        if not found.offers:
            raise NothingFree(found)
        offer = found.offers[0]
        if not seal.same(mark(offer), wished.quote):
            raise OtherPrice(found)
        made = _held(session, known, wished, offer)
        _money(session, made[0], known.talk)
    return made


def _held(session: Session, known: _Known, wished: WebWish, offer: Offer) -> list[Booking]:
    by, talk = House(known.guest.hotel_id), known.talk
    notes = "\n".join(part for part in (wished.visitor.words, wished.notes) if part)
    terms = Terms(
        source=Source.WEB,
        conversation_id=talk.id if talk is not None else None,
        notes=notes,
        arrives=wished.arrives,
        agreed=offer.quotes,
    )
    try:
        return bookings.hold(session, by, known.guest.id, wished.wish, terms)
    except Refused as refused:
        if refused.why not in (WhyNot.FULL, WhyNot.ROOM_TAKEN):
            raise
        # Somebody was quicker by a moment: what is free is looked for anew.
        raise NothingFree(offers.search(session, by.hotel_id, wished.wish)) from None


def _money(session: Session, head: Booking, talk: Conversation | None) -> None:
    """As in the chat: nothing due confirms, else a way to pay and a word before the time is over."""
    if not paying.due(session, head):
        paying.confirm(session, head)
        if talk is not None:
            outgoing.say(session, talk, confirmations.fitting(session, talk, head))
        return
    paying.remind(session, head)
    hotel = hotels.hotel(session, head.hotel_id)
    assert hotel is not None
    if Way.LINK in paying.ways(session, hotel):
        payments.ask(session, House(head.hotel_id), head)


def _known(session: Session, hotel_id: int, wished: WebWish) -> _Known:
    visitor = wished.visitor
    api_answers.wait_for_turn(session, f"visitor:{hotel_id}:{visitor.phone or visitor.email}")
    guest = _by_phone(session, hotel_id, visitor) if visitor.phone else _by_email(session, hotel_id, visitor)
    if not guest.name:
        guest.name = visitor.name
    if visitor.email:
        people.remember_email(session, guest, visitor.email, clock.now())
    # Whoever speaks with the guest at this moment is waited for, before anything of a booking is touched.
    talk = _talk_with(session, guest, wished)
    held = [one for one in rows.of_guest(session, guest.id, clock.now().date()) if _is_held(one)]
    if len({one.shared_code for one in held}) >= MOST_HOLDS:
        raise TooManyHolds
    return _Known(guest, talk)


def _talk_with(session: Session, guest: Guest, wished: WebWish) -> Conversation | None:
    """Who said stop hears nothing, whatever somebody ticks on a website; who never wrote must have agreed."""
    if guest.left_alone:
        return None
    if wished.visitor.agreed and wished.visitor.phone:
        return agreeing.open_chat(session, House(guest.hotel_id), guest, wished.language)
    return conversations.latest_of(session, guest.id, Channel.WHATSAPP)


def _is_held(booking: Booking) -> bool:
    ends = booking.hold_until
    return booking.status == Status.HELD and (ends is None or ends > clock.now())


def _by_phone(session: Session, hotel_id: int, visitor: Visitor) -> Guest:
    """The channel's own spelling of a known number stays: it is the one that delivers."""
    sender = Sender(phone="".join(sign for sign in visitor.phone or "" if sign.isdecimal()))
    known = people.known_by(session, Channel.WHATSAPP, identifiers_of(sender))
    if known:
        return session.get_one(Guest, known[0].guest_id)
    return guests.recognise(session, hotel_id, Channel.WHATSAPP, sender)


def _by_email(session: Session, hotel_id: int, visitor: Visitor) -> Guest:
    known = people.by_email(session, visitor.email or "")
    if known is not None:
        return known
    guest = Guest(hotel_id=hotel_id, name=visitor.name, created_at=clock.now())
    session.add(guest)
    session.flush()
    return guest


def find(session: Session, written: str, *, web_only: bool) -> Booking | None:
    """By its code. A website sees what was booked on one, never what came by another way."""
    code = as_code(written)
    booking = rows.by_code(session, code) if code is not None else None
    if booking is None or booking.guest_id is None:
        return None
    return None if web_only and booking.source != Source.WEB else group_of(session, booking)[0]


def is_theirs(session: Session, booking: Booking, contact: str) -> bool:
    """Whether the visitor says the phone or the address with which it was booked."""
    said = contact.strip().lower()
    phone = [one.key for one in identifiers_of(Sender(phone="".join(s for s in said if s.isdecimal())))]
    known = {row.key for row in people.identifiers(session, booking.guest_id or 0)}
    return bool(known & {said, *phone})


def standing(session: Session, booking: Booking) -> list[Booking]:
    """Of the rooms booked together those that can still be given up or confirmed."""
    return [one for one in group_of(session, booking) if one.status in _STANDS]


def cancelling(session: Session, booking: Booking) -> Costs:
    return costs(session, _some(session, booking))


def cancel(session: Session, booking: Booking) -> CalledOff:
    """The guest hears of it in their chat: it may not have been they who did it."""
    talk = cancel_letter.addressee(session, booking)
    take_turn(session, group_of(session, booking))
    done = call_off(session, _some(session, booking), f"web:{seal.new_token()}")
    if talk is not None:
        money = InMoney(done.costs.fee, done.sent.asked + done.sent.by_hand, done.costs.owed)
        cancel_letter.write(session, talk, booking, money)
    return done


def confirm(session: Session, booking: Booking) -> None:
    """Staff take the booking without waiting for money; the guest hears of it where they are in a chat."""
    take_turn(session, group_of(session, booking))
    held = [one for one in _some(session, booking) if one.status == Status.HELD]
    with session.begin_nested():
        for one in held:
            bookings.confirm(session, House(one.hotel_id), one.id)
    if held:
        session.refresh(booking)
        telling.tell(session, booking, "payment.confirmed_at_desk")


def _some(session: Session, booking: Booking) -> list[Booking]:
    for one in group_of(session, booking):
        session.refresh(one)
    found = standing(session, booking)
    if not found:
        raise Refused(WhyNot.WRONG_STATUS, status=str(booking.status))
    return found
