"""Setting prices: what a type usually costs, and what is special about certain dates."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from core.domain.access import Action, By, require
from core.domain.conversations import AuditTag
from core.domain.money import Money
from core.domain.rates import DayRule
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Stay
from core.services import hotels
from core.services.written import written_down
from core.store import rates, rooms
from core.store.db import tell_after_commit

LONGEST = timedelta(days=731)


def set_days(
    session: Session,
    by: By,
    days: Stay,
    rule: DayRule,
    room_type: str | None = None,
    token: str | None = None,
) -> None:
    """The same rule for each of these nights: a price of its own, closed, or a least stay. No type means all."""
    require(by, Action.SET_PRICES)
    if days.check_out - days.check_in > LONGEST:
        raise Refused(WhyNot.TOO_LONG, nights=LONGEST.days)
    type_id = None if room_type is None else _type(session, room_type)
    if rule.price is not None:
        _check_currency(session, by, rule.price)
    facts = {"first": days.check_in.isoformat(), "last": days.last_night.isoformat(), "closed": rule.closed}
    price = rule.price.minor if rule.price else None
    subject = f"prices:{room_type or 'all'}"
    if written_down(session, by, AuditTag.PRICES_CHANGED, subject, token, price=price, **facts):
        for day in days.nights:
            rates.set_day(session, by.hotel_id, type_id, day, rule)
        tell_after_commit(session, by.hotel_id, kind="prices")


def set_usual(
    session: Session, by: By, room_type: str, base: Money, extra_guest: Money, token: str | None = None
) -> None:
    """What a night costs when nothing is special about it. Quotes that were given stay as they are."""
    require(by, Action.SET_PRICES)
    type_id = _type(session, room_type)
    for price in (base, extra_guest):
        _check_currency(session, by, price)
    subject = f"prices:{room_type}"
    if written_down(session, by, AuditTag.PRICES_CHANGED, subject, token, base=base.minor):
        rates.set_usual(session, by.hotel_id, type_id, base, extra_guest)
        tell_after_commit(session, by.hotel_id, kind="prices")


def _type(session: Session, slug: str) -> int:
    kind = rooms.type_by_slug(session, slug)
    if kind is None:
        raise Refused(WhyNot.NO_SUCH_TYPE, type=slug)
    return kind.id


def _check_currency(session: Session, by: By, price: Money) -> None:
    hotel = hotels.get(session, by.hotel_id)
    if price.currency != hotel.currency or price.minor < 0:
        raise Refused(WhyNot.NO_PRICE, currency=hotel.currency)
