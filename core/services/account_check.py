"""Asking Mercado Pago whose the token is that a hotel entered, and keeping what was said."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, House, require
from core.domain.conversations import AuditTag
from core.domain.errands import Errand
from core.domain.payments import Provider
from core.domain.ports import Payee
from core.services import errands, hotels
from core.services.payments import hints
from core.services.setup import WrongFacts
from core.services.written import written_down
from core.store import alerts, payments
from core.store.db import tell_after_commit

_SUBJECT: Final = "account:mercadopago"


class Wrong(StrEnum):
    """What is to be mended; the screen has a sentence for each."""

    TOKEN = "token"  # noqa: S105 - the name of what is wrong
    COLLECTOR = "collector"
    CURRENCY = "currency"
    OTHER = "other"


@dataclass(frozen=True)
class Said:
    """`why` is empty where all is right; `problem` is the provider's own sentence, or what it has in its place."""

    why: Wrong | None = None
    problem: str = ""
    name: str = ""

    @property
    def ok(self) -> bool:
        return self.why is None


def ask(session: Session, actor: Actor, token: str) -> None:
    """The worker asks with what is kept here: nothing secret travels in the letter."""
    require(actor, Action.SET_HOTEL)
    if payments.account(session, Provider.MERCADOPAGO) is None:
        raise WrongFacts("collector")
    if written_down(session, actor, AuditTag.ACCOUNT_CHECK_ASKED, _SUBJECT, token):
        errands.write(session, actor.hotel_id, Errand.CHECK_ACCOUNT, f"check-account:{token}", {})


def judged(session: Session, hotel_id: int, seen: Payee) -> Said:
    """The token opens an account; whether it is the one that was entered, and counts in the hotel's money."""
    row = payments.account(session, Provider.MERCADOPAGO)
    if row is None or seen.id != row.collector:
        return Said(Wrong.COLLECTOR, seen.id, seen.name)
    if seen.currency != hotels.get(session, hotel_id).currency:
        return Said(Wrong.CURRENCY, seen.currency, seen.name)
    return Said(name=seen.name)


def answered(session: Session, hotel_id: int, said: Said) -> None:
    """What is right opens an account that had been stopped; a token that is wrong stops it before a guest meets it."""
    row = payments.account(session, Provider.MERCADOPAGO)
    if row is not None and said.ok:
        row.paused_reason = None
    elif row is not None and said.why is Wrong.TOKEN:
        hints.pause_account(session, hotel_id, said.problem)
    facts = asdict(said) | {"ok": said.ok, "checked_at": clock.now().isoformat()}
    written_down(session, House(hotel_id), AuditTag.ACCOUNT_CHECKED, _SUBJECT, None, **facts)
    tell_after_commit(session, hotel_id, kind="settings")


def last(session: Session) -> dict[str, Any] | None:
    entry = alerts.last_about(session, _SUBJECT, AuditTag.ACCOUNT_CHECKED)
    return None if entry is None else {**entry.details, "at": entry.at.isoformat()}
