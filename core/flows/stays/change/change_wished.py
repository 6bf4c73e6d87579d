"""What is to be different of a stay: plain values kept between two turns, and the days and people they come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from core.domain.stays import NotAStay, Party, Stay
from core.flows.stays.buttons import Stamp, number
from core.flows.stays.change import who_comes
from core.flows.stays.progress import Request
from core.flows.understand import Understanding
from core.services.own_stays import Booking


def read(meant: Understanding) -> dict[str, Any]:
    """What is to be different, in plain values that can be kept between two turns."""
    stay = meant.stay
    found: dict[str, Any] = {
        "check_in": stay.check_in.isoformat() if stay.check_in else None,
        "check_out": stay.check_out.isoformat() if stay.check_out else None,
        "nights": stay.nights,
        "more": stay.extra_nights if stay.check_out is None else None,
        "at_the_start": stay.at_the_start or None,
        **who_comes.read(meant),
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


def comes_to(booking: Booking, changes: Mapping[str, Any]) -> tuple[Stay, Party]:
    """Only an arrival moves the whole stay; a departure or a number of nights makes it longer or shorter."""
    first, last = day_of(changes.get("check_in")), day_of(changes.get("check_out"))
    nights, more = changes.get("nights"), changes.get("more")
    length = nights if nights else booking.nights.length
    check_in = first or booking.check_in
    if last is None:
        last = booking.check_out if first is None and not nights else check_in + timedelta(days=length)
    if more and changes.get("at_the_start"):
        check_in -= timedelta(days=more)
    elif more:
        last += timedelta(days=more)
    come = who_comes.by_now(booking, changes)
    return Stay(check_in, last), Party(come.adults or booking.adults, come.child_ages)


def day_of(written: Any) -> date | None:
    try:
        return date.fromisoformat(written)
    except (TypeError, ValueError):
        return None


def proposed(request: Request) -> Stay | None:
    """The days that were put before them last."""
    first, last = day_of(request.changes.get("check_in")), day_of(request.changes.get("check_out"))
    return Stay(first, last) if first and last and first < last else None


def as_changes(stay: Stay, party: Party) -> dict[str, Any]:
    """What was restated: whoever joins or leaves after it does so on top of it."""
    days = {"check_in": stay.check_in.isoformat(), "check_out": stay.check_out.isoformat()}
    return {**days, "adults": party.adults, "children": len(party.children), "ages": list(party.children)}


def in_the_button(stamped: Stamp) -> tuple[Stay, Party] | None:
    if len(stamped.rest) != 5:
        return None
    first, last, adults, ages, _ = stamped.rest
    try:
        children = tuple(number(age) for age in ages.split("-")) if ages != "none" else ()
        return Stay(date.fromisoformat(first), date.fromisoformat(last)), Party(number(adults), children)
    except (ValueError, NotAStay):
        return None
