"""One wish on its way to becoming bookings: quotes, rooms and rows."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import time, timedelta

from sqlalchemy.orm import Session

from core.domain.access import Action, By, require
from core.domain.bookings import CODE_ALPHABET, CODE_LENGTH, READY, FreeRoom, Source, Status, by_worth
from core.domain.money import Money
from core.domain.quotes import Quote, at_price, to_json
from core.domain.refusals import Refusal, Refused, WhyNot
from core.domain.stays import Occupied, Stay, Wish
from core.services import reckoning
from core.services.reckoning import Reckoning, parts_of
from core.store import availability, bookings, rooms, taking
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
# A claim is lost only to whoever takes a room without one, and not so often in a row.
_MOST_CLAIMS = 10


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
        if terms.rooms or wish.room_type is None:
            book = reckoning.open_for(session, by.hotel_id, wish.check_in, wish.check_out)
        else:
            book = reckoning.open_for_one(session, by.hotel_id, wish.stay, wish.room_type)
        kind = _kind_for(session, book, wish, terms)
        if kind.id not in book.rates:
            raise Refused(WhyNot.NO_PRICE, type=kind.slug)
        maker = cls(session, book, kind, guest_id, wish, terms)
        return replace(maker, quotes=maker.priced())

    def sought(self, status: Status) -> int | None:
        """Before anything is begun: the room that is claimed for one who wants one. With too few of them there is
        nothing to begin.
        """
        if self.wish.rooms == 1:
            return self._claimed(status)
        self._fitting(status)
        return None

    def make(self, status: Status, claimed: int | None) -> list[Booking]:
        return self._several(status) if claimed is None else [self._one(status, claimed)]

    def _claimed(self, status: Status) -> int:
        """Guests of a crowd claim a room each before they write."""
        wanted = taking.Wanted(
            self.kind.id,
            self.book.hours.occupied(self.wish.stay),
            self._least_gap,
            self.terms.rooms,
            tuple(READY) if self._must_be_ready(status) else (),
        )
        room_id = taking.claim(self.session, wanted)
        if room_id is None:
            raise self._nothing_free(0)
        return room_id

    def _fitting(self, status: Status) -> list[FreeRoom]:
        """The rooms that would do, the best first."""
        free = self._free()
        if self.terms.rooms:
            free = [room for room in free if room.room_id in self.terms.rooms]
        elif self._must_be_ready(status):
            free = [room for room in free if room.ready]
        if len(free) < self.wish.rooms:
            raise self._nothing_free(len(free))
        return by_worth(free, self._least_gap)

    def _must_be_ready(self, status: Status) -> bool:
        return status is Status.IN_HOUSE and not self.terms.rooms

    @property
    def _least_gap(self) -> timedelta:
        return timedelta(days=self.book.policies.min_nights)

    def _one(self, status: Status, claimed: int) -> Booking:
        for _ in range(_MOST_CLAIMS):
            made = self._taken(self._row(status, claimed, self.quotes[0]))
            if made is not None:
                return made
            claimed = self._claimed(status)
        raise Refused(WhyNot.BUSY)

    def _several(self, status: Status) -> list[Booking]:
        """Rooms that are only worth having together: nobody else takes any of the type meanwhile."""
        rooms.lock_types(self.session, {self.kind.id})
        best = self._fitting(status)[: self.wish.rooms]
        group = _free_code(self.session)
        made = []
        chosen = sorted(best, key=lambda room: room.room_id)
        for place, (room, quote) in enumerate(zip(chosen, self.quotes, strict=True)):
            new = self._row(status, room.room_id, quote)
            new.group_code, new.code = group, new.code if place else group
            booking = self._taken(new)
            if booking is None:
                raise Refused(WhyNot.ROOM_TAKEN, room=room.number)
            if not place:
                group = booking.group_code = booking.code  # drawn anew where somebody else's came first
            made.append(booking)
        return made

    def _taken(self, new: Booking) -> Booking | None:
        """A hold that is over may still stand in the way: it lets go, and then the room is asked for once more."""
        booking = put_in(self.session, new)
        if booking is None:
            occupied, now = self.book.hours.occupied(self.wish.stay), taking.database_now(self.session)
            if taking.sweep(self.session, {new.room_id}, occupied, now):
                booking = put_in(self.session, new)
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

    def _nothing_free(self, free: int) -> Refused:
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

    def _row(self, status: Status, room_id: int, quote: Quote) -> Booking:
        now = self.book.now
        occupied = self.book.hours.occupied(quote.stay)
        new = blank(self.book, self.kind.id, quote.stay, occupied)
        new.room_id, new.status, new.guest_id = room_id, status, self.guest_id
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


def blank(book: Reckoning, type_id: int, stay: Stay, occupied: Occupied) -> Booking:
    return Booking(
        hotel_id=book.hotel.id,
        code=_draw_code(),
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


def put_in(session: Session, new: Booking) -> Booking | None:
    """Writes the row unless the room is taken then. A code that is another booking's is none of its business."""
    while (booking := taking.insert_unless_taken(session, new)) is None:
        if not bookings.code_is_taken(session, new.code):
            return None
        new.code = _draw_code()
    return booking


def _draw_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def _free_code(session: Session) -> str:
    while bookings.code_is_taken(session, code := _draw_code()):
        pass
    return code
