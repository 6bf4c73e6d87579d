"""The day at the front desk, as JSON: one answer has all of it, so that a screen never shows two moments at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from console import shapes
from console.answers import Asked, Problem, reads, writes
from console.booking import with_balances
from console.deeds import token_of
from console.sent import text
from core.base import clock
from core.domain.access import Action, require
from core.domain.conversations import AlertKind
from core.services import hotels, tasks
from core.store.views import chores, desk, plan, stays
from core.store.views import inbox as inbox_view
from core.store.views.chores import Chore

_FAR = timedelta(days=731)
# These have lists of their own on this screen.
_SHOWN_ELSEWHERE: Final = frozenset({AlertKind.PERSON_NEEDED, AlertKind.TASK_OPEN})


@reads
def day(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_BOOKINGS)
    hotel = hotels.get(session, asked.actor.hotel_id)
    today = hotels.local_now(hotel).date()
    shown = _day(asked.query.get("day"), today)
    is_today = shown == today
    arrivals, departures, in_house, overdue, holds = with_balances(
        session,
        stays.arrivals(session, shown),
        stays.departures(session, shown),
        stays.in_house(session) if is_today else [],
        stays.overdue(session, shown) if is_today else [],
        stays.holds_ending(session) if is_today else [],
    )
    [fill] = plan.occupancy(session, shown, 1)
    return {
        "now": clock.now().isoformat(),
        "today": today.isoformat(),
        "day": shown.isoformat(),
        "hours": {"arrive": hotel.check_in.strftime("%H:%M"), "leave": hotel.check_out.strftime("%H:%M")},
        "arrivals": arrivals,
        "departures": departures,
        "in_house": in_house,
        "overdue": overdue,
        "holds": holds,
        "tonight": {"rooms": fill.rooms, "sold": fill.sold, "blocked": fill.blocked},
        **(_waiting(session) if is_today else {"waiting": [], "tasks": [], "alerts": []}),
    }


def _waiting(session: Session) -> dict[str, Any]:
    wanted = inbox_view.Wanted(inbox_view.Filter.WAITING, 0, "", None)
    rows, _ = inbox_view.page(session, wanted)
    alerts = [alert for alert in desk.open_alerts(session) if alert.kind not in _SHOWN_ELSEWHERE]
    return {
        "waiting": [shapes.row(row) for row in rows],
        "tasks": [_chore(one) for one in chores.unfinished(session)],
        "alerts": [shapes.alert(alert) for alert in alerts],
    }


def _chore(found: Chore) -> dict[str, Any]:
    return {
        "id": found.id,
        "kind": found.kind,
        "what": found.what,
        "room": found.room,
        "state": found.state,
        "at": shapes.moment(found.opened_at),
        "conversation": found.conversation_id,
        "guest": found.guest,
        "taken_by": found.taken_by,
        "taken_name": found.taken_name,
    }


@writes
def open_task(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.WORK_TASKS)
    what, room = text(asked, "what"), text(asked, "room")
    tasks.open_task(session, asked.actor, what, room, token=token_of(asked))
    return {}


@writes
def take_task(session: Session, asked: Asked) -> dict[str, Any]:
    return {"state": tasks.take(session, asked.actor, asked.path["id"], token_of(asked)).state}


@writes
def finish_task(session: Session, asked: Asked) -> dict[str, Any]:
    return {"state": tasks.finish(session, asked.actor, asked.path["id"], token_of(asked)).state}


def _day(written: str | None, today: date) -> date:
    if not written:
        return today
    try:
        found = date.fromisoformat(written)
    except ValueError:
        raise Problem("unreadable", 400) from None
    if abs(found - today) > _FAR:
        raise Problem("unreadable", 400)
    return found
