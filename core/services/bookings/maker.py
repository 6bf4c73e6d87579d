"""One wish on its way to becoming bookings: quotes, rooms and rows."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from core.domain.access import Action, By, require
from core.domain.bookings import CODE_ALPHABET, CODE_LENGTH, FreeRoom, Source, Status, best_room
from core.domain.money import Money
from core.domain.quotes import Quote, at_price, to_json
from core.domain.refusals import Refusal, Refused, WhyNot
from core.domain.stays import Occupied, Stay, Wish
from core.services import reckoning
from core.services.reckoning import Reckoning, parts_of
from core.store import availability, bookings, guests, rooms, taking
from core.store.bookings import Booking
from core.store.rooms import RoomType


@dataclass(frozen=True)
class Terms:
    """How a booking is made, beside what is wished: all of it may stay as it is.

    `agreed` are quotes the guest has seen, one per room. `rooms` are rooms that staff chose. With `free_hand` staff
    book beside the rules about dates; `price` is a total they agreed to, for one room.
    """

    source: Source = Source.WHATSAPP
    conversation_id: int | None = None
    notes: str = ""
    arrives: time | None = None
    minutes: int | None = None
    agreed: tuple[Quote, ...] = ()
    rooms: tuple[int, ...] = ()
    free_hand: bool = False
    price: Money | None = None


USUAL = Terms()


@dataclass(frozen=True)
class Maker:
    """One wish on its way to becoming bookings. Everything that can be reckoned before the lock is, for others wait."""

    session: Session
    book: Reckoning
    kind: RoomType
    guest_id: int
    wish: Wish
    terms: Terms
    quotes: tuple[Quote, ...] = ()

    @classmethod
    def opened(cls, session: Session, by: By, guest_id: int, wish: Wish, terms: Terms) -> Maker:
        if terms.price is not None:
            require(by, Action.AGREE_PRICE)
        book = reckoning.open_for(session, by.hotel_id, wish.check_in, wish.check_out)
        kind = _kind_for(session, book, wish, terms)
        if kind.id not in book.rates:
            raise Refused(WhyNot.NO_PRICE, type=kind.slug)
        maker = cls(session, book, kind, guest_id, wish, terms)
        return replace(maker, quotes=maker.priced())

    def may_be_had(self) -> bool:
        """With nothing free there is nothing to wait for: a crowd that comes too late is not made to queue."""
        return bool(self._free())

    def take_turn(self) -> None:
        if not guests.is_there(self.session, self.guest_id):
            raise Refused(WhyNot.NO_SUCH_GUEST)
        rooms.lock_types(self.session, {self.kind.id})

    def make(self, status: Status) -> list[Booking]:
        chosen = self._choose(status)
        now = taking.database_now(self.session)
        group = _new_code(self.session) if len(chosen) > 1 else None
        made = []
        for place, (room, quote) in enumerate(zip(chosen, self.quotes, strict=True)):
            new = self._row(status, room, quote, now)
            new.group_code = group
            if place == 0 and group is not None:
                new.code = group
            made.append(self._taken(new, room))
        return made

    def _taken(self, new: Booking, room: FreeRoom) -> Booking:
        """A hold that is over may still stand in the way: it lets go, and then the room is asked for once more."""
        booking = taking.insert_unless_taken(self.session, new)
        if booking is None:
            occupied = self.book.hours.occupied(self.wish.stay)
            if taking.sweep(self.session, {room.room_id}, occupied, taking.database_now(self.session)):
                booking = taking.insert_unless_taken(self.session, new)
        if booking is None:
            raise Refused(WhyNot.ROOM_TAKEN, room=room.number)
        return booking

    def priced(self) -> tuple[Quote, ...]:
        if self.terms.agreed:
            return _as_agreed(self.terms.agreed, self.wish, self.kind.slug)
        ask = self.book.staff_quote if self.terms.free_hand else self.book.quote
        parts = parts_of(self.wish, self.wish.rooms, self.book.policies.cot_up_to)
        found = [ask(self.kind.id, self.wish.stay, party, cots) for party, cots in parts]
        for quote in found:
            if isinstance(quote, Refusal):
                raise Refused.of(quote)
        quotes = [quote for quote in found if isinstance(quote, Quote)]
        if self.terms.price is not None:
            shares = self.terms.price.split(len(quotes))
            quotes = [
                at_price(quote, share, quote.deposit) for quote, share in zip(quotes, shares, strict=True)
            ]
        return tuple(quotes)

    def _choose(self, status: Status) -> list[FreeRoom]:
        free = self._free()
        if self.terms.rooms:
            free = [room for room in free if room.room_id in self.terms.rooms]
        elif status is Status.IN_HOUSE:
            free = [room for room in free if room.ready]
        if len(free) < self.wish.rooms:
            raise self.nothing_free(len(free))
        least = timedelta(days=self.book.policies.min_nights)
        chosen: list[FreeRoom] = []
        for _ in range(self.wish.rooms):
            best = best_room((room for room in free if room not in chosen), least)
            assert best is not None
            chosen.append(best)
        return sorted(chosen, key=lambda room: room.room_id)

    def nothing_free(self, free: int = 0) -> Refused:
        if not self.terms.rooms:
            return Refused(WhyNot.FULL, free=free, rooms=self.wish.rooms)
        occupied, now = self.book.hours.occupied(self.wish.stay), self.book.now
        rivals = [taking.taken_by(self.session, room_id, occupied, now) for room_id in self.terms.rooms]
        return Refused(
            WhyNot.ROOM_TAKEN,
            free=free,
            rooms=self.wish.rooms,
            booking=next((one for one in rivals if one is not None), None),
        )

    def _free(self) -> list[FreeRoom]:
        occupied = self.book.hours.occupied(self.wish.stay)
        return availability.free_rooms(self.session, occupied, self.kind.id, self.terms.rooms)

    def _row(self, status: Status, room: FreeRoom, quote: Quote, now: datetime) -> Booking:
        occupied = self.book.hours.occupied(quote.stay)
        new = blank(self.session, self.book, self.kind.id, quote.stay, occupied)
        new.room_id, new.status, new.guest_id = room.room_id, status, self.guest_id
        new.adults, new.children, new.cots = quote.party.adults, list(quote.party.children), quote.cots
        new.quote, new.total, new.deposit = to_json(quote), quote.total.minor, quote.deposit.minor
        new.currency, new.source, new.notes = quote.currency, self.terms.source, self.terms.notes[:2000]
        new.conversation_id, new.arrives = self.terms.conversation_id, self.terms.arrives
        if status is Status.HELD:
            new.hold_until = now + timedelta(minutes=self.terms.minutes or self.book.policies.hold_minutes)
        else:
            new.confirmed_at = new.arrived_at = now
        return new


def _kind_for(session: Session, book: Reckoning, wish: Wish, terms: Terms) -> RoomType:
    if terms.rooms:
        named = [rooms.one(session, room_id) for room_id in terms.rooms]
        types = {room.room_type_id for room in named if room is not None}
        if None in named or len(types) != 1:
            raise Refused(WhyNot.NO_SUCH_ROOM)
        kind = rooms.one_type(session, types.pop())
    else:
        kind = book.type_called(wish.room_type) or rooms.type_by_slug(session, wish.room_type or "")
    if kind is None:
        raise Refused(WhyNot.NO_SUCH_TYPE, type=wish.room_type)
    return kind


def _as_agreed(agreed: tuple[Quote, ...], wish: Wish, slug: str) -> tuple[Quote, ...]:
    """What the guest saw is what is kept, if it is about this very wish."""
    fits = len(agreed) == wish.rooms and all(
        quote.stay == wish.stay and quote.room_type == slug for quote in agreed
    )
    if not fits or sum(quote.party.guests for quote in agreed) != wish.party.guests:
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    return agreed


def blank(session: Session, book: Reckoning, type_id: int, stay: Stay, occupied: Occupied) -> Booking:
    return Booking(
        hotel_id=book.hotel.id,
        code=_new_code(session),
        room_type_id=type_id,
        stay=taking.as_range(stay),
        occupied=taking.as_hours(occupied),
        adults=0,
        children=[],
        cots=0,
        total=0,
        deposit=0,
        currency=book.hotel.currency,
        notes="",
        room_fixed=False,
        version=1,
        created_at=book.now,
        changed_at=book.now,
    )


def _new_code(session: Session) -> str:
    while True:
        code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        if not bookings.code_is_taken(session, code):
            return code
