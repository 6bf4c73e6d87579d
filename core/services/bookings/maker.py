"""One wish on its way to becoming bookings: quotes, rooms and rows."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import time, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from core.domain.access import Action, By, require
from core.domain.bookings import CODE_ALPHABET, CODE_LENGTH, READY, FreeRoom, Source, Status, by_worth
from core.domain.money import Money
from core.domain.quotes import Quote, at_price, to_json
from core.domain.refusals import Refusal, Refused, WhyNot
from core.domain.stays import Stay, Wish
from core.services import reckoning
from core.services.reckoning import Reckoning
from core.store import availability, bookings, rooms, swift, taking
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
    """One wish on its way to becoming bookings. Prices are read and reckoned by whoever has found a room: of a crowd
    that comes for the last one all others need none.
    """

    session: Session
    by: By
    guest_id: int
    wish: Wish
    terms: Terms

    @cached_property
    def slug(self) -> str:
        """The type that is wished for, or that of the rooms that staff chose."""
        if not self.terms.rooms:
            return self.wish.room_type or ""
        named = [rooms.one(self.session, room_id) for room_id in self.terms.rooms]
        types = {room.room_type_id for room in named if room is not None}
        kind = rooms.one_type(self.session, types.pop()) if None not in named and len(types) == 1 else None
        if kind is None:
            raise Refused(WhyNot.NO_SUCH_ROOM)
        return kind.slug

    @cached_property
    def book(self) -> Reckoning:
        return reckoning.open_for_one(self.session, self.by.hotel_id, self.wish.stay, self.slug)

    @cached_property
    def kind(self) -> RoomType:
        kind = self.book.type_called(self.slug)
        if kind is not None:
            return kind
        sold = rooms.type_by_slug(self.session, self.slug) is not None
        raise Refused(WhyNot.NO_PRICE if sold else WhyNot.NO_SUCH_TYPE, type=self.slug)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        if self.terms.agreed:
            return _as_agreed(self.terms.agreed, self.wish, self.kind.slug)
        ask = self.book.staff_quote if self.terms.free_hand else self.book.quote
        parts = self.book.parts(self.wish, self.wish.rooms, self.kind.kind)
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

    def sought(self, status: Status) -> int | None:
        """Before anything is begun: the room that is claimed for one who wants one. With too few of them, or no price
        for them, there is nothing to begin.
        """
        if self.terms.price is not None:
            require(self.by, Action.AGREE_PRICE)
        claimed = self._claimed(status) if self.wish.rooms == 1 else None
        if claimed is None:
            self._fitting(status)
        _ = self.quotes
        return claimed

    def make(self, status: Status, claimed: int | None) -> list[Booking]:
        return self._several(status) if claimed is None else [self._one(status, claimed)]

    def _claimed(self, status: Status) -> int:
        """Guests of a crowd claim a room each before they write."""
        conditions = tuple(READY) if self._must_be_ready(status) else ()
        wanted = taking.Wanted(self.slug, self.wish.stay, self.terms.rooms, conditions)
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
        now, held = self.book.now, status is Status.HELD
        minutes = timedelta(minutes=self.terms.minutes or self.book.policies.hold_minutes)
        return blank(
            self.book,
            self.kind.id,
            quote.stay,
            room_id=room_id,
            status=status,
            guest_id=self.guest_id,
            adults=quote.party.adults,
            children=list(quote.party.children),
            cots=quote.cots,
            quote=to_json(quote),
            total=quote.total.minor,
            deposit=quote.deposit.minor,
            currency=quote.currency,
            source=self.terms.source,
            notes=self.terms.notes[:2000],
            conversation_id=self.terms.conversation_id,
            arrives=self.terms.arrives,
            hold_until=now + minutes if held else None,
            confirmed_at=None if held else now,
            arrived_at=None if held else now,
        )


def _as_agreed(agreed: tuple[Quote, ...], wish: Wish, slug: str) -> tuple[Quote, ...]:
    """What the guest saw is what is kept, if it is about this very wish."""
    fits = len(agreed) == wish.rooms and all(
        quote.stay == wish.stay and quote.room_type == slug for quote in agreed
    )
    if not fits or sum(quote.party.guests for quote in agreed) != wish.party.guests:
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    return agreed


def blank(book: Reckoning, type_id: int, stay: Stay, **facts: Any) -> Booking:
    """A row of nobody's and nothing's, but for these facts."""
    usual = {
        "hotel_id": book.hotel.id,
        "code": _draw_code(),
        "room_type_id": type_id,
        "stay": taking.as_range(stay),
        "occupied": taking.as_hours(book.hours.occupied(stay)),
        "adults": 0,
        "children": [],
        "cots": 0,
        "total": 0,
        "deposit": 0,
        "currency": book.hotel.currency,
        "notes": "",
        "room_fixed": False,
        "version": 1,
        "created_at": book.now,
        "changed_at": book.now,
    }
    return swift.fresh(Booking, usual | facts)


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
