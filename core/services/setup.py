"""What a hotel says of itself and how it is connected: facts, the number on WhatsApp, the account that takes money."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from core.base import clock, seal
from core.domain.access import Action, Actor, House, require
from core.domain.conversations import AuditTag
from core.domain.errands import Errand
from core.domain.identities import digits_of
from core.domain.messages import Channel
from core.domain.payments import Provider
from core.services import errands, hotels
from core.services.payments import accounts
from core.services.phrases import FORMS, LANGUAGES
from core.services.written import written_down
from core.store import alerts, payments
from core.store import hotels as rows
from core.store.db import tell_after_commit
from core.store.hotels import ChannelAccount

_NUMBER: Final = re.compile(r"^\d{5,20}$")
_LONGEST_SECRET: Final = 600


class WrongFacts(Exception):
    """Which of them, so that the screen can say it beside the field."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class NumberTaken(Exception):
    """Another hotel of this install answers on that number."""


@dataclass(frozen=True)
class Facts:
    name: str
    language: str
    address_form: str
    on_call_phone: str
    promise_minutes: int
    give_back_minutes: int


@dataclass(frozen=True)
class Number:
    """A number at the Cloud API. Without a token the one that is kept stays."""

    account: str
    display: str
    business: str
    token: str


@dataclass(frozen=True)
class Account:
    """Where money comes in. What is left empty stays as it is kept."""

    collector: str
    token: str
    secret: str


@dataclass(frozen=True)
class Found:
    """What the outside said when it was asked: `problem` is its own sentence, `code` its own number."""

    ok: bool
    problem: str = ""
    code: int = 0
    number: str = ""
    ready: int = 0
    known: int = 0


def set_facts(session: Session, actor: Actor, wanted: Facts, token: str) -> None:
    require(actor, Action.SET_HOTEL)
    wanted = _checked(wanted)
    hotel = rows.locked(session, actor.hotel_id)
    assert hotel is not None
    was = {name: getattr(hotel, name) for name in asdict(wanted)}
    becomes = asdict(wanted) | {
        "address_form": wanted.address_form or None, "on_call_phone": wanted.on_call_phone or None,
    }  # fmt: skip
    changed = {name for name in becomes if was[name] != becomes[name]}
    facts = {
        "was": {name: was[name] for name in sorted(changed)},
        "becomes": {name: becomes[name] for name in sorted(changed)},
    }
    if not changed or not written_down(
        session, actor, AuditTag.HOTEL_CHANGED, f"hotel:{hotel.id}", token, **facts
    ):
        return
    for name, value in becomes.items():
        setattr(hotel, name, value)
    tell_after_commit(session, hotel.id, kind="hotel")


def _checked(wanted: Facts) -> Facts:
    name, phone = " ".join(wanted.name.split()), wanted.on_call_phone.strip()
    wrong = [
        (not name or len(name) > 80 or not name.isprintable(), "name"),
        (wanted.language not in LANGUAGES, "language"),
        (wanted.address_form not in ("", *FORMS), "address_form"),
        (bool(phone) and digits_of(phone) is None, "on_call_phone"),
        (not 5 <= wanted.promise_minutes <= 24 * 60, "promise_minutes"),
        (not 5 <= wanted.give_back_minutes <= 24 * 60, "give_back_minutes"),
    ]
    for is_wrong, field in wrong:
        if is_wrong:
            raise WrongFacts(field)
    return Facts(
        name,
        wanted.language,
        wanted.address_form,
        digits_of(phone) or "",
        wanted.promise_minutes,
        wanted.give_back_minutes,
    )


def set_number(session: Session, actor: Actor, wanted: Number, token: str) -> int:
    """The token is locked before it is kept and never shown again; what had stopped the number is over."""
    require(actor, Action.CONNECT)
    if not _NUMBER.match(wanted.account):
        raise WrongFacts("account")
    if wanted.business and not _NUMBER.match(wanted.business):
        raise WrongFacts("business")
    if digits_of(wanted.display) is None:
        raise WrongFacts("display")
    row = next(iter(rows.all_channel_accounts(session)), None)
    if (row is None and not wanted.token) or not is_a_secret(wanted.token):
        raise WrongFacts("token")
    facts = {"account": wanted.account, "display": wanted.display, "new_token": bool(wanted.token)}
    if not written_down(session, actor, AuditTag.CHANNEL_SET, f"hotel:{actor.hotel_id}", token, **facts):
        return row.id if row is not None else 0
    if row is None:
        row = ChannelAccount(hotel_id=actor.hotel_id, channel=Channel.WHATSAPP)
    row.account, row.display, row.business = wanted.account, wanted.display, wanted.business or None
    row.paused_reason, row.paused_at = None, None
    if wanted.token:
        row.token_locked = seal.lock(wanted.token)
    if not rows.keep_channel(session, row):
        raise NumberTaken(wanted.account)
    return row.id


def set_account(session: Session, actor: Actor, wanted: Account, token: str) -> None:
    require(actor, Action.CONNECT)
    if not _NUMBER.match(wanted.collector):
        raise WrongFacts("collector")
    row = payments.account(session, Provider.MERCADOPAGO)
    for name, secret in (("token", wanted.token), ("secret", wanted.secret)):
        if (row is None and not secret) or not is_a_secret(secret):
            raise WrongFacts(name)
    facts = {
        "collector": wanted.collector,
        "new_token": bool(wanted.token),
        "new_secret": bool(wanted.secret),
    }
    if not written_down(session, actor, AuditTag.ACCOUNT_SET, f"hotel:{actor.hotel_id}", token, **facts):
        return
    if row is None:
        hotel = hotels.get(session, actor.hotel_id)
        accounts.add_account(session, hotel, wanted.collector, wanted.token, wanted.secret)
        return
    row.collector, row.paused_reason = wanted.collector, None
    if wanted.token:
        row.token_locked = seal.lock(wanted.token)
    if wanted.secret:
        row.secret_locked = seal.lock(wanted.secret)


def ask_to_check(session: Session, actor: Actor, channel_id: int, submit: bool, token: str) -> None:
    """The worker asks the channel with what is kept here, and hands in missing templates where that is wished."""
    require(actor, Action.SET_HOTEL)
    row = next((one for one in rows.all_channel_accounts(session) if one.id == channel_id), None)
    if row is None:
        raise WrongFacts("account")
    if written_down(
        session, actor, AuditTag.CHANNEL_CHECK_ASKED, f"channel:{channel_id}", token, submit=submit
    ):
        payload = {"channel_id": channel_id, "submit": submit}
        errands.write(session, actor.hotel_id, Errand.CHECK_CHANNEL, f"check:{channel_id}:{token}", payload)


def checked(session: Session, hotel_id: int, channel_id: int, found: Found) -> None:
    facts = asdict(found) | {"checked_at": clock.now().isoformat()}
    written_down(session, House(hotel_id), AuditTag.CHANNEL_CHECKED, f"channel:{channel_id}", None, **facts)
    tell_after_commit(session, hotel_id, kind="settings")


def last_check(session: Session, channel_id: int) -> dict[str, Any] | None:
    entry = alerts.last_about(session, f"channel:{channel_id}", AuditTag.CHANNEL_CHECKED)
    return None if entry is None else {**entry.details, "at": entry.at.isoformat()}


def is_a_secret(secret: str) -> bool:
    """Empty, or something that can be one: damaged by copying it is told at once, not at the first message."""
    return (
        len(secret) <= _LONGEST_SECRET
        and secret.isascii()
        and (secret == "" or secret.isprintable())
        and " " not in secret
    )
