"""The people who hold a phone, and how the hotel may find them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from core.local.phone.identity import PRESETS, country_of, new_number, new_user_id, number_key


@dataclass(slots=True)
class Guest:
    """One person. `known_by` are the hotel numbers that may still see a username guest's phone number."""

    id: str
    name: str
    country: str
    wa_id: str
    user_id: str
    username: str | None = None
    hides_number: bool = False
    identity_key_hash: str | None = None
    offline: bool = False
    receipts_off: bool = False
    duplicates: bool = False
    out_of_order: bool = False
    known_by: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    windows: dict[str, float] = field(default_factory=dict)

    def shows_number_to(self, number_id: str) -> bool:
        return not self.hides_number or number_id in self.known_by

    def record(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


SWITCHES = ("offline", "receipts_off", "duplicates", "out_of_order", "hides_number")

DEFAULT_GUESTS = (
    Guest("ana", "Ana Ferreyra", "AR", "5491161234567", "AR.7Q2M9X4T1BZKD83WPLA0"),
    Guest("bruno", "Bruno Azevedo", "BR", "555181234567", "BR.4H8C2N6V9YJ3RTE5SMXQ"),
    Guest("chris", "Chris Miller", "US", "14155550137", "US.9K3D7F1G5PWB2ZLQ8UHN"),
    Guest(
        "lu", "Lu", "UY", "59894123456", "UY.2B6R8E4A0SNM7XCV1TYK", username="lu.viajera", hides_number=True
    ),
)


class GuestBook:
    """Finds guests by our id, by number (in any of its written forms) and by business-scoped user id."""

    def __init__(self) -> None:
        self._by_id: dict[str, Guest] = {}
        self._by_number: dict[str, Guest] = {}
        self._by_user_id: dict[str, Guest] = {}

    def __iter__(self) -> Iterator[Guest]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def add(self, guest: Guest) -> Guest:
        self._by_id[guest.id] = guest
        self._by_number[number_key(guest.wa_id)] = guest
        self._by_user_id[guest.user_id] = guest
        return guest

    def create(self, name: str, preset: str = "AR", *, username: str | None = None, wa_id: str = "") -> Guest:
        if preset not in PRESETS:
            raise ValueError(f"country must be one of {', '.join(PRESETS)}")
        if wa_id and not re.fullmatch(r"\d{8,15}", wa_id):
            raise ValueError("wa_id must be 8 to 15 digits")
        number = wa_id or new_number(preset)
        while not wa_id and number_key(number) in self._by_number:
            number = new_number(preset)
        if number_key(number) in self._by_number:
            raise ValueError(f"{number} already belongs to {self._by_number[number_key(number)].name}")
        country = country_of(preset)
        guest = Guest(self._free_id(name), name, country, number, new_user_id(country), username=username)
        guest.hides_number = bool(username)
        return self.add(guest)

    def get(self, guest_id: str) -> Guest | None:
        return self._by_id.get(guest_id)

    def named(self, name: str) -> Guest | None:
        """By id, whole name or first name, as tests and people say it."""
        wanted = name.casefold()
        found = self._by_id.get(wanted)
        if found:
            return found
        for guest in self._by_id.values():
            full = guest.name.casefold()
            if full == wanted or full.split()[0] == wanted or guest.username == name:
                return guest
        return None

    def by_number(self, digits: str) -> Guest | None:
        return self._by_number.get(number_key(digits))

    def by_user_id(self, user_id: str) -> Guest | None:
        return self._by_user_id.get(user_id)

    def clear(self) -> None:
        self._by_id.clear()
        self._by_number.clear()
        self._by_user_id.clear()

    def _free_id(self, name: str) -> str:
        stem = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "guest"
        number, wanted = 1, stem
        while wanted in self._by_id:
            number += 1
            wanted = f"{stem}-{number}"
        return wanted
