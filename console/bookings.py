"""All bookings, found by name, code, telephone, days and state; and whoever stands at the desk without one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from console.answers import Asked, Problem, reads, writes
from console.booking import with_balances
from console.deeds import token_of
from console.room_plan import day_of, wish_of
from console.sent import HIGHEST, ages, came_by, day, one_of, text, whole
from core.base import clock
from core.domain.access import Action, require
from core.domain.bookings import Status
from core.domain.money import Money
from core.domain.payments import Method
from core.services import desk_bookings, hotels, payments
from core.services.bookings import Terms
from core.services.desk_bookings import How, Newcomer
from core.store.views import stays
from core.store.views.stays import Sought

SHOWN: Final = 100
_MOST_MONEY = 10**12

# What the screen's filters mean. "coming" are those who are awaited, from today on.
STATES: Final[dict[str, tuple[Status, ...]]] = {
    "all": (),
    "coming": (Status.CONFIRMED, Status.HELD),
    "held": (Status.HELD,),
    "in_house": (Status.IN_HOUSE,),
    "past": (Status.CHECKED_OUT,),
    "off": (Status.CANCELLED, Status.NO_SHOW, Status.EXPIRED),
}


@reads
def found(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_BOOKINGS)
    query = asked.query
    chosen = query.get("state", "all")
    if chosen not in STATES:
        raise Problem("unreadable", 400)
    today = hotels.local_now(hotels.get(session, asked.actor.hotel_id)).date()
    first = day_of(query["from"]) if query.get("from") else None
    sought = Sought(
        words=query.get("q", "").replace("\x00", "")[:100],
        first=first or (today if chosen == "coming" else None),
        last=day_of(query["to"]) if query.get("to") else None,
        states=STATES[chosen],
        near=today,
    )
    lines = stays.search(session, sought, SHOWN + 1)
    [rows] = with_balances(session, lines[:SHOWN])
    return {
        "now": clock.now().isoformat(),
        "today": today.isoformat(),
        "tomorrow": (today + timedelta(days=1)).isoformat(),
        "rows": rows,
        "more": len(lines) > SHOWN,
    }


@writes
def walk_in(session: Session, asked: Asked) -> dict[str, Any]:
    """A booking written down at the desk and, where money is handed over, the money with it: both or neither."""
    require(asked.actor, Action.BOOK)
    wish = wish_of(
        day(asked, "check_in"), day(asked, "check_out"), whole(asked, "adults", 1, 50), ages(asked)
    )
    who = Newcomer(
        text(asked, "name"),
        text(asked, "phone"),
        how=one_of(How, asked, "how"),
        again=text(asked, "again"),
        agreed=asked.body.get("agreed") is True,
        source=came_by(asked),
    )
    terms, token = (
        Terms(notes=text(asked, "notes"), rooms=(whole(asked, "room", 1, HIGHEST),)),
        token_of(asked),
    )
    made = desk_bookings.write_down(session, asked.actor, who, wish, terms, token)
    if asked.body.get("method"):
        amount = Money(whole(asked, "amount", 1, _MOST_MONEY), made.currency)
        method = one_of(Method, asked, "method")
        payments.record_at_desk(session, asked.actor, made.id, method, amount, f"{token}:money")
    return {"id": made.id, "code": made.code, "status": made.status}
