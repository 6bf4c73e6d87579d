"""The address at which a guest pays who is in no chat: ours, so that it stays the same whatever the provider's is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from core.base.settings import settings
from core.domain.bookings import Status
from core.domain.payments import LIVING, RequestState
from core.services import hotels, signed
from core.services.payments.reads import group_of, purse
from core.store import bookings, payments
from core.store.bookings import Booking

_PURPOSE = "pay"


class DoorState(StrEnum):
    OPEN = "open"
    PREPARING = "preparing"
    PAID = "paid"
    OVER = "over"


@dataclass(frozen=True)
class PayDoor:
    state: DoorState
    language: str
    url: str = ""


def address(booking: Booking) -> str:
    return f"{settings().public_webhook_url}/pay/{signed.token(_PURPOSE, booking)}"


def hotel_of(written: str) -> int | None:
    return signed.hotel_of(_PURPOSE, written)


def found(session: Session, written: str) -> PayDoor | None:
    booking = bookings.by_code(session, signed.code_of(written))
    if booking is None or booking.guest_id is None:
        return None
    language = hotels.get(session, booking.hotel_id).language
    state, url = _state(session, booking)
    return PayDoor(state, language, url)


def state_of(session: Session, booking: Booking) -> DoorState:
    return _state(session, booking)[0]


def _state(session: Session, booking: Booking) -> tuple[DoorState, str]:
    asked = payments.requests_of(session, [one.id for one in group_of(session, booking)])
    living = [one for one in asked if one.state in LIVING]
    if living and living[-1].link_url and living[-1].state == RequestState.OPEN:
        return DoorState.OPEN, living[-1].link_url
    if living:
        return DoorState.PREPARING, ""
    stands = booking.status in (Status.CONFIRMED, Status.IN_HOUSE, Status.CHECKED_OUT)
    if stands and not purse(session, booking).deposit_due:
        return DoorState.PAID, ""
    return DoorState.OVER, ""
