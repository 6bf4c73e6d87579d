"""What staff have at hand while they write: what there is to send, how the guest will see it, and sending it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from console import at_hand_shapes as shapes
from console.answers import Asked, Problem, reads, writes
from console.deeds import token_of, unless_answered
from console.sent import HIGHEST, ages, day, numbers, text, whole
from core.domain.access import Action, require
from core.domain.stays import NotAStay, Wish
from core.services import at_hand
from core.services.at_hand import Offer, Thing

_MOST_PEOPLE, _MOST_ROOMS, _MOST_TYPES, _MOST_PHOTOS = 50, 10, 30, 30


@reads
def on_hand(session: Session, asked: Asked) -> dict[str, Any]:
    found = at_hand.on_hand(session, asked.actor, asked.path["id"])
    return shapes.on_hand(session, found)


@writes
def free(session: Session, asked: Asked) -> dict[str, Any]:
    """Writes nothing: asked in a body, because a wish is no address."""
    require(asked.actor, Action.REPLY)
    return shapes.offers(at_hand.free(session, asked.actor, _wish(asked)))


@writes
def preview(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.REPLY)
    made = at_hand.preview(session, asked.actor, asked.path["id"], _thing(asked))
    return shapes.made(session, made)


@writes
def send(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.REPLY)
    unless_answered(session, asked)
    thing, mark = _thing(asked), text(asked, "mark")
    at_hand.send(session, asked.actor, asked.path["id"], thing, mark, token_of(asked))
    return {}


@writes
def hold_preview(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    return shapes.would_hold(at_hand.told_of_hold(session, asked.actor, asked.path["id"], _offer(asked)))


@writes
def hold(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    unless_answered(session, asked)
    offer, mark = _offer(asked), text(asked, "mark")
    made = at_hand.hold(session, asked.actor, asked.path["id"], offer, mark, token_of(asked))
    return {"code": made.code if made is not None else None}


def _thing(asked: Asked) -> Thing:
    match asked.body.get("thing"):
        case "offer":
            return _offer(asked)
        case "pay_link":
            return at_hand.PayLink(_booking(asked))
        case "transfer_details":
            return at_hand.Transfer(_booking(asked))
        case "pass":
            return at_hand.Pass(_booking(asked))
        case "calendar":
            return at_hand.Calendar(_booking(asked))
        case "way_here":
            return at_hand.WayHere()
        case "photos":
            return at_hand.Photos(tuple(numbers(asked, "photos", _MOST_PHOTOS)))
    raise Problem("unreadable", 400)


def _booking(asked: Asked) -> int:
    return whole(asked, "booking", 1, HIGHEST)


def _offer(asked: Asked) -> Offer:
    types = asked.body.get("types", [])
    if (
        not isinstance(types, list)
        or len(types) > _MOST_TYPES
        or not all(isinstance(one, str) for one in types)
    ):
        raise Problem("unreadable", 400)
    return Offer(_wish(asked), tuple(dict.fromkeys(types)))


def _wish(asked: Asked) -> Wish:
    adults, rooms = whole(asked, "adults", 0, _MOST_PEOPLE), whole(asked, "rooms", 1, _MOST_ROOMS)
    try:
        return Wish(day(asked, "check_in"), day(asked, "check_out"), adults, tuple(ages(asked)), rooms=rooms)
    except NotAStay:
        raise Problem("not_a_stay", 422) from None
