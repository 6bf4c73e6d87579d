"""Taking back what was just changed: the stay is again as it was, with the very price that was agreed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, By, require
from core.domain.bookings import Deed
from core.domain.conversations import AuditTag
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Occupied, Stay
from core.services.bookings import deeds
from core.services.written import done_with
from core.store import rooms, taking
from core.store.bookings import Booking

TIME_TO_TAKE_BACK = timedelta(minutes=15)
_PLAIN = (
    "room_id",
    "room_type_id",
    "adults",
    "children",
    "cots",
    "notes",
    "quote",
    "total",
    "deposit",
    "room_fixed",
)


def snapshot(booking: Booking) -> dict[str, Any]:
    """All that a change of a stay may touch, as the book keeps it."""
    moments = {
        "check_in": booking.check_in,
        "check_out": booking.check_out,
        "starts_at": booking.starts_at,
        "ends_at": booking.ends_at,
        "arrives": booking.arrives,
        "aside_since": booking.aside_since,
    }
    written = {name: None if moment is None else moment.isoformat() for name, moment in moments.items()}
    return {**{name: getattr(booking, name) for name in _PLAIN}, **written}


def change_back(
    session: Session, by: By, booking_id: int, of_token: str, token: str | None = None
) -> Booking:
    """Undoes the change made with `of_token`, by whoever made it, soon, and while nobody changed anything since."""
    require(by, Action.BOOK)
    with session.begin_nested():
        made = done_with(session, of_token)
        earlier = None if made is None else made.details.get("earlier")
        if made is None or earlier is None or made.subject != deeds.subject(booking_id):
            raise Refused(WhyNot.CHANGED_MEANWHILE)
        room = rooms.one(session, earlier["room_id"])
        if room is None:
            raise Refused(WhyNot.NO_SUCH_ROOM)
        booking = deeds.take_with_room(session, booking_id, room)
        if deeds.done_before(session, token):
            return booking
        is_late = clock.now() - made.at > TIME_TO_TAKE_BACK
        if is_late or made.staff_id != by.staff_id or booking.version != made.details["version"]:
            raise Refused(WhyNot.CHANGED_MEANWHILE, version=booking.version)
        deeds.step(booking, Deed.CHANGE)
        values, now = _as_it_was(earlier), taking.database_now(session)
        occupied = Occupied(values["occupied"].lower, values["occupied"].upper)
        was = {"check_in": booking.check_in.isoformat(), "check_out": booking.check_out.isoformat()}
        taking.sweep(session, {room.id}, occupied, now, but=booking.id)
        if not taking.rewrite(session, booking, changed_at=now, **values):
            raise deeds.in_the_way(session, room, occupied, now, but=booking.id)
        deeds.note(session, by, AuditTag.BOOKING_CHANGED_BACK, booking, token, was=was, of=made.id)
    return booking


def _as_it_was(earlier: dict[str, Any]) -> dict[str, Any]:
    def moment(name: str) -> datetime:
        return datetime.fromisoformat(earlier[name])

    stay = Stay(date.fromisoformat(earlier["check_in"]), date.fromisoformat(earlier["check_out"]))
    return {
        **{name: earlier[name] for name in _PLAIN},
        "stay": taking.as_range(stay),
        "occupied": taking.as_hours(Occupied(moment("starts_at"), moment("ends_at"))),
        "arrives": earlier["arrives"] and time.fromisoformat(earlier["arrives"]),
        "aside_since": earlier["aside_since"] and moment("aside_since"),
    }
