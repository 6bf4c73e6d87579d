"""How the room plan looks as JSON: days as dates, hours of the hotel's clock as `HH:MM`, money in minor units."""

from __future__ import annotations

from datetime import time
from typing import Any

from core.domain.money import Money
from core.domain.quotes import Quote
from core.domain.refusals import Refusal
from core.services.bookings import PriceChange
from core.services.holidays import Holiday
from core.store.views.plan import DayCounts, Plan, PlanRoom
from core.store.views.stays import StayLine


def room(found: PlanRoom) -> dict[str, Any]:
    return {
        "id": found.id,
        "number": found.number,
        "floor": found.floor,
        "type": found.type_id,
        "care": found.housekeeping,
        "out": found.out_of_service,
        "why": found.out_of_service_why,
    }


def types(found: Plan, language: str) -> list[dict[str, Any]]:
    names = {room.type_id: (room.type_slug, room.type_names) for room in found.rooms}
    return [
        {"id": type_id, "slug": slug, "name": words.get(language) or words.get("es") or slug}
        for type_id, (slug, words) in names.items()
    ]


def stay(found: StayLine, paid: Money | None) -> dict[str, Any]:
    return {
        "id": found.id,
        "version": found.version,
        "code": found.code,
        "group": found.group_code,
        "status": found.status.value,
        "room": found.room_id,
        "type": found.type_slug,
        "guest": found.guest,
        "phone": found.phone,
        "from": found.check_in.isoformat(),
        "to": found.check_out.isoformat(),
        "early": _hour(found.early_from),
        "late": _hour(found.late_until),
        "arrives": _hour(found.arrives),
        "adults": found.adults,
        "children": list(found.children),
        "total": found.total.minor + found.charged.minor,
        "paid": paid.minor if paid else 0,
        "currency": found.total.currency,
        "until": found.hold_until.isoformat() if found.hold_until else None,
        "source": found.source,
        "notes": found.notes,
        "reason": found.block_reason,
        "conversation": found.conversation_id,
        "fixed": found.room_fixed,
        "aside": found.aside,
    }


def counts(found: DayCounts) -> dict[str, int]:
    return {
        "arrivals": found.arrivals,
        "departures": found.departures,
        "in_house": found.in_house,
        "unpaid": found.unpaid,
        "holds": found.holds,
        "cancelled": found.cancelled,
    }


def holiday(found: Holiday) -> dict[str, str]:
    return {"on": found.on.isoformat(), "name": found.name}


def price_change(found: PriceChange) -> dict[str, Any]:
    new = found.new
    return {
        "keep": money(found.keep),
        "new": money(new.total) if isinstance(new, Quote) else None,
        "why": None if isinstance(new, Quote) else refusal(new),
        "free": found.room_is_free,
        "booking": found.in_the_way,
    }


def quote(found: Quote | Refusal) -> dict[str, Any]:
    if isinstance(found, Refusal):
        return {"total": None, "deposit": None, "why": refusal(found)}
    return {"total": money(found.total), "deposit": money(found.deposit), "why": None}


def refusal(found: Refusal) -> dict[str, Any]:
    return {"error": found.why.value, "facts": found.facts}


def money(found: Money) -> dict[str, Any]:
    return {"minor": found.minor, "currency": found.currency}


def _hour(found: time | None) -> str | None:
    return found.strftime("%H:%M") if found else None
