"""What a message names besides the stay: people, rooms, hours, codes, addresses, names, money, amenities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.flows.understand.entities.amenities import Extra, find_amenities, hotel_list
from core.flows.understand.entities.clock_times import ClockTime
from core.flows.understand.entities.given_to import as_given
from core.flows.understand.entities.money import Money
from core.flows.understand.entities.names import find_name
from core.flows.understand.entities.rooms import find_room_types, find_rooms, without_a_familys_twins
from core.flows.understand.entities.spoken import as_spoken
from core.flows.understand.entities.whose_age import with_grown_children
from core.flows.understand.party.who import who_comes
from core.flows.understand.text import tidy
from core.flows.understand.words import LANGUAGES

__all__ = ["ClockTime", "Entities", "Money", "hotel_list", "read_entities"]


@dataclass(frozen=True)
class Entities:
    """Empty fields are things not said. `people` counts heads; a party with no children told of is of adults."""

    adults: int | None = None
    children: int | None = None
    child_ages: tuple[int, ...] = ()
    people: int | None = None
    rooms: int | None = None
    room_types: tuple[str, ...] = ()
    times: tuple[ClockTime, ...] = ()
    booking_codes: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    name: str | None = None
    money: tuple[Money, ...] = ()
    amenities: tuple[str, ...] = ()

    @property
    def room_type(self) -> str | None:
        return self.room_types[0] if self.room_types else None

    def as_dict(self) -> dict[str, Any]:
        """Only what was said, in plain values."""
        found: dict[str, Any] = {
            "adults": self.adults, "children": self.children, "child_ages": list(self.child_ages),
            "people": self.people, "rooms": self.rooms, "room_type": self.room_type,
            "time": self.times[0].at.strftime("%H:%M") if self.times else None,
            "times": [one.at.strftime("%H:%M") for one in self.times],
            "booking_code": self.booking_codes[0] if self.booking_codes else None,
            "email": self.emails[0] if self.emails else None, "phone": self.phones[0] if self.phones else None,
            "name": self.name,
            "money": [{"amount": str(one.amount), "currency": one.currency} for one in self.money],
            "amenities": list(self.amenities),
        }  # fmt: skip
        return {key: value for key, value in found.items() if value is not None and value != []}


def read_entities(text: str, lang: str, country: str = "AR", amenities: Extra = ()) -> Entities:
    """`amenities` is the hotel's own list, made by `hotel_list`."""
    lang = lang if lang in LANGUAGES else "es"
    said = as_spoken(text, lang, country)
    named = {
        kind: tuple(c.value.text for c in said.contacts if c.value.kind == kind)
        for kind in ("code", "email", "phone")
    }
    people = who_comes(with_grown_children(as_given(said.left)), lang)
    return Entities(
        adults=people.grown,
        children=people.children,
        child_ages=people.child_ages,
        people=people.people,
        rooms=find_rooms(said.left, lang),
        room_types=find_room_types(without_a_familys_twins(said.left, people.children)),
        times=tuple(found.value for found in said.times),
        booking_codes=named["code"],
        emails=named["email"],
        phones=named["phone"],
        name=find_name(tidy(text), lang),
        money=tuple(found.value for found in said.money),
        amenities=find_amenities(said.plain, amenities),
    )
