"""Seasons, and what a type usually costs: written only over what was seen, with the reason why money moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.domain.pricing import DEAREST, WrongChange, fingerprint
from core.domain.refusals import Refused, WhyNot
from core.services import hotels
from core.services.pricing import Said
from core.services.written import done_with, reason_for, written_down
from core.store import rates, rooms
from core.store.db import tell_after_commit
from core.store.rates import RatePlan, SeasonRow

_LONGEST_NAME = 60
_LONGEST_DAYS = 731
_MOST_SHARE = 100_000
_MOST_NIGHTS = 60


class NoSuchSeason(Exception):
    pass


@dataclass(frozen=True)
class Season:
    """`share` of the usual price in hundredths of a percent, or a price of its own in minor units."""

    name: str
    first: date
    last: date
    room_type_id: int | None = None
    share: int = 10_000
    price: int | None = None
    min_nights: int | None = None


@dataclass(frozen=True)
class Usual:
    base: int
    included: int
    extra_guest: int


def mark_of(row: SeasonRow) -> str:
    return fingerprint(
        [row.name, row.first, row.last, row.room_type_id, row.multiplier, row.price, row.min_nights]
    )


def mark_of_usual(plan: RatePlan) -> str:
    return fingerprint([plan.base, plan.included, plan.extra_guest])


def write(
    session: Session, by: Actor, season: Season, said: Said, token: str, season_id: int | None = None
) -> int:
    """A new season, or another form of one that stands as it was seen."""
    require(by, Action.SET_PRICES)
    reason = reason_for(said.reason, needed=True)
    _check(session, season)
    row = rates.locked_season(session, season_id) if season_id is not None else None
    if season_id is not None and row is None:
        raise NoSuchSeason
    before = _plain(row) if row is not None else {}
    seen = row is None or mark_of(row) == said.seen
    if done_with(session, token) is not None:
        return row.id if row is not None else 0
    if not seen:
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    if row is None:
        row = SeasonRow(hotel_id=by.hotel_id)
        session.add(row)
    row.name, row.first, row.last = " ".join(season.name.split()), season.first, season.last
    row.room_type_id, row.multiplier = season.room_type_id, season.share
    row.price, row.min_nights = season.price, season.min_nights
    session.flush()
    _note(session, by, f"season:{row.id}", token, reason=reason, before=before, after=_plain(row))
    return row.id


def remove(session: Session, by: Actor, season_id: int, said: Said, token: str) -> None:
    require(by, Action.SET_PRICES)
    reason = reason_for(said.reason, needed=True)
    if done_with(session, token) is not None:
        return
    row = rates.locked_season(session, season_id)
    if row is None:
        raise NoSuchSeason
    if mark_of(row) != said.seen:
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    _note(session, by, f"season:{season_id}", token, reason=reason, before=_plain(row), after={})
    session.delete(row)
    session.flush()


def set_usual(session: Session, by: Actor, type_id: int, usual: Usual, said: Said, token: str) -> None:
    """What a night costs when nothing is special about it. Quotes that were given stay as they are."""
    require(by, Action.SET_PRICES)
    reason = reason_for(said.reason, needed=True)
    check_usual(usual)
    plan = rates.lock_plans(session, {type_id}).get(type_id)
    if plan is None:
        raise Refused(WhyNot.NO_SUCH_TYPE)
    if done_with(session, token) is not None:
        return
    if mark_of_usual(plan) != said.seen:
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    before = _plain_usual(plan)
    plan.base, plan.included, plan.extra_guest = usual.base, usual.included, usual.extra_guest
    session.flush()
    details = {"reason": reason, "before": before, "after": _plain_usual(plan)}
    written_down(session, by, AuditTag.PRICES_CHANGED, f"prices:{type_id}", token, **details)
    tell_after_commit(session, by.hotel_id, kind="prices")


def first_price(session: Session, by: Actor, type_id: int, usual: Usual) -> None:
    """What a new type costs from the start."""
    check_usual(usual)
    currency = hotels.get(session, by.hotel_id).currency
    facts = {"base": usual.base, "included": usual.included, "extra_guest": usual.extra_guest}
    session.add(RatePlan(hotel_id=by.hotel_id, room_type_id=type_id, currency=currency, **facts))


def check_usual(usual: Usual) -> None:
    if not 0 < usual.base < DEAREST or not 0 <= usual.extra_guest < DEAREST or not 1 <= usual.included <= 50:
        raise WrongChange("wrong_price")


def _check(session: Session, season: Season) -> None:
    if not season.name.strip() or len(season.name) > _LONGEST_NAME:
        raise WrongChange("wrong_name")
    if not 0 <= (season.last - season.first).days < _LONGEST_DAYS:
        raise WrongChange("wrong_days")
    if not 0 < season.share <= _MOST_SHARE or (season.price is not None and not 0 < season.price < DEAREST):
        raise WrongChange("wrong_price")
    if season.min_nights is not None and not 1 <= season.min_nights <= _MOST_NIGHTS:
        raise WrongChange("wrong_nights")
    if season.room_type_id is not None and rooms.one_type(session, season.room_type_id) is None:
        raise Refused(WhyNot.NO_SUCH_TYPE)


def _plain_usual(plan: RatePlan) -> dict[str, Any]:
    return {"base": plan.base, "included": plan.included, "extra_guest": plan.extra_guest}


def _plain(row: SeasonRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "type": row.room_type_id,
        "share": row.multiplier,
        "price": row.price,
        "min_nights": row.min_nights,
    }


def _note(session: Session, by: Actor, subject: str, token: str, **details: Any) -> None:
    written_down(session, by, AuditTag.SEASON_CHANGED, subject, token, **details)
    tell_after_commit(session, by.hotel_id, kind="prices")
