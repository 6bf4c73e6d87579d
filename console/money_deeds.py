"""What staff do about the hotel's money. Each carries the token its click was given, so that it happens once."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from console.answers import Asked, Problem, writes
from console.deeds import token_of
from console.sent import text, whole
from core.domain.access import Action, require
from core.domain.money import Money
from core.services import hotels, payments
from core.services.payments import case_desk, cases

_MOST_MONEY = 10**12


@writes
def approve(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.TAKE_MONEY)
    currency = hotels.get(session, asked.actor.hotel_id).currency
    amount = Money(whole(asked, "amount", 1, _MOST_MONEY), currency)
    payments.approve_receipt(session, asked.actor, asked.path["id"], amount, token_of(asked))
    return {}


@writes
def refuse(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.TAKE_MONEY)
    reason = text(asked, "reason")
    payments.refuse_receipt(session, asked.actor, asked.path["id"], reason, token_of(asked))
    return {}


@writes
def accept(session: Session, asked: Asked) -> dict[str, Any]:
    case_desk.accept(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


@writes
def rescue(session: Session, asked: Asked) -> dict[str, Any]:
    case_desk.rescue(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


@writes
def send_back(session: Session, asked: Asked) -> dict[str, Any]:
    reason = text(asked, "reason").strip()
    case_desk.send_back(session, asked.actor, asked.path["id"], reason, token_of(asked))
    return {}


@writes
def close(session: Session, asked: Asked) -> dict[str, Any]:
    """Closed with what was done about it: a case that closes without a word teaches nobody anything."""
    require(asked.actor, Action.SETTLE_CASES)
    resolution = text(asked, "resolution").strip()
    if not resolution:
        raise Problem("needs_reason", 422)
    cases.close_case(session, asked.actor, asked.path["id"], resolution, token_of(asked))
    return {}
