"""A stay that was called off, or whose guest was given up, stands again: at the price that was agreed, in its room or
in one as good. The fee for calling it off is owed no longer: the stay itself is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.domain.access import Action, By, require
from core.domain.bookings import ChargeKind, Deed, Status
from core.domain.conversations import AuditTag
from core.domain.money import Money, total
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Occupied
from core.services import reckoning
from core.services.bookings import bill, deeds, holds
from core.services.reckoning import Reckoning
from core.store import bookings, charges, taking
from core.store.bookings import Booking

_FEES = (ChargeKind.CANCELLATION_FEE, ChargeKind.FEE_WAIVED)


@dataclass(frozen=True)
class Place:
    """Where the stay would sleep, what of the bill falls away, and whether hours were agreed that it had before."""

    room_id: int
    fee: Money
    without_hours: bool


def place_again(session: Session, by: By, booking_id: int) -> Place:
    """Nothing changes; refused in words where it cannot be."""
    require(by, Action.READ_BOOKINGS)
    booking = bookings.one(session, booking_id)
    if booking is None:
        raise Refused(WhyNot.NO_SUCH_BOOKING)
    book = _book_for(session, by, booking)
    return _place(session, book, booking)


def bring_back(session: Session, by: By, booking_id: int, room_id: int, token: str | None = None) -> Booking:
    """Only into the room that whoever decided had seen: nobody is moved behind their back."""
    require(by, Action.BOOK)
    with session.begin_nested():
        booking = deeds.take_with_every_room(session, booking_id)
        if deeds.done_before(session, token):
            return booking
        book = _book_for(session, by, booking)
        place, was, before = _place(session, book, booking), booking.status, booking.room_id
        if place.room_id != room_id:
            raise Refused(WhyNot.CHANGED_MEANWHILE, version=booking.version)
        if place.fee:
            bill.add_charge(session, by, booking, ChargeKind.FEE_WAIVED, -place.fee)
        _stand(session, book, booking, place)
        facts = {"room": room_id, "before": before, "was": was, "fee": place.fee.minor}
        deeds.note(session, by, AuditTag.BOOKING_BROUGHT_BACK, booking, token, **facts)
    return booking


def _book_for(session: Session, by: By, booking: Booking) -> Reckoning:
    if booking.block_reason is not None:
        raise Refused(WhyNot.WRONG_STATUS, status=str(booking.status), deed=str(Deed.BRING_BACK))
    deeds.step(booking, Deed.BRING_BACK)
    book = reckoning.open_for(session, by.hotel_id, booking.check_in, booking.check_out)
    if booking.check_out <= book.today:
        raise Refused(WhyNot.PAST, today=book.today.isoformat())
    return book


def _place(session: Session, book: Reckoning, booking: Booking) -> Place:
    occupied = _occupied(book, booking)
    fees = [line.money for line in charges.of_booking(session, booking.id) if line.kind in _FEES]
    had_hours = booking.early_from is not None or booking.late_until is not None
    return Place(
        room_id=holds.room_again(session, book, booking, occupied),
        fee=total(fees, booking.currency),
        without_hours=had_hours and booking.status == Status.CANCELLED,
    )


def _occupied(book: Reckoning, booking: Booking) -> Occupied:
    """Hours beyond the usual ones left the bill when the stay was called off: they are agreed on anew."""
    if booking.status == Status.CANCELLED:
        return book.hours.occupied(booking.nights)
    return Occupied(booking.starts_at, booking.ends_at)


def _stand(session: Session, book: Reckoning, booking: Booking, place: Place) -> None:
    occupied = _occupied(book, booking)
    taking.sweep(session, {place.room_id}, occupied, book.now, but=booking.id)
    hours = {"early_from": None, "late_until": None} if place.without_hours else {}
    stands = taking.rewrite(
        session,
        booking,
        status=deeds.step(booking, Deed.BRING_BACK),
        room_id=place.room_id,
        occupied=taking.as_hours(occupied),
        confirmed_at=booking.confirmed_at or book.now,
        changed_at=book.now,
        ended_at=None,
        aside_since=None,
        **hours,
    )
    if not stands:
        raise Refused(WhyNot.FULL, code=booking.code)
