"""What the API tells: offers with every line of their price, bookings without anything a stranger should not read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel

from core.domain.bookings import Status
from core.domain.money import Money as Amount
from core.domain.refusals import WhyNot
from core.services.offers import Instead
from core.services.pay_doors import DoorState


class Money(BaseModel):
    """`amount` as people write it, `minor` in the currency's smallest unit: cents, or pesos where there are none."""

    amount: str
    minor: int
    currency: str


class Line(BaseModel):
    """What it adds or takes off stands in `counts`; a tax that is included in prices counts nothing."""

    kind: str
    name: str
    count: int
    unit: Money
    counts: Money


class Night(BaseModel):
    day: date
    price: Money


class Rule(BaseModel):
    """Cancelling at least so many hours before arrival costs so many percent of the total."""

    hours_before: int
    fee_percent: float


class Amenity(BaseModel):
    """`topic` stays the same in every language; `name` is as the guest reads it."""

    topic: str
    name: str


class Offer(BaseModel):
    """`amenities` are what the room has, as far as the hotel has written it down.

    `free` is how many rooms of the type are left; `nights` and `lines` are those of each room in turn.
    """

    room_type: str
    name: str
    description: str
    beds: str
    size_m2: int | None
    sleeps: int
    amenities: list[Amenity]
    photos: list[str]
    check_in: date
    check_out: date
    rooms: int
    free: int
    total: Money
    deposit: Money
    nights: list[list[Night]]
    lines: list[list[Line]]
    cancelling: list[Rule]
    free_cancelling_until: datetime | None
    quote: str


class Reason(BaseModel):
    """`words` are for the guest, in the language asked for."""

    code: WhyNot
    words: str
    facts: dict[str, Any]


class Alternative(BaseModel):
    kind: Instead
    check_in: date
    check_out: date
    total: Money
    parts: list[Offer]


class Availability(BaseModel):
    """`why_not` says why of the whole wish, `reasons` of each type; `alternatives` are near it and can be had."""

    check_in: date
    check_out: date
    night_count: int
    currency: str
    offers: list[Offer]
    why_not: Reason | None
    reasons: dict[str, Reason]
    alternatives: list[Alternative]


class CalendarNight(BaseModel):
    """`price` is for these people, everything included, were it the only night. A closed night cannot be booked; a
    stay with this night has `min_nights` at least.
    """

    day: date
    free: int
    closed: bool
    min_nights: int
    price: Money


class CalendarType(BaseModel):
    """Without nights where so many people cannot sleep in one room of the type; `why_not` says why."""

    room_type: str
    name: str
    nights: list[CalendarNight]
    why_not: WhyNot | None


class Calendar(BaseModel):
    """Days that are over are left out."""

    currency: str
    types: list[CalendarType]


class Room(BaseModel):
    room_type: str
    name: str
    status: Status
    check_in: date
    check_out: date
    adults: int
    children: list[int]
    total: Money


class ToPay(BaseModel):
    """`link` is where the guest pays; `transfer` the hotel's words about paying to its account."""

    due_now: Money
    paid: Money
    balance: Money
    ways: list[Literal["link", "transfer"]]
    link: str | None
    link_state: DoorState | None
    transfer: str | None


class Booking(BaseModel):
    """`guest` and `phone` are told to keys of staff only."""

    code: str
    status: Status
    source: str
    check_in: date
    check_out: date
    held_until: datetime | None
    rooms: list[Room]
    total: Money
    payment: ToPay
    page: str | None
    guest: str | None
    phone: str | None


class Costs(BaseModel):
    fee: Money
    paid: Money
    goes_back: Money
    still_owed: Money


class Cancelled(BaseModel):
    """With `preview` nothing has changed yet."""

    code: str
    preview: bool
    status: Status
    costs: Costs


def money(amount: Amount) -> Money:
    return Money(amount=str(amount.major), minor=amount.minor, currency=amount.currency)
