"""Prices of many days at once: seen before they are written, written only over what was seen, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.domain.money import Money
from core.domain.pricing import MOVES_MONEY, Cell, Change, Selection, WrongChange, cells, mark_of, plain
from core.domain.rates import DayRule
from core.domain.refusals import Refused, WhyNot
from core.services import policies
from core.services.written import done_with, reason_for, written_down
from core.store import rates, tariff
from core.store.db import tell_after_commit
from core.store.views import rates as views

UNDO_WITHIN = timedelta(minutes=15)


@dataclass(frozen=True)
class Preview:
    """`kept` bookings lie in these days already and keep the price they were told."""

    cells: list[Cell]
    kept: int
    mark: str


def preview(session: Session, by: Actor, selection: Selection, change: Change) -> Preview:
    require(by, Action.SET_PRICES)
    document = policies.of(session, by.hotel_id)
    listed = tariff.price_list(session, selection.first, selection.last)
    found = [
        cell
        for kind, rate in listed
        if kind.id in selection.types
        for cell in cells(kind.id, rate, document, selection, change)
    ]
    if not found:
        raise WrongChange("wrong_selection")
    return Preview(found, views.kept(session, selection), mark_of(found))


@dataclass(frozen=True)
class Said:
    """With what a change is sent: what was seen of it, and why it is made."""

    seen: str
    reason: str = ""


def apply(session: Session, by: Actor, selection: Selection, change: Change, said: Said, token: str) -> int:
    """Answers how many days are different now. Refused when any of them is no longer what was seen."""
    require(by, Action.SET_PRICES)
    reason = reason_for(said.reason, needed=change.act in MOVES_MONEY)
    rates.lock_plans(session, set(selection.types))
    if done_with(session, token) is not None:
        return 0
    now = preview(session, by, selection, change)
    if now.mark != said.seen:
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    moved = [cell for cell in now.cells if cell.changes]
    own = rates.own_rules(session, set(selection.types), selection.first, selection.last)
    written_down(
        session,
        by,
        AuditTag.PRICES_CHANGED,
        f"prices:{','.join(map(str, selection.types))}",
        token,
        act=str(change.act),
        amount=change.amount,
        reason=reason,
        cells=[_written(cell, (cell.type_id, cell.day) in own) for cell in moved],
    )
    for cell in moved:
        rates.set_day(session, by.hotel_id, cell.type_id, cell.day, cell.new_rule)
    tell_after_commit(session, by.hotel_id, kind="prices")
    return len(moved)


def _written(cell: Cell, had_own: bool) -> list[Any]:
    """For taking back: the date, the rule of its own that it had, if any, and the one it got."""
    return [
        cell.type_id, cell.day.isoformat(), plain(cell.rule) if had_own else None, plain(cell.new_rule),
    ]  # fmt: skip


def take_back(session: Session, by: Actor, of: str, token: str) -> int:
    """Whoever changed prices may change them back for a while, unless somebody has changed them since."""
    require(by, Action.SET_PRICES)
    entry = done_with(session, of)
    mine = entry is not None and entry.tag == AuditTag.PRICES_CHANGED and entry.staff_id == by.staff_id
    if entry is None or not mine or clock.now() - entry.at > UNDO_WITHIN:
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    written = [
        (kind, date.fromisoformat(day), old, new) for kind, day, old, new in entry.details.get("cells", [])
    ]
    if not written:
        return 0
    types, days = {kind for kind, *_ in written}, [day for _, day, *_ in written]
    currency = {kind: plan.currency for kind, plan in rates.lock_plans(session, types).items()}
    if done_with(session, token) is not None:
        return 0
    own = rates.own_rules(session, types, min(days), max(days))
    for kind, day, _, new in written:
        row = own.get((kind, day))
        if row is None or [row.price, row.closed, row.min_nights] != new:
            raise Refused(WhyNot.CHANGED_MEANWHILE)
    written_down(session, by, AuditTag.PRICES_CHANGED_BACK, entry.subject, token, of=of)
    for kind, day, old, _ in written:
        if old is None:
            rates.forget_days(session, kind, [day])
        else:
            price = None if old[0] is None else Money(old[0], currency[kind])
            rates.set_day(session, by.hotel_id, kind, day, DayRule(price, old[1], old[2]))
    tell_after_commit(session, by.hotel_id, kind="prices")
    return len(written)
