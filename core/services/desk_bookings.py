"""Bookings that staff write down: somebody stands at the desk or calls, and may be unknown so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.bookings import Source, as_code
from core.domain.identities import identifiers_of
from core.domain.messages import Channel, Sender
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Wish
from core.services import agreeing, bookings, confirmations, outgoing
from core.services.bookings import Terms, deeds
from core.store import bookings as rows
from core.store import guests
from core.store.bookings import Booking
from core.store.guests import Guest

_LONGEST_NAME = 120
_FEWEST_DIGITS, _MOST_DIGITS = 6, 15


class How(StrEnum):
    """How a booking begins: the guest stays at once, is booked, or has a while to decide."""

    WALK_IN = "walk_in"
    CONFIRMED = "confirmed"
    HELD = "held"


@dataclass(frozen=True)
class Newcomer:
    """Who books, and how: a guest we know, whoever booked under the code in `again` before, or a name with a telephone
    if there is one. `agreed`: they said at the desk that the house may write to them."""

    name: str = ""
    phone: str = ""
    guest_id: int | None = None
    again: str = ""
    how: How = How.CONFIRMED
    agreed: bool = False
    source: Source = Source.DESK


def write_down(session: Session, by: Actor, who: Newcomer, wish: Wish, terms: Terms, token: str) -> Booking:
    """One room in the name of whoever asks, whether or not the dates keep the rules that guests are held to."""
    require(by, Action.BOOK)
    if earlier := deeds.done_before(session, token):
        return earlier
    with session.begin_nested():
        guest = _known_or_new(session, by, who)
        talk = agreeing.open_chat(session, by, guest) if who.agreed else None
        is_walk_in = who.how is How.WALK_IN and who.source is Source.DESK
        source = Source.WALK_IN if is_walk_in else who.source
        terms = replace(terms, source=source, free_hand=True)
        if talk is not None:
            terms = replace(terms, conversation_id=talk.id)
        verb = bookings.walk_in if who.how is How.WALK_IN else bookings.hold
        made = verb(session, by, guest.id, wish, terms, token)[0]
        if who.how is How.CONFIRMED:
            bookings.confirm(session, by, made.id)
            if talk is not None:
                outgoing.say(session, talk, confirmations.fitting(session, talk, made))
    return made


def _known_or_new(session: Session, by: Actor, who: Newcomer) -> Guest:
    """A telephone that somebody has is that somebody, whatever they are called at the desk."""
    if who.guest_id is not None:
        known = guests.one(session, who.guest_id)
        if known is None:
            raise Refused(WhyNot.NO_SUCH_GUEST)
        return known
    if (earlier := _who_booked(session, who.again)) is not None:
        return earlier
    name, digits = " ".join(who.name.split())[:_LONGEST_NAME], re.sub(r"\D", "", who.phone)
    if not name or (digits and not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS):
        raise Refused(WhyNot.NO_SUCH_GUEST)
    identifiers = identifiers_of(Sender(phone=digits)) if digits else ()
    known_by = guests.known_by(session, Channel.WHATSAPP, identifiers) if identifiers else []
    if known_by:
        found = session.get_one(Guest, known_by[0].guest_id)
        found.name = found.name or name
        return found
    guest = Guest(hotel_id=by.hotel_id, name=name, created_at=clock.now())
    session.add(guest)
    session.flush()
    for identifier in identifiers:
        guests.remember(session, guest, Channel.WHATSAPP, identifier, clock.now())
    return guest


def _who_booked(session: Session, written: str) -> Guest | None:
    code = as_code(written)
    earlier = rows.by_code(session, code) if code else None
    return guests.one(session, earlier.guest_id) if earlier is not None and earlier.guest_id else None
