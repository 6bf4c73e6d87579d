"""How stays look as JSON. Money is whole minor units in the hotel's currency; days are the hotel's own."""

from __future__ import annotations

from datetime import time
from typing import Any

from console.shapes import moment
from core.store.views.stays import StayLine


def line(found: StayLine) -> dict[str, Any]:
    return {
        "id": found.id,
        "code": found.code,
        "group": found.group_code,
        "status": found.status,
        "room": found.room,
        "room_id": found.room_id,
        "type": found.type_slug,
        "guest": found.guest,
        "phone": found.phone,
        "conversation": found.conversation_id,
        "check_in": found.check_in.isoformat(),
        "check_out": found.check_out.isoformat(),
        "starts": moment(found.starts_at),
        "ends": moment(found.ends_at),
        "arrives": hour(found.arrives),
        "early_from": hour(found.early_from),
        "late_until": hour(found.late_until),
        "adults": found.adults,
        "children": list(found.children),
        "total": found.total.minor + found.charged.minor,
        "currency": found.total.currency,
        "hold_until": moment(found.hold_until),
        "source": found.source,
        "notes": found.notes,
        "block": found.block_reason,
        "housekeeping": found.housekeeping,
        "fixed": found.room_fixed,
        "aside": found.aside,
        "version": found.version,
    }


def hour(found: time | None) -> str | None:
    return found.strftime("%H:%M") if found else None
