"""Writes a demo hotel's invented stays as rows, priced by the same reckoning as real ones, in a few large inserts."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import Any

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import House
from core.domain.bookings import ChargeKind, Status
from core.domain.identities import IdentifierKind, phone_key
from core.domain.messages import Channel
from core.domain.money import Money
from core.domain.quotes import Quote, to_json
from core.domain.rates import Asked, lifted, quote
from core.domain.refusals import Refused
from core.domain.stays import A_DAY, Wish
from core.local.demo.history import FUTURE, PAST, History, Made, Someone, lead
from core.local.demo.money import payments
from core.local.demo.reviews import write_reviews
from core.local.demo.rows import keep, numbered
from core.services import bookings
from core.services.reckoning import Reckoning, open_for
from core.store import taking
from core.store.bookings import Booking
from core.store.charges import Charge
from core.store.guests import Guest, GuestIdentifier
from core.store.hotels import Hotel
from core.store.payments import Payment
from core.store.rooms import Room

LATE = time(14)


def write_stays(session: Session, hotel: Hotel, rooms: list[Room], today: date, *, talks: bool) -> int:
    reach = timedelta(days=max(PAST, FUTURE) + 20)
    book = open_for(session, hotel.id, today - reach, today + reach)
    kinds = {kind.id: kind for kind in book.types}
    history = History(
        today=today,
        rooms=[(kinds[room.room_type_id].capacity, kinds[room.room_type_id].max_adults) for room in rooms],
        seed=f"{hotel.slug}:{today}",
    )
    made = list(history.stays())
    guests = _write_people(session, hotel, history.people, _first_met(book, made))
    rows = [_row(book, rooms[stay.room], stay, guests) for stay in made]
    ids = numbered(session, Booking, rows)
    bills = [
        _late_line(hotel, booking_id, row)
        for booking_id, row, stay in zip(ids, rows, made, strict=True)
        if row["late_until"] is not None and not stay.blocked
    ]
    keep(session, Charge, bills)
    beyond = {bill["booking_id"]: bill["amount"] for bill in bills}
    paid = payments(
        [(number, row, beyond.get(number, 0)) for number, row in zip(ids, rows, strict=True)], book.now
    )
    keep(session, Payment, paid)
    if talks:
        write_reviews(session, hotel, list(zip(ids, rows, strict=True)), book.now)
    _leave_rooms_as_they_are(rooms, made, today)
    _hold_two(session, book, guests, today)
    return len(rows)


def _hold_two(session: Session, book: Reckoning, guests: list[int], today: date) -> None:
    """Two guests who are about to pay: their time runs from now on, as everybody's does."""
    by, held = House(book.hotel.id), 0
    for day, kind in product(range(30, 90), book.types):
        wish = Wish(today + A_DAY * day, today + A_DAY * (day + 5), 1, room_type=kind.slug)
        with suppress(Refused):
            bookings.hold(session, by, guests[held], wish)
            held += 1
        if held == 2:
            return


def _first_met(book: Reckoning, made: list[Made]) -> dict[int, datetime]:
    """When somebody was heard of, by the number of the person: with the first stay they booked."""
    booked: dict[int, datetime] = {}
    for stay in made:
        if not stay.blocked:
            at = _booked(book, stay)
            booked[stay.person] = min(at, booked.get(stay.person, at))
    return booked


def _booked(book: Reckoning, made: Made) -> datetime:
    return min(book.hours.occupied(made.stay).starts, book.now) - lead(made)


def _write_people(
    session: Session, hotel: Hotel, people: list[Someone], met: dict[int, datetime]
) -> list[int]:
    now = clock.now()
    named = [
        {
            "hotel_id": hotel.id,
            "name": person.name,
            "language": person.language,
            "created_at": met.get(number, now),
        }
        for number, person in enumerate(people)
    ]
    ids = numbered(session, Guest, named)
    keep(
        session,
        GuestIdentifier,
        [
            {
                "hotel_id": hotel.id,
                "guest_id": guest_id,
                "channel": Channel.WHATSAPP,
                "kind": IdentifierKind.PHONE,
                "key": phone_key(person.phone),
                "value": person.phone,
                "seen_at": row["created_at"],
            }
            for guest_id, row, person in zip(ids, named, people, strict=True)
        ],
    )
    return ids


def _row(book: Reckoning, room: Room, made: Made, guests: list[int]) -> dict[str, Any]:
    late = LATE if made.late and made.status == Status.CHECKED_OUT else None
    occupied = book.hours.occupied(made.stay, leaves=late)
    priced = None if made.blocked else _price(book, room, made)
    arrived = datetime.combine(made.stay.check_in, time(15, made.person % 60), occupied.starts.tzinfo)
    left = datetime.combine(made.stay.check_out, time(9, made.person % 60), occupied.starts.tzinfo)
    created = _booked(book, made)
    return {
        "hotel_id": book.hotel.id,
        "code": made.code,
        "guest_id": None if made.blocked else guests[made.person],
        "room_id": room.id,
        "room_type_id": room.room_type_id,
        "status": made.status,
        "stay": taking.as_range(made.stay),
        "occupied": taking.as_hours(occupied),
        "late_until": late,
        "adults": made.party.adults,
        "children": list(made.party.children),
        "cots": 0,
        "quote": None if priced is None else to_json(priced),
        "total": 0 if priced is None else priced.total.minor,
        "deposit": 0 if priced is None else priced.deposit.minor,
        "currency": book.hotel.currency,
        "source": made.source,
        "notes": made.notes,
        "block_reason": made.blocked,
        "version": 1,
        "created_at": created,
        "changed_at": created,
        "confirmed_at": None if made.blocked else created + timedelta(minutes=25),
        "arrived_at": min(arrived, book.now) if made.status in ("checked_out", "in_house") else None,
        "left_at": min(left, book.now) if made.status == "checked_out" else None,
        "ended_at": created + timedelta(hours=30) if made.status in ("cancelled", "no_show") else None,
    }


def _price(book: Reckoning, room: Room, made: Made) -> Quote:
    rate, rules = lifted(book.rates[room.room_type_id], book.policies)
    priced = quote(rate, rules, Asked(made.stay, made.party, made.stay.check_in))
    assert isinstance(priced, Quote), priced
    return priced


def _late_line(hotel: Hotel, booking_id: int, row: dict[str, Any]) -> dict[str, Any]:
    """Four hours at a tenth of the last night each, as the house sells them."""
    last = Money(row["quote"]["nights"][-1]["price"]["minor"], hotel.currency)
    return {
        "hotel_id": hotel.id,
        "booking_id": booking_id,
        "kind": ChargeKind.LATE_CHECKOUT,
        "amount": last.share(4_000).minor,
        "currency": hotel.currency,
        "note": LATE.isoformat("minutes"),
        "at": row["arrived_at"],
    }


def _leave_rooms_as_they_are(rooms: list[Room], made: list[Made], today: date) -> None:
    """Rooms that were left today are not made yet; the others are clean."""
    for stay in made:
        if stay.status == Status.CHECKED_OUT and stay.stay.check_out == today:
            rooms[stay.room].housekeeping = "dirty"
