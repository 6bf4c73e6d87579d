"""`python -m tests.chaos.hold_rooms DAY TELEPHONE...`: holds a room for each guest and asks for its deposit.

With `furnish` it only makes the hotels and their rooms.

Run as a process of its own, with the house's environment: what the dialogue does in a turn, for several at once.
"""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta

from core.base import clock
from core.domain.access import House
from core.domain.messages import Channel
from core.domain.stays import Wish
from core.local.demo import houses
from core.local.demo.inventory import write_inventory
from core.services import bookings, payments
from core.store import conversations, guests, hotels, rooms
from core.store.db import across_hotels, transaction
from core.store.guests import GuestIdentifier


def main() -> int:
    if sys.argv[1] == "furnish":
        return _furnish()
    first, telephones = date.fromisoformat(sys.argv[1]), sys.argv[2:]
    with across_hotels() as session:
        hotel = hotels.by_slug(session, "posada-del-ceibo")
        assert hotel is not None
    print(
        json.dumps([_hold(hotel.id, first + timedelta(days=3 * n), one) for n, one in enumerate(telephones)])
    )
    return 0


def _furnish() -> int:
    """The demo hotels with rooms to hold, without their months of history and their pictures."""
    with across_hotels() as session:
        houses.seed(session)
        hotel = hotels.by_slug(session, houses.POSADA.slug)
        assert hotel is not None
    with transaction(hotel.id) as session:
        write_inventory(session, hotel, "posada", clock.now().date())
    return 0


def _hold(hotel_id: int, check_in: date, telephone: str) -> dict[str, object]:
    with transaction(hotel_id) as session:
        known = session.query(GuestIdentifier).filter_by(value=telephone).first()
        assert known is not None, f"nobody here has the number {telephone}"
        guest = guests.one(session, known.guest_id)
        assert guest is not None
        [talk] = conversations.all_of_guest(session, guest.id)
        assert talk.channel == Channel.WHATSAPP
        kind = next(kind for kind in rooms.types(session) if kind.max_adults >= 2)
        wish = Wish(check_in, check_in + timedelta(days=2), 2, room_type=kind.slug)
        terms = bookings.Terms(conversation_id=talk.id, free_hand=True)
        [held] = bookings.hold(session, House(hotel_id), guest.id, wish, terms)
        request = payments.ask(session, House(hotel_id), held)
        assert request is not None
        return {
            "booking": held.id,
            "code": held.code,
            "reference": request.reference,
            "amount": request.amount,
        }


if __name__ == "__main__":
    sys.exit(main())
