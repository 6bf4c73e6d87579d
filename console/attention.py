"""What the frame shows beside its links, and who is calling: fetched by every open tab whenever there is news."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from console import health, shapes
from console.answers import Asked, reads
from core.base import clock
from core.domain.access import Action, require
from core.domain.conversations import AlertKind
from core.store.views import attention as view
from core.store.views import desk, office, reviews

ENDING: Final = timedelta(minutes=30)

# A count's name, the action that lets one see it, and how it is counted. A `Screen` names the one beside its link.
COUNTS: Final[dict[str, tuple[Action, Callable[[Session], int]]]] = {
    "waiting": (Action.READ_CONVERSATIONS, view.waiting),
    "holds": (Action.READ_BOOKINGS, lambda session: view.holds_until(session, clock.now() + ENDING)),
    "money": (Action.READ_MONEY, office.waiting),
    "cases": (Action.READ_REVIEWS, reviews.waiting_cases),
}


@reads
def look(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_CONVERSATIONS)
    counts = {name: count(session) for name, (needs, count) in COUNTS.items() if asked.actor.may(needs)}
    calls = [alert for alert in desk.open_alerts(session) if alert.kind == AlertKind.PERSON_NEEDED]
    return {
        "now": clock.now().isoformat(),
        "counts": counts,
        "house": health.paused(session, asked.actor.hotel_id),
        "calls": [shapes.alert(alert) for alert in calls],
    }
