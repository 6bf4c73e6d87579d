"""When reception is there, and by when it will have answered: what is promised to guests, and reckoned with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.base import clock
from core.domain.conversations import Reason
from core.domain.hours import Hours, Shift
from core.domain.knowledge import Knowledge
from core.services import hotels
from core.services.holidays import days_around
from core.store.hotels import Hotel

_URGENT: Final = timedelta(minutes=10)
_ROUND: Final = timedelta(minutes=5)
# A reception that opens no more within a year is still owed an answer some day.
_SOME_DAY: Final = timedelta(days=1)
# Nothing was said to the guest, so nothing was promised.
UNPROMISED: Final = frozenset({Reason.ANOTHER_MACHINE, Reason.ALREADY_OPTED_OUT})


@dataclass(frozen=True)
class Attendance:
    """In the hotel's own time."""

    is_open: bool
    next_opening: datetime | None


def reception(hotel: Hotel, known: Knowledge) -> Hours:
    """As written down shift by shift, else the one span of the hotel's own row."""
    written = known.hours("reception")
    return written or Hours(((Shift(hotel.reception_opens, hotel.reception_closes),),) * 7)


def attendance(hotel: Hotel, known: Knowledge) -> Attendance:
    """Whether somebody sits at reception now, and when next: holidays may have hours of their own."""
    now = hotels.local_now(hotel)
    hours = reception(hotel, known)
    days_off = days_around(hotel.country, known, now.date())
    return Attendance(hours.is_open(now, days_off), hours.next_opening(now, days_off))


def promised_by(hotel: Hotel, known: Knowledge, reason: Reason) -> datetime:
    """The hotel's own minutes from now, or from when reception opens; danger waits for no opening.

    Whatever broke the house may be in the hotel's own hours and zone: then neither is asked.
    """
    if reason is Reason.HOUSE_FAILED:
        return clock.now() + timedelta(minutes=hotel.promise_minutes)
    now = hotels.local_now(hotel)
    if reason is Reason.URGENT:
        return _rounded(now + _URGENT)
    there = attendance(hotel, known)
    begins = now if there.is_open else there.next_opening or now + _SOME_DAY
    return _rounded(begins + timedelta(minutes=hotel.promise_minutes))


def _rounded(moment: datetime) -> datetime:
    past = timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)
    return moment if not past else moment - past + _ROUND
