"""What staff do on the card of a booking. Each carries the token its click was given, so that it happens once.

Who may not do it is told so before what was sent is looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

from sqlalchemy.orm import Session

from console import booking_shapes as shapes
from console.answers import Asked, Problem, writes
from console.deeds import token_of
from console.sent import HIGHEST, ages, day, one_of, text, whole, yes
from core.domain.access import Action, Actor, require
from core.domain.bookings import ChargeKind
from core.domain.conversations import AuditTag
from core.domain.money import Money
from core.domain.payments import Method, Purpose
from core.services import bookings, desk_stays, hotels, late_checkout, meanwhile, payments, standing_again
from core.services.bookings import Change, Extra, Price, deeds
from core.services.desk_stays import How
from core.services.extra_hours import EARLY, LATE
from core.store import payments as books
from core.store.bookings import Booking

_MOST_MINUTES = 7 * 24 * 60
_MOST_MONEY = 10**12

# Lines that staff may add by hand; fees and hours have verbs of their own.
_BY_HAND = frozenset({ChargeKind.MINIBAR, ChargeKind.SERVICE, ChargeKind.DAMAGE, ChargeKind.DISCOUNT})

_SIDES = {ChargeKind.LATE_CHECKOUT: LATE, ChargeKind.EARLY_CHECK_IN: EARLY}

Verb = Callable[[Session, Actor, int, str], Booking]


def _plain(verb: Verb) -> Any:
    """A verb that needs nothing but the booking and the click."""

    @writes
    def answer(session: Session, asked: Asked) -> dict[str, Any]:
        require(asked.actor, Action.BOOK)
        return _stands(verb(session, asked.actor, asked.path["id"], token_of(asked)))

    return answer


check_out = _plain(bookings.check_out)
undo_check_in = _plain(bookings.undo_check_in)
undo_check_out = _plain(bookings.undo_check_out)
no_show = _plain(bookings.no_show)
waive_late = _plain(late_checkout.waive)


@writes
def check_in(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    as_it_is, booking_id = yes(asked, "as_it_is"), asked.path["id"]
    token = token_of(asked)
    came = bookings.check_in(session, asked.actor, booking_id, token, room_as_it_is=as_it_is)
    subject = deeds.subject(booking_id)
    meanwhile.unless_done_by_another(session, asked.actor, subject, AuditTag.BOOKING_ARRIVED)
    return _stands(came)


@writes
def cancel(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    how = How(waive=yes(asked, "waive"), refund=yes(asked, "refund"))
    sent = desk_stays.cancel(session, asked.actor, asked.path["id"], how, token_of(asked))
    return {"back": shapes.sent_back(sent)}


@writes
def bring_back(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    room, booking_id = whole(asked, "room", 1, HIGHEST), asked.path["id"]
    return _stands(standing_again.bring_back(session, asked.actor, booking_id, room, token_of(asked)))


@writes
def give_time(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    minutes = whole(asked, "minutes", 1, _MOST_MINUTES)
    return _stands(desk_stays.give_time(session, asked.actor, asked.path["id"], minutes, token_of(asked)))


@writes
def force_confirm(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    reason = text(asked, "reason").strip()
    if not reason:
        raise Problem("needs_reason", 422)
    return _stands(desk_stays.force_confirm(session, asked.actor, asked.path["id"], reason, token_of(asked)))


@writes
def pay(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.TAKE_MONEY)
    amount = _money(session, asked)
    method = one_of(Method, asked, "method")
    payments.record_at_desk(session, asked.actor, asked.path["id"], method, amount, token_of(asked))
    if asked.body.get("seen") is not None:
        paid = payments.purse(session, desk_stays.one(session, asked.path["id"])).paid
        _as_seen(asked, paid.minor - amount.minor)
    return {}


@writes
def refund(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.REFUND)
    amount, reason = _money(session, asked), text(asked, "reason")
    wanted = payments.refund(session, asked.actor, asked.path["id"], amount, reason, token_of(asked))
    if wanted is not None and asked.body.get("seen") is not None:
        _as_seen(asked, books.going_back(session, wanted.payment_id) - amount.minor)
    return {}


@writes
def ask_payment(session: Session, asked: Asked) -> dict[str, Any]:
    """Asked twice it is one request: a guest never has two links for one debt."""
    require(asked.actor, Action.ASK_PAYMENT)
    token_of(asked)
    purpose = one_of(Purpose, asked, "purpose")
    booking = desk_stays.one(session, asked.path["id"])
    if payments.ask(session, asked.actor, booking, purpose) is None:
        raise Problem("no_link", 409)
    return {}


@writes
def agree_late(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    try:
        until = time.fromisoformat(text(asked, "hour"))
    except ValueError:
        raise Problem("unreadable", 400) from None
    return _stands(late_checkout.agree(session, asked.actor, asked.path["id"], until, token_of(asked)))


@writes
def call_off_hours(session: Session, asked: Asked) -> dict[str, Any]:
    """Of a late checkout or an early arrival that was sold."""
    require(asked.actor, Action.BOOK)
    side = _SIDES.get(one_of(ChargeKind, asked, "kind"))
    if side is None:
        raise Problem("unreadable", 400)
    sent = desk_stays.call_off_hours(session, asked.actor, asked.path["id"], side, token_of(asked))
    return {"back": shapes.sent_back(sent)}


@writes
def note(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    words = text(asked, "notes")
    return _stands(bookings.write_note(session, asked.actor, asked.path["id"], words, token_of(asked)))


@writes
def charge(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    kind = one_of(ChargeKind, asked, "kind")
    if kind is ChargeKind.DISCOUNT:
        require(asked.actor, Action.AGREE_PRICE)
    if kind not in _BY_HAND:
        raise Problem("unreadable", 400)
    amount = _money(session, asked)
    extra = Extra(kind, -amount if kind is ChargeKind.DISCOUNT else amount, text(asked, "note"))
    return _stands(bookings.charge_once(session, asked.actor, asked.path["id"], extra, token_of(asked)))


@writes
def change(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    body = asked.body
    wanted = Change(
        check_in=day(asked, "check_in") if body.get("check_in") else None,
        check_out=day(asked, "check_out") if body.get("check_out") else None,
        room_id=whole(asked, "room", 1, HIGHEST) if body.get("room") else None,
        adults=whole(asked, "adults", 0, 50) if "adults" in body else None,
        children=tuple(ages(asked)) if "children" in body else None,
        price=one_of(Price, asked, "price"),
        version=whole(asked, "version", 0, HIGHEST),
    )
    made = bookings.change_stay(session, asked.actor, asked.path["id"], wanted, token_of(asked))
    return _stands(made.booking) | {"difference": made.difference.minor}


def _as_seen(asked: Asked, before: int) -> None:
    """Two who hear of the same money both write it down: the second looks first. Nothing of what was done stays."""
    if whole(asked, "seen", -_MOST_MONEY, _MOST_MONEY) != before:
        raise Problem("money_meanwhile", 409)


def _money(session: Session, asked: Asked) -> Money:
    currency = hotels.get(session, asked.actor.hotel_id).currency
    return Money(whole(asked, "amount", 1, _MOST_MONEY), currency)


def _stands(booking: Booking) -> dict[str, Any]:
    return {"id": booking.id, "version": booking.version, "status": booking.status}
