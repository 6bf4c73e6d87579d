"""What may be asked of the API: every field bounded, nothing unknown let through."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from core.domain.stays import NotAStay, Stay, Wish

MOST_ADULTS, MOST_CHILDREN, MOST_ROOMS, MOST_COTS = 20, 10, 4, 4
LONGEST_CALENDAR: Final = timedelta(days=366)
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def _as_written(value: Any) -> Any:
    """A day is written 2026-12-24 and in no other way: a number is no day."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("must be a day such as 2026-12-24")
    return value


def _within_reason(day: date) -> date:
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise ValueError("is too far away")
    return day


def _a_phone(written: str) -> str:
    if not 8 <= sum(sign.isdigit() for sign in written) <= 15:
        raise ValueError("must have 8 to 15 digits with the country's code, such as +54 9 11 5550 1234")
    return written


def _some_words(written: str) -> str:
    if not written.strip():
        raise ValueError("must not be empty")
    return " ".join(written.split())


_PLAIN: Final = r"^[^\x00-\x1f\x7f]*$"
Day = Annotated[date, BeforeValidator(_as_written), AfterValidator(_within_reason)]
Age = Annotated[int, Field(ge=0, le=17)]
Adults = Annotated[int, Field(ge=1, le=MOST_ADULTS, description="People from 18 years on.")]
Ages = Annotated[
    list[Age], Field(max_length=MOST_CHILDREN, description="The age of each child on the day of arrival.")
]
Rooms = Annotated[int, Field(ge=1, le=MOST_ROOMS)]
Cots = Annotated[int, Field(ge=0, le=MOST_COTS)]
TypeName = Annotated[
    str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$", description="Short name of a room type.")
]
Name = Annotated[str, Field(min_length=1, max_length=80, pattern=_PLAIN), AfterValidator(_some_words)]
Phone = Annotated[
    str,
    Field(max_length=24, pattern=r"^\+[1-9][0-9 ().-]{6,22}$", description="With the country's code: +54 …"),
    AfterValidator(_a_phone),
]
Email = Annotated[
    str, Field(max_length=120, pattern=r"^[^\s@\x00-\x1f\x7f]{1,64}@[A-Za-z0-9.-]{1,50}\.[A-Za-z]{2,20}$")
]
Contact = Annotated[str, Field(min_length=5, max_length=120, pattern=_PLAIN)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AvailabilityQuery(Strict):
    check_in: Day
    check_out: Day
    adults: Adults = 2
    children: Ages = []
    rooms: Rooms = 1
    cots: Cots = 0
    room_type: TypeName | None = None
    language: Literal["es", "en", "pt"] | None = None


class CalendarQuery(Strict):
    """`until` is the day after the last night, at most a year and a day after `from`."""

    first: Annotated[Day, Field(alias="from")]
    until: Day
    adults: Adults = 2
    children: Ages = []
    language: Literal["es", "en", "pt"] | None = None


class Guest(Strict):
    """Phone or e-mail, or both. Who has written to the hotel from that number hears of the booking in that chat; who
    never has hears of it only with `whatsapp`."""

    name: Name
    phone: Phone | None = None
    email: Email | None = None
    whatsapp: Annotated[
        bool,
        Field(
            strict=True,
            description="The guest agreed to WhatsApp messages about this stay: ask, with the box unticked.",
        ),
    ] = False

    @model_validator(mode="after")
    def _can_be_reached(self) -> Guest:
        if self.phone is None and self.email is None:
            raise ValueError("give a phone or an e-mail")
        if self.whatsapp and self.phone is None:
            raise ValueError("whatsapp needs a phone")
        return self


class HoldBody(Strict):
    """`quote` is the mark of the offer as the visitor saw it; at another price nothing is held."""

    check_in: Day
    check_out: Day
    adults: Adults
    children: Ages = []
    rooms: Rooms = 1
    cots: Cots = 0
    room_type: TypeName
    quote: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    guest: Guest
    notes: Annotated[str, Field(max_length=1000, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$")] = ""
    arrives: Annotated[
        str | None, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="Expected hour of arrival.")
    ] = None
    language: Literal["es", "en", "pt"] | None = None


class CancelBody(Strict):
    """First with `preview`, then with the `fee` that it told, in minor units: nobody pays what they did not see."""

    preview: Annotated[bool, Field(strict=True)] = False
    fee: Annotated[int | None, Field(ge=0, le=10**15, strict=True)] = None
    contact: Annotated[
        Contact | None, Field(description="Phone or e-mail of the booking. Keys of staff need none.")
    ] = None

    @model_validator(mode="after")
    def _knows_the_fee(self) -> CancelBody:
        if not self.preview and self.fee is None:
            raise ValueError("ask with preview first, and say the fee that it told")
        return self


class CodePath(BaseModel):
    code: Annotated[
        str, Field(min_length=1, max_length=20, description="The booking's code, such as K7MQ4X.")
    ]


Token = Annotated[
    str,
    Field(
        pattern=r"^[\x21-\x7e]{8,100}$",
        description="Made by you, new for every deed. The same one again gives the same answer for 24 hours.",
    ),
]


class OnceHeader(BaseModel):
    idempotency_key: Annotated[Token, Field(alias="Idempotency-Key")]


class PerhapsOnceHeader(BaseModel):
    idempotency_key: Annotated[Token | None, Field(alias="Idempotency-Key")] = None


def wish_of(asked: AvailabilityQuery | HoldBody) -> Wish:
    """Raises `NotAStay` for dates between which there is no night."""
    if asked.check_out <= asked.check_in:
        raise NotAStay("check_out must be later than check_in")
    return Wish(
        asked.check_in,
        asked.check_out,
        asked.adults,
        tuple(asked.children),
        asked.room_type,
        asked.rooms,
        asked.cots,
    )


def span_of(asked: CalendarQuery) -> Stay:
    """Raises `NotAStay` where there is no night between the days, or more than can be told at once."""
    if not asked.first < asked.until <= asked.first + LONGEST_CALENDAR:
        raise NotAStay(f"until must be later than from, by {LONGEST_CALENDAR.days} days at most")
    return Stay(asked.first, asked.until)


def hour_of(written: str | None) -> time | None:
    return time.fromisoformat(written) if written else None
