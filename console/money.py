"""The hotel's money, as JSON: what waits for somebody, every payment, a day's till; and the payments as a table."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from console import money_shapes as shapes
from console import words
from console.answers import Asked, Problem, reads
from console.files import File, table
from console.marks import mark, written
from console.room_plan import day_of
from core.base import clock
from core.domain.access import Action, require
from core.domain.money import Money
from core.domain.payments import Method, PaymentState
from core.services import hotels, payments
from core.services.payments import case_desk, receipts
from core.store.hotels import Hotel
from core.store.views import money, office
from core.store.views.money import Wanted
from core.store.views.office import CaseLine, Waiting

_SOON: Final = timedelta(days=14)
_GONE: Final = timedelta(days=60)
_LATELY: Final = timedelta(days=30)
_OVERPAID: Final = timedelta(days=180)
STATES: Final = frozenset({"", "partly_refunded", *PaymentState})


@reads
def board(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_MONEY)
    now, today = clock.now(), _today(session, asked)
    return {
        "now": now.isoformat(),
        "today": today.isoformat(),
        "receipts": [_receipt(session, one) for one in office.receipts(session)],
        "cases": [_case(session, one) for one in office.cases(session)],
        "fought": [shapes.fought(one) for one in office.fought_over(session)],
        "owing": [shapes.bill(one) for one in office.owing(session, today, _SOON, _GONE)],
        "overpaid": [shapes.bill(one) for one in office.overpaid(session, now - _OVERPAID)],
        "refunds": [shapes.refund(one) for one in office.refunds(session, now - _LATELY)],
    }


@reads
def listed(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_MONEY)
    wanted = _wanted(session, asked)
    lines, following = money.page(session, wanted, mark(asked.query.get("after")))
    return {
        "now": clock.now().isoformat(),
        "rows": [shapes.payment(line) for line in lines],
        "after": written(following),
        "sums": [shapes.total(one) for one in money.sums(session, wanted)],
    }


@reads
def till(session: Session, asked: Asked) -> dict[str, Any]:
    """One day on the hotel's clock, by way and by whoever took it."""
    require(asked.actor, Action.READ_MONEY)
    today = _today(session, asked)
    day = day_of(asked.query["day"]) if asked.query.get("day") else today
    zone = _zone(session, asked)
    found = money.day(session, _midnight(day, zone), _midnight(day + timedelta(days=1), zone))
    return {
        "day": day.isoformat(),
        "today": today.isoformat(),
        "taken": [shapes.taken(one) for one in found],
    }


@reads
def sheet(session: Session, asked: Asked) -> File:
    """One row for each payment, in the reader's language and on the hotel's clock."""
    require(asked.actor, Action.READ_MONEY)
    lines = money.everything(session, _wanted(session, asked))
    zone, said = _zone(session, asked), words.group(asked.language, "money")
    ways = words.group(asked.language, "booking")
    names = (
        "at",
        "guest",
        "code",
        "method",
        "state",
        "amount",
        "refunded",
        "kept",
        "currency",
        "taken_by",
        "number",
    )
    rows = [
        (
            line.at.astimezone(zone).replace(tzinfo=None),
            line.guest,
            line.code,
            ways[f"method_{line.method}"],
            ways[f"payment_{line.state}"],
            Money(line.amount, line.currency),
            Money(line.refunded, line.currency),
            Money(line.amount - line.refunded, line.currency),
            line.currency,
            line.staff,
            line.provider_id,
        )
        for line in lines
    ]
    slug = hotels.get(session, asked.actor.hotel_id).slug
    name = f"{said['file_payments']}-{slug}-{_today(session, asked).isoformat()}"
    return table(name, asked.language, [said[f"head_{name}"] for name in names], rows)


def _receipt(session: Session, found: Waiting) -> dict[str, Any]:
    """What was asked for, what is left to pay, and what the guest will hear. Receipts wait by ones and twos."""
    purse = payments.purse(session, found.booking)
    due = purse.deposit_due if purse.deposit_due.minor else purse.balance
    said = receipts.words(session, found.booking, due, "…")
    return shapes.receipt(found, due.minor, purse.balance.minor, said)


def _case(session: Session, found: CaseLine) -> dict[str, Any]:
    left = case_desk.left_of(session, found.payment).minor if found.payment else 0
    return shapes.case(found, left)


def _wanted(session: Session, asked: Asked) -> Wanted:
    query = asked.query
    method, state = query.get("method", ""), query.get("state", "")
    if state not in STATES or (method and method not in set(Method)):
        raise Problem("unreadable", 400)
    zone = _zone(session, asked)
    first = day_of(query["from"]) if query.get("from") else None
    last = day_of(query["to"]) if query.get("to") else None
    return Wanted(
        words=query.get("q", "").replace("\x00", "")[:100],
        starts=_midnight(first, zone) if first else None,
        ends=_midnight(last + timedelta(days=1), zone) if last else None,
        method=method,
        state=state,
    )


def _hotel(session: Session, asked: Asked) -> Hotel:
    return hotels.get(session, asked.actor.hotel_id)


def _zone(session: Session, asked: Asked) -> ZoneInfo:
    return ZoneInfo(_hotel(session, asked).timezone)


def _today(session: Session, asked: Asked) -> date:
    return hotels.local_now(_hotel(session, asked)).date()


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone)
