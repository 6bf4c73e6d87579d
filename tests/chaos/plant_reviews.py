"""`python -m tests.chaos.plant_reviews`: guests who left this morning and are to be asked how it was.

Reads an order as JSON: `phones`, `closes_in` seconds (or null for the whole day), and `apart`, the seconds between two
turns already given out (or null, when each takes its turn by itself). Run with the house's environment.
"""

from __future__ import annotations

import json
import sys
import uuid
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import House
from core.domain.bookings import Status
from core.domain.messages import Channel, Incoming, Kind, Sender
from core.domain.plain import to_plain
from core.domain.reviews import Rules
from core.domain.stays import Wish
from core.local.demo import houses
from core.services import bookings, intake
from core.services.reviews import asking
from core.store import hotels, rooms
from core.store.bookings import Booking
from core.store.db import across_hotels, transaction
from core.store.hotels import ChannelAccount, Hotel
from core.store.review_requests import ReviewRequest, ReviewRules

_AT_ONCE = 50


def main() -> int:
    order = json.load(sys.stdin)
    with across_hotels() as session:
        hotel = hotels.by_slug(session, houses.POSADA.slug)
        assert hotel is not None
        hotel_id = hotel.id
    with transaction(hotel_id) as session:
        booking = _a_stay_that_is_over(session, hotel_id, order["phones"][0])
    planted: list[int] = []
    for first in range(0, len(order["phones"]), _AT_ONCE):
        with transaction(hotel_id) as session:
            portion = order["phones"][first : first + _AT_ONCE]
            planted += [_has_left(session, hotel_id, booking, phone) for phone in portion]
    with transaction(
        hotel_id
    ) as session:  # the hours run from when all guests are there, however long that took
        _it_is_noon(session, hotel_id, order["closes_in"])
    for first in range(0, len(planted), _AT_ONCE):
        with transaction(hotel_id) as session:
            for number, request in enumerate(planted[first : first + _AT_ONCE], start=first):
                _is_to_be_asked(session, request, _turn(order, number))
    return 0


def _turn(order: dict[str, object], number: int) -> float | None:
    apart = order["apart"]
    return None if apart is None else 5.0 + float(str(apart)) * number


def _it_is_noon(session: Session, hotel_id: int, closes_in: float | None) -> None:
    """Wherever this is run and whenever: the hotel's hours are open, for as long as the order says."""
    zone = f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"
    local = clock.now().astimezone(ZoneInfo(zone))
    closes = time(23, 59) if closes_in is None else (local + timedelta(seconds=closes_in)).time()
    session.execute(update(Hotel).where(Hotel.id == hotel_id).values(timezone=zone))
    session.execute(update(ChannelAccount).values(messaging_limit="TIER_UNLIMITED"))
    document = dict(to_plain(Rules(opens=time(0), closes=closes)))
    session.add(ReviewRules(hotel_id=hotel_id, document=document, version=1, changed_at=clock.now()))


def _hears(session: Session, hotel_id: int, phone: str) -> tuple[int, int]:
    account = houses.NUMBERS[houses.POSADA.slug][0]
    said = Incoming(
        f"wamid.planted.{uuid.uuid4().hex}", Channel.WHATSAPP, account, Sender(phone=phone, name="Ana"),
        clock.now(), Kind.TEXT, "gracias",
    )  # fmt: skip
    talk, line = intake.hear(session, hotel_id, said)
    assert line is not None
    line.handled_at, talk.last_guest_at, talk.language = clock.now(), clock.now() - timedelta(days=2), "es"
    session.flush()
    return talk.guest_id, talk.id


def _a_stay_that_is_over(session: Session, hotel_id: int, phone: str) -> int:
    guest, talk = _hears(session, hotel_id, phone)
    kind = next(kind for kind in rooms.types(session) if kind.max_adults >= 2)
    today = clock.now().date() + timedelta(days=300)
    terms = bookings.Terms(conversation_id=talk, free_hand=True)
    wish = Wish(today, today + timedelta(days=2), 2, room_type=kind.slug)
    [held] = bookings.hold(session, House(hotel_id), guest, wish, terms)
    over = {"status": Status.CHECKED_OUT, "left_at": clock.now() - timedelta(hours=5)}
    session.execute(update(Booking).where(Booking.id == held.id).values(**over))
    return held.id


def _has_left(session: Session, hotel_id: int, booking: int, phone: str) -> int:
    guest, talk = _hears(session, hotel_id, phone)
    request = ReviewRequest(
        hotel_id=hotel_id, booking_id=booking, stay_key=f"planted-{phone}", guest_id=guest, reminded=0,
        conversation_id=talk, state="planned", left_at=clock.now() - timedelta(hours=5), due_at=clock.now(),
    )  # fmt: skip
    session.add(request)
    session.flush()
    return request.id


def _is_to_be_asked(session: Session, request_id: int, turn: float | None) -> None:
    request = session.get_one(ReviewRequest, request_id)
    asking.put_off(session, request, clock.after(turn if turn is not None else 0.0), given=turn is not None)


if __name__ == "__main__":
    sys.exit(main())
