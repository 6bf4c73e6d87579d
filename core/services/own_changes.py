"""A guest changes a stay: which room can have it, what it costs anew, and the difference asked for or sent back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from core.domain.access import By, House
from core.domain.money import Money
from core.domain.payments import Purpose
from core.domain.policies import fee_share
from core.domain.quotes import Quote
from core.domain.refusals import Refusal, Refused, WhyNot
from core.domain.stays import Party, Stay
from core.services import bookings, extra_hours, hotels, payments, policies, reckoning
from core.services.bookings import Change
from core.services.extra_hours import Side
from core.services.sending_back import SentBack, on_its_way, send_back
from core.store import availability
from core.store.bookings import Booking


@dataclass(frozen=True)
class Possible:
    """The change as it would be made, with what it costs before and after."""

    change: Change
    before: Money
    quote: Quote

    @property
    def difference(self) -> Money:
        return self.quote.total - self.before


@dataclass(frozen=True)
class Made:
    """`asked` is what the guest is asked to pay by a link, `later` what joins the rest of the bill. The deposit is
    `covered` where what was paid before is enough for it.
    """

    difference: Money
    asked: Money
    later: Money
    sent: SentBack
    covered: bool = False


def look(session: Session, booking: Booking, stay: Stay, party: Party) -> Possible | Refusal:
    """Its own room first, then another of the type; nothing is written."""
    by = House(booking.hotel_id)
    change = Change(stay.check_in, stay.check_out, adults=party.adults, children=party.children)
    change = replace(change, version=booking.version)
    try:
        seen = bookings.price_change(session, by, booking.id, change)
        if isinstance(seen.new, Refusal):
            return seen.new
        if not seen.room_is_free:
            change = replace(change, room_id=_another_room(session, booking, stay))
    except Refused as refused:
        return refused.refusal
    if not seen.room_is_free and change.room_id is None:
        return Refusal(WhyNot.FULL)
    return Possible(change, seen.keep, seen.new)


def look_in(session: Session, booking: Booking, stay: Stay, party: Party, type_id: int) -> Possible | Refusal:
    """The same in a room of another type, at that one's price; nothing is written."""
    book = reckoning.open_for(session, booking.hotel_id, stay.check_in, stay.check_out)
    if type_id not in book.rates:
        return Refusal(WhyNot.NO_PRICE)
    kept = min(booking.cots, book.policies.babies(party.children), book.rates[type_id].kind.cots)
    quote = book.quote(type_id, stay, party, kept)
    if isinstance(quote, Refusal):
        return quote
    room = _another_room(session, booking, stay, type_id)
    if room is None:
        return Refusal(WhyNot.FULL)
    change = Change(
        stay.check_in, stay.check_out, room_id=room, adults=party.adults, children=party.children,
        cots=quote.cots, version=booking.version,
    )  # fmt: skip
    return Possible(change, booking.price, quote)


def _another_room(session: Session, booking: Booking, stay: Stay, type_id: int | None = None) -> int | None:
    book = reckoning.open_for(session, booking.hotel_id, stay.check_in, stay.check_out)
    occupied = book.hours.occupied(stay, booking.early_from, booking.late_until)
    free = availability.free_rooms(session, occupied, type_id or booking.room_type_id)
    return free[0].room_id if free else None


def make(session: Session, booking: Booking, possible: Possible, token: str) -> Made:
    """The stay is changed at its new price, and money follows: what the deposit grew by is asked for, too much goes
    back, and what is due on arrival stays due on arrival.
    """
    by = House(booking.hotel_id)
    with session.begin_nested():
        missing = payments.purse(session, booking).deposit_due
        changed = bookings.change_stay(session, by, booking.id, possible.change, token)
        payments.over(session, booking)
        difference, nothing = changed.difference, Money.zero(booking.currency)
        owed = payments.purse(session, booking).owed
        back = _too_much(session, booking, owed, difference)
        if back:
            return Made(difference, nothing, nothing, send_back(session, by, booking, back, token))
        sent = SentBack(nothing, nothing)
        if difference.minor <= 0:
            return Made(difference, nothing, nothing, sent)
        due = payments.purse(session, booking).deposit_due - missing
        if due.minor <= 0:
            return Made(difference, nothing, difference, sent, covered=True)
        if payments.ask(session, by, booking, Purpose.EXTRA, due) is None:
            return Made(difference, nothing, difference, sent)
        return Made(difference, due, difference - due, sent)


def total_after(session: Session, booking: Booking, possible: Possible) -> Money:
    """The whole bill as it will stand: what was agreed beside the nights, a late checkout, stays on it."""
    return bookings.owed(session, booking) + possible.difference


def comes_back(session: Session, booking: Booking, possible: Possible) -> Money:
    """What of the paid money would be too much after the change; the rest of the difference was not paid yet."""
    owed = payments.purse(session, booking).owed + possible.difference
    return _too_much(session, booking, owed, possible.difference)


def _too_much(session: Session, booking: Booking, owed: Money, difference: Money) -> Money:
    paid = payments.purse(session, booking).paid - on_its_way(session, [booking])
    return max(min(paid - owed, -difference), Money.zero(booking.currency))


def back_for_hours(session: Session, booking: Booking, side: Side) -> Money:
    """What of the paid money would be too much without the extra hours."""
    off = extra_hours.charged_for(session, side, booking)
    return _too_much(session, booking, payments.purse(session, booking).owed - off, -off)


def call_off_hours(
    session: Session, booking: Booking, side: Side, token: str, by: By | None = None, *, refund: bool = True
) -> SentBack:
    """The extra hours are given up: nobody pays by a link that still counts them, and too much goes back.

    Where it is staff who take them back, it goes back by somebody who may send money.
    """
    by, off = by or House(booking.hotel_id), extra_hours.charged_for(session, side, booking)
    with session.begin_nested():
        extra_hours.call_off(session, by, side, booking.id, token)
        payments.over(session, booking)
        back = _too_much(session, booking, payments.purse(session, booking).owed, -off)
        if back and refund:
            return send_back(session, by, booking, back, token)
    nothing = Money.zero(booking.currency)
    return SentBack(nothing, nothing)


def fee_now(session: Session, booking: Booking, now: datetime) -> Money:
    """What cancelling would cost now: where that is something, a change that gives the hotel less is for people.

    Only read: the rooms are locked before the booking, and that comes later.
    """
    agreed = booking.agreed
    if agreed is None:
        return Money.zero(booking.currency)
    hotel = hotels.get(session, booking.hotel_id)
    arrival = reckoning.hours_of(hotel, policies.of(session, hotel.id)).arrival(booking.nights)
    return agreed.total.share(fee_share(agreed.cancellation, arrival, now))


def make_of_hold(session: Session, booking: Booking, possible: Possible, token: str) -> None:
    """A hold becomes another one in its place; nobody pays by the link of the one before."""
    with session.begin_nested():
        bookings.change_stay(session, House(booking.hotel_id), booking.id, possible.change, token)
        payments.over(session, booking)
