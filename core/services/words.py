"""Stays, people, money and moments in the guest's own manner, short enough for where they stand."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_month_names

from core.domain.money import Money
from core.domain.quotes import Quote
from core.domain.stays import Party, Stay
from core.services import wording
from core.services.showing import Booking, Part
from core.store.hotels import Hotel

_LOCALES: Final = {"es": "es_AR", "en": "en_GB", "pt": "pt_BR"}


class Speaker(Protocol):
    """Whoever says something in a guest's language, in the name of a hotel: a scene, or a letter's voice."""

    @property
    def hotel(self) -> Hotel: ...
    @property
    def language(self) -> str: ...
    @property
    def local_now(self) -> datetime: ...
    @property
    def reads_abroad(self) -> bool: ...
    def say(self, key: str, **values: str) -> str: ...
    def list_of(self, words: Sequence[str]) -> str: ...


def today(speaker: Speaker) -> date:
    return speaker.local_now.date()


def money(speaker: Speaker, amount: Money) -> str:
    """Whoever is from another country would take a sign that it also has for its own money."""
    written_as = speaker.language, speaker.hotel.country
    abroad = wording.has_the_sign_of_many(*written_as, amount.currency) and speaker.reads_abroad
    return wording.money(*written_as, amount, by_code=abroad)


def dates(speaker: Speaker, stay: Stay) -> str:
    return wording.dates(speaker.language, speaker.hotel.country, stay, today(speaker))


def day(speaker: Speaker, on: date) -> str:
    """With the year where it is another one."""
    return short_day(speaker, on, "EEE d MMM" if on.year == today(speaker).year else "EEE d MMM y")


def month(speaker: Speaker, number: int) -> str:
    return str(get_month_names("wide", locale=_LOCALES[speaker.language])[number])


def last_day_of(speaker: Speaker, number: int) -> str:
    """Of that month as it comes next."""
    now = today(speaker)
    return str(monthrange(now.year + (number < now.month), number)[1])


def hour(speaker: Speaker, at: datetime) -> str:
    """On the hotel's clock; with the day where that is another one."""
    local = at.astimezone(ZoneInfo(speaker.hotel.timezone))
    if local.date() == today(speaker):
        written = wording.hour(speaker.language, speaker.hotel.country, local.time())
        return whose_clock(speaker, written)
    return wording.A_DAY_INSTEAD + moment(speaker, at)


def moment(speaker: Speaker, at: datetime) -> str:
    """A day and its hour on the hotel's clock."""
    local = at.astimezone(ZoneInfo(speaker.hotel.timezone))
    written = wording.hour(speaker.language, speaker.hotel.country, local.time())
    return whose_clock(
        speaker, speaker.say("booking.on_day_at", day=day(speaker, local.date()), hour=written)
    )


def whose_clock(speaker: Speaker, written: str) -> str:
    """Whoever has another clock on the wall hears whose hour it is."""
    if not speaker.reads_abroad:
        return written
    return f"{written}{mark_of_our_clock(speaker)}"


def mark_of_our_clock(speaker: Speaker) -> str:
    """Behind an hour, that it is the hotel's. A hotel's own words may still hold the hour, which stands before it."""
    hotel = speaker.hotel
    place = wording.place_of_clock(speaker.language, hotel.country, hotel.timezone)
    return f" {speaker.say('booking.on_our_clock', hour='', place=place).strip()}"


def short_day(speaker: Speaker, on: date, pattern: str = "EEE d MMM") -> str:
    written = format_date(on, pattern, _LOCALES.get(speaker.language, "es_AR"))
    return written.replace(".", "").replace(",", "")


def short_dates(speaker: Speaker, stay: Stay) -> str:
    """For a button: `vie 27 – dom 29 nov`."""
    if (stay.check_in.year, stay.check_in.month) == (stay.check_out.year, stay.check_out.month):
        return f"{short_day(speaker, stay.check_in, 'EEE d')} – {short_day(speaker, stay.check_out)}"
    return f"{short_day(speaker, stay.check_in, 'd MMM')} – {short_day(speaker, stay.check_out, 'd MMM')}"


def nights(speaker: Speaker, number: int) -> str:
    return speaker.say("booking.night" if number == 1 else "booking.nights", count=str(number))


def people(speaker: Speaker, party: Party) -> str:
    """`2 adultos y 1 menor (5 años)`."""
    key = "booking.adult" if party.adults == 1 else "booking.adults"
    parts = [speaker.say(key, count=str(party.adults))] if party.adults else []
    told = sorted(age for age in party.children if age)
    if told:
        ages = speaker.list_of([str(age) for age in told])
        key = (
            "booking.child_of_one"
            if told == [1]
            else "booking.child"
            if len(told) == 1
            else "booking.children"
        )
        parts.append(speaker.say(key, count=str(len(told)), ages=ages))
    babies = len(party.children) - len(told)
    if babies:
        parts.append(speaker.say("booking.baby" if babies == 1 else "booking.babies", count=str(babies)))
    return speaker.list_of(parts)


def rooms(speaker: Speaker, part: Part) -> str:
    """`Doble`, `2 × Doble`."""
    return so_many(part.room_type.name(speaker.language), len(part.quotes))


def so_many(name: str, count: int) -> str:
    return name if count == 1 else f"{count} × {name}"


def all_rooms(speaker: Speaker, parts: Sequence[Part]) -> str:
    return speaker.list_of([rooms(speaker, part) for part in parts])


def whole_stay(parts: Sequence[Part]) -> Stay:
    return Stay(min(part.stay.check_in for part in parts), max(part.stay.check_out for part in parts))


def whole_party(parts: Sequence[Part]) -> Party:
    """Of rooms side by side everybody counts; of rooms one after the other the same people sleep in each."""
    first = _of_the_first_night(parts)
    return Party(
        sum(quote.party.adults for quote in first),
        tuple(age for quote in first for age in quote.party.children),
    )


def rooms_side_by_side(parts: Sequence[Part]) -> int:
    return len(_of_the_first_night(parts))


def _of_the_first_night(parts: Sequence[Part]) -> list[Quote]:
    return [quote for part in parts if part.stay.check_in == parts[0].stay.check_in for quote in part.quotes]


def one_after_another(parts: Sequence[Part]) -> bool:
    return len({part.stay.check_in for part in parts}) > 1


def from_to(group: Sequence[Booking]) -> Stay:
    """From the first arrival to the last departure of rooms booked together."""
    return Stay(min(one.check_in for one in group), max(one.check_out for one in group))
