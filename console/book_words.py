"""What was written down with a deed, said in the reader's language: no name or word of the house's own is shown raw."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from console import words
from console.account_shapes import is_this_machine
from core.domain.conversations import AuditTag
from core.domain.money import Money
from core.services import wording
from core.store.hotels import Hotel

# Numbers of rows and marks of machines, and what the screen says in another place (the days of a price).
UNSAID: Final = frozenset(
    {"trace", "version", "request", "payment", "message", "later", "conversation", "ids", "key", "currency"}
    | {"cells", "submit", "merged", "of", "earlier", "codes", "position", "collector", "act", "deed"}
    | {"joining", "parted", "variants"}
)
_MONEY: Final = frozenset({"amount", "fee", "price", "base", "extra_guest"})
_TOTALS: Final = frozenset({"before", "after"})  # of a stay: what its price went from, and to
_NOTHING: Final = "—"
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*")
_HOUR: Final = re.compile(r"\d\d:\d\d:\d\d")
_USUAL: Final = (
    10_000  # hundredths of a percent: what a season asks of the usual price when it changes nothing
)
Detail = tuple[str, str]
Names = Mapping[str, str]


class Book:
    """`types` are what kinds of rooms are called, `amenities` what rooms may have, each in all languages."""

    def __init__(
        self, language: str, hotel: Hotel, types: Mapping[int, Names], amenities: Mapping[str, Names]
    ) -> None:
        self._language, self._hotel, self._types, self._amenities = language, hotel, types, amenities
        self._said = words.group(language, "audit")

    def told(self, tag: str, details: Mapping[str, Any]) -> list[Detail]:
        """Each with its label, in the order in which it was written."""
        found = []
        for name, value in _what_differs(details).items():
            # A whole price list is said day by day; its sums mean nothing beside it.
            if "cells" in details and name in ("amount", "price"):
                continue
            told = self._one(tag, name, value, str(details.get("currency") or self._hotel.currency))
            if told is not None:
                found.append(told)
        return found

    def _one(self, tag: str, name: str, value: Any, currency: str) -> Detail | None:
        if tag == AuditTag.STAFF_SIGNED_IN and name == "address":
            here = is_this_machine(str(value))
            return (self._said["detail_came_from"], self._said["value_this_machine"] if here else str(value))
        label = self._said.get(f"detail_{name}")
        if label is None or name in UNSAID or value in (None, "", [], {}):
            return None
        if value == _NOTHING:
            said = _NOTHING
        elif name in _MONEY or (tag == "booking:changed" and name in _TOTALS):
            said = self._money(value, currency)
        elif name == "type" and isinstance(value, int):
            said = self._type(value)
        elif name == "room" and isinstance(value, int):
            said = ""
        elif name == "amenities" and isinstance(value, Mapping):
            said = ", ".join(self._amenity(topic, has) for topic, has in value.items())
        elif name == "share" and isinstance(value, int):
            said = self._share(value)
        else:
            said = self._value(tag, name, value, currency)
        return (label, said) if said else None

    def _value(self, tag: str, name: str, value: Any, currency: str) -> str:
        if isinstance(value, bool):
            return self._said["value_yes" if value else "value_no"]
        if isinstance(value, Mapping):
            parts = [self._one(tag, str(inner), one, currency) for inner, one in value.items()]
            return ", ".join(f"{part[0]}: {part[1]}" for part in parts if part is not None)
        if isinstance(value, list | tuple):
            return ", ".join(filter(None, (self._value(tag, name, one, currency) for one in value)))
        return self._word(name, str(value))

    def _word(self, name: str, written: str) -> str:
        try:
            return self._dated(written) or self._said_as(name, written)
        except (ValueError, OverflowError):
            return written  # somebody wrote it themselves, and it looks like a day of no calendar

    def _said_as(self, name: str, written: str) -> str:
        return self._said.get(f"value_{name}_{written}") or self._said.get(f"value_{written}", written)

    def _dated(self, written: str) -> str:
        """A day, a moment or an hour in the hotel's manner; nothing of what is none of them."""
        language, country = self._language, self._hotel.country
        if _MOMENT.fullmatch(written):
            at = datetime.fromisoformat(written)
            local = at.astimezone(ZoneInfo(self._hotel.timezone)) if at.tzinfo else at
            day = wording.day(language, country, local.date())
            return f"{day} {wording.hour(language, country, local.time())}"
        if _DAY.fullmatch(written):
            return wording.day(language, country, date.fromisoformat(written))
        return (
            wording.hour(language, country, time.fromisoformat(written)) if _HOUR.fullmatch(written) else ""
        )

    def _money(self, value: Any, currency: str) -> str:
        if isinstance(value, bool) or not isinstance(value, int):
            return ""
        return wording.money(self._language, self._hotel.country, Money(value, currency))

    def _type(self, number: int) -> str:
        names = self._types.get(number, {})
        return names.get(self._language) or names.get("es", "")

    def _share(self, value: int) -> str:
        said = f"{(value - _USUAL) / 100:+g} %".replace("-", "−")
        return said if self._language == "en" else said.replace(".", ",")

    def _amenity(self, topic: str, has: Any) -> str:
        names = self._amenities.get(topic, {})
        name = names.get(self._language) or names.get("es") or topic.replace("_", " ")
        answer = "value_amenity_open" if has == _NOTHING else "value_yes" if has else "value_no"
        return f"{name} ({self._said[answer]})"


def _what_differs(details: Mapping[str, Any]) -> dict[str, Any]:
    """Of a whole written down before and after only what is no longer the same, or nobody would find it."""
    before, after = details.get("before"), details.get("after")
    if not (isinstance(before, Mapping) and isinstance(after, Mapping) and before and after):
        return dict(details)
    was, becomes = _parted(before, after)
    rest = {name: value for name, value in details.items() if name not in _TOTALS}
    return rest | {"before": was, "after": becomes}


def _parted(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    was, becomes = dict[str, Any](), dict[str, Any]()
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            old, new = _parted(old, new)
        was[name], becomes[name] = (_NOTHING if one in (None, "", [], {}) else one for one in (old, new))
    return was, becomes
