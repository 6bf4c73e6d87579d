"""What staff do on the room plan. Each carries the token its click was given, and stays the version that was seen.

Who may not do it is told so before what was sent is looked at.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from console.answers import Asked, Problem, writes
from console.deeds import token_of
from console.room_plan import wish_of
from console.sent import HIGHEST, ages, came_by, day, one_of, text, whole
from core.domain.access import Action, require
from core.domain.bookings import BlockReason, Housekeeping
from core.domain.stays import NotAStay, Stay
from core.services import bookings, desk_bookings
from core.services.bookings import Change, Price, Terms
from core.services.desk_bookings import How, Newcomer
from core.store.bookings import Booking

_MOST_MINUTES = 7 * 24 * 60


@writes
def book(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    wish = wish_of(
        day(asked, "check_in"), day(asked, "check_out"), whole(asked, "adults", 0, 50), ages(asked)
    )
    who = Newcomer(
        text(asked, "name"),
        text(asked, "phone"),
        how=one_of(How, asked, "how"),
        agreed=asked.body.get("agreed") is True,
        source=came_by(asked),
    )
    terms = Terms(
        notes=text(asked, "notes"),
        rooms=(whole(asked, "room", 1, HIGHEST),),
        minutes=whole(asked, "minutes", 1, _MOST_MINUTES) if asked.body.get("minutes") else None,
    )
    made = desk_bookings.write_down(session, asked.actor, who, wish, terms, token_of(asked))
    return _stands(made) | {"code": made.code}


@writes
def block(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BLOCK_ROOMS)
    try:
        stay = Stay(day(asked, "check_in"), day(asked, "check_out"))
    except NotAStay:
        raise Problem("unreadable", 400) from None
    reason, room = one_of(BlockReason, asked, "reason"), whole(asked, "room", 1, HIGHEST)
    token, notes = token_of(asked), text(asked, "notes").strip()
    made = bookings.block(session, asked.actor, room, stay, reason, token)
    if notes:
        made = bookings.write_note(session, asked.actor, made.id, notes, f"{token}:note")
    return _stands(made)


@writes
def unblock(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BLOCK_ROOMS)
    return _stands(bookings.unblock(session, asked.actor, asked.path["id"], token_of(asked)))


@writes
def change(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    wanted = Change(
        check_in=day(asked, "check_in") if asked.body.get("check_in") else None,
        check_out=day(asked, "check_out") if asked.body.get("check_out") else None,
        room_id=whole(asked, "room", 1, HIGHEST) if asked.body.get("room") else None,
        price=one_of(Price, asked, "price"),
        version=whole(asked, "version", 0, HIGHEST),
        fixed=False if asked.body.get("fixed") is False else None,
    )
    made = bookings.change_stay(session, asked.actor, asked.path["id"], wanted, token_of(asked))
    difference = {"minor": made.difference.minor, "currency": made.difference.currency}
    return _stands(made.booking) | {"difference": difference}


@writes
def change_back(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    of = token_of(asked, "of")
    return _stands(bookings.change_back(session, asked.actor, asked.path["id"], of, token_of(asked)))


@writes
def aside(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    version = whole(asked, "version", 0, HIGHEST)
    return _stands(bookings.set_aside(session, asked.actor, asked.path["id"], version, token_of(asked)))


@writes
def fix(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    fixed = asked.body.get("fixed") is True
    return _stands(bookings.fix_room(session, asked.actor, asked.path["id"], fixed, token_of(asked)))


@writes
def care(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    state = one_of(Housekeeping, asked, "state")
    bookings.care_for_room(session, asked.actor, asked.path["id"], state, token_of(asked))
    return {}


@writes
def order(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BLOCK_ROOMS)
    room_id, token = asked.path["id"], token_of(asked)
    if asked.body.get("out") is True:
        bookings.put_out_of_order(session, asked.actor, room_id, text(asked, "why"), token)
    else:
        bookings.put_in_order(session, asked.actor, room_id, token)
    return {}


def _stands(booking: Booking) -> dict[str, Any]:
    return {"id": booking.id, "version": booking.version, "status": booking.status, "room": booking.room_id}
