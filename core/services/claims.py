"""A transfer that a guest says they made: words that nobody can check at once, and that cost nothing to say.

A receipt stops the hold's clock until people have judged it. So does a transfer that people were asked to look for
without one, for as long as the hotel waits for any money under way and until they have promised to look: told at
night that it is paid, nobody loses the room before reception opens. Words alone let the hold last once more as long
as the hotel keeps one, and no oftener: whoever paid does not lose the room while the photo is looked for, and nobody
keeps a room by saying so again and again.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import House
from core.domain.bookings import Status
from core.domain.refusals import Refused
from core.services import bookings, payments, policies
from core.services.calling_off import take_turn
from core.services.payments import pending
from core.services.payments.reads import group_of
from core.store.bookings import Booking

_MINUTE = timedelta(minutes=1)


def give_time(session: Session, booking: Booking) -> bool:
    """Whether the hold got more time by this; one whose clock stands still needs none."""
    take_turn(session, [booking])
    session.refresh(booking)
    before = booking.hold_until
    if booking.status != Status.HELD or before is None:
        return False
    by = House(booking.hotel_id)
    minutes = (before - clock.now()) // _MINUTE + policies.of(session, booking.hotel_id).hold_minutes
    try:
        with session.begin_nested():
            for room in group_of(session, booking):
                if room.status == Status.HELD:
                    bookings.extend_hold(session, by, room.id, minutes, f"claimed:{room.id}")
    except Refused:
        return False
    session.refresh(booking)
    if booking.hold_until is None or booking.hold_until <= before:
        return False
    payments.prolong(session, booking, booking.hold_until)
    return True


def stop_the_clock(session: Session, booking: Booking, promised: datetime | None = None) -> datetime | None:
    """While reception looks for it: until when at most. Nobody's room is let go while it is they who are waited for."""
    take_turn(session, [booking])
    session.refresh(booking)
    return pending.begins(session, booking, promised)
