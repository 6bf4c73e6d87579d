"""What the card of a booking reads: the booking with all that belongs to it, and prices before anybody decides."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from console import booking_shapes as shapes
from console import review_shapes, room_shapes, stay_letters, stay_shapes
from console.answers import Asked, Problem, reads
from console.room_plan import day_of, wish_of
from console.shapes import moment
from core.base import clock
from core.domain.access import Action, require
from core.domain.bookings import as_code, open_deeds
from core.domain.stays import NotAStay, Stay
from core.services import bookings, desk_stays, hotels, late_checkout, room_choice, standing_again
from core.services.bookings import Change
from core.services.reviews import asking
from core.store.views import card as cards
from core.store.views import review_asking
from core.store.views.stays import StayLine


@reads
def card(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_BOOKINGS)
    code = as_code(asked.path["code"])
    found = cards.by_code(session, code) if code else None
    if found is None:
        raise Problem("no_such_booking", 404)
    balance = cards.balances(session, [found.line])[found.line.id]
    hotel = hotels.get(session, asked.actor.hotel_id)
    return {
        "now": clock.now().isoformat(),
        "today": hotels.local_now(hotel).date().isoformat(),
        "hours": {
            "arrive": stay_shapes.hour(hotel.check_in),
            "leave": stay_shapes.hour(found.line.late_until or hotel.check_out),
        },
        "deeds": [deed.value for deed in open_deeds(found.line.status)],
        "money": shapes.money(balance),
        "review": _review(session, asked, found.line),
        "journey": stay_letters.of(session, asked, found.line),
        **shapes.card(found),
    }


def _review(session: Session, asked: Asked, line: StayLine) -> dict[str, Any] | None:
    """Whether the guest is asked how it was, for those who may read reviews."""
    if not asked.actor.may(Action.READ_REVIEWS):
        return None
    found = review_asking.of_stay(session, line.group_code or line.code)
    if found is None:
        return None
    opens = asking.opens_at(session, asked.actor.hotel_id)
    return review_shapes.request(found) | {"opens": moment(opens)}


@reads
def cancelling(session: Session, asked: Asked) -> dict[str, Any]:
    return shapes.costs(desk_stays.cancelling_costs(session, asked.actor, asked.path["id"]))


@reads
def bringing_back(session: Session, asked: Asked) -> dict[str, Any]:
    return shapes.again(standing_again.look(session, asked.actor, asked.path["id"]))


@reads
def late(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_BOOKINGS)
    return {"options": [shapes.hours(one) for one in late_checkout.options(session, asked.path["id"])]}


@reads
def rooms(session: Session, asked: Asked) -> dict[str, Any]:
    found = room_choice.for_booking(session, asked.actor, asked.path["id"], _stay(asked))
    return {"rooms": [shapes.choice(room) for room in found]}


@reads
def price(session: Session, asked: Asked) -> dict[str, Any]:
    """What a change would cost, and who is in its way; nothing is written."""
    query = asked.query
    change = Change(
        check_in=_day(query.get("check_in")),
        check_out=_day(query.get("check_out")),
        room_id=_number(query.get("room"), 2**62),
        adults=_number(query.get("adults"), 50),
        children=_children(query.get("children")),
    )
    return room_shapes.price_change(bookings.price_change(session, asked.actor, asked.path["id"], change))


@reads
def offers(session: Session, asked: Asked) -> dict[str, Any]:
    """What is free for somebody who stands at the desk, and what it costs."""
    today = hotels.local_now(hotels.get(session, asked.actor.hotel_id)).date()
    wish = wish_of(
        day_of(asked.query.get("check_in"), today),
        day_of(asked.query.get("check_out")),
        _number(asked.query.get("adults"), 50) or 2,
        list(_children(asked.query.get("children")) or ()),
    )
    return {"types": [shapes.type_offer(one) for one in room_choice.for_wish(session, asked.actor, wish)]}


def line_with_balance(line: StayLine, balance: cards.Balance) -> dict[str, Any]:
    money = {
        "balance": balance.left.minor,
        "paid": balance.paid.minor,
        "deposit_due": balance.deposit_due.minor,
    }
    return stay_shapes.line(line) | money


def with_balances(session: Session, *lists: list[StayLine]) -> list[list[dict[str, Any]]]:
    """Lists of stays, each line with what is left to pay of it."""
    known = cards.balances(session, [line for lines in lists for line in lines])
    return [[line_with_balance(line, known[line.id]) for line in lines] for lines in lists]


def _stay(asked: Asked) -> Stay | None:
    first, last = _day(asked.query.get("check_in")), _day(asked.query.get("check_out"))
    if first is None or last is None:
        return None
    try:
        return Stay(first, last)
    except NotAStay:
        raise Problem("unreadable", 400) from None


def _day(written: str | None) -> date | None:
    return day_of(written) if written else None


def _number(written: str | None, most: int) -> int | None:
    if not written:
        return None
    if not written.isascii() or not written.isdigit() or int(written[:20]) > most:
        raise Problem("unreadable", 400)
    return int(written)


def _children(written: str | None) -> tuple[int, ...] | None:
    """Ages as "3,9"; "-" is nobody, and nothing at all means that nothing changes."""
    if not written:
        return None
    found = [_number(part, 17) for part in written.split(",") if part and part != "-"]
    return tuple(age for age in found[:20] if age is not None)
