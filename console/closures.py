"""What is not for sale in days to come, as JSON. Opening again goes the way it was closed, and can be taken back."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from console.answers import Asked, reads
from console.shapes import moment
from core.domain.access import Action, require
from core.services import hotels
from core.services.hotels import local_now
from core.store.views import closures as view
from core.store.views.closures import Closure


@reads
def coming(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_BOOKINGS)
    today = local_now(hotels.get(session, asked.actor.hotel_id)).date()
    return {
        "closures": [_closure(one) for one in view.coming(session, today)],
    }


def _closure(found: Closure) -> dict[str, Any]:
    return {
        "what": found.what,
        "first": found.first.isoformat(),
        "last": found.last.isoformat() if found.last else None,
        "types": list(found.types),
        "room_id": found.room_id,
        "room": found.room,
        "nights": found.nights,
        "id": found.id,
        "block": found.block_reason,
        "who": found.by.who,
        "at": moment(found.by.at),
        "reason": found.by.reason,
    }
