"""Keys of the API: made and taken away by managers, shown once, recognised by their fingerprint."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock, seal
from core.domain.access import Action, By, require
from core.domain.api_keys import Holder, NewKey, Scope, checked
from core.domain.conversations import AuditTag
from core.domain.refusals import Refused, WhyNot
from core.services.written import done_with, written_down
from core.store import api_keys as rows
from core.store.api_keys import ApiKey

_SHAPE: Final = re.compile(r"cj_([1-9][0-9]{0,8})_[A-Za-z0-9_-]{43}")
_USE_IS_NEWS_AFTER: Final = timedelta(minutes=1)


class NoSuchKey(Exception):
    pass


@dataclass(frozen=True)
class Made:
    """The only moment at which the secret is known."""

    key: ApiKey
    secret: str


def create(session: Session, by: By, new: NewKey, token: str | None = None) -> Made | None:
    """None when this very click was done before: its secret cannot be shown again."""
    require(by, Action.MANAGE_API_KEYS)
    new = checked(new)
    if done_with(session, token) is not None:
        return None
    secret = f"cj_{by.hotel_id}_{seal.new_token()}"
    key = ApiKey(
        hotel_id=by.hotel_id,
        name=new.name,
        scope=new.scope,
        fingerprint=seal.fingerprint(secret),
        hint=secret[-4:],
        origins=list(new.origins),
        created_at=clock.now(),
        created_by=by.staff_id,
    )
    with session.begin_nested():
        session.add(key)
        session.flush()
        facts = {"name": new.name, "scope": new.scope, "origins": list(new.origins)}
        if not written_down(session, by, AuditTag.API_KEY_CREATED, f"api_key:{key.id}", token, **facts):
            raise Refused(WhyNot.CHANGED_MEANWHILE)
    return Made(key, secret)


def revoke(session: Session, by: By, key_id: int, token: str | None = None) -> None:
    """From the next request on it opens nothing; a second time changes nothing."""
    require(by, Action.MANAGE_API_KEYS)
    key = rows.one(session, key_id)
    if key is None:
        raise NoSuchKey(str(key_id))
    if key.revoked_at is not None:
        return
    if written_down(session, by, AuditTag.API_KEY_REVOKED, f"api_key:{key.id}", token, name=key.name):
        key.revoked_at, key.revoked_by = clock.now(), by.staff_id


def listed(session: Session, by: By) -> list[ApiKey]:
    """Those that open something first."""
    require(by, Action.MANAGE_API_KEYS)
    return rows.of_hotel(session)


def all_origins(session: Session) -> frozenset[str]:
    """The websites of all keys of the install that open something."""
    return rows.all_origins(session)


def hotel_of(secret: str) -> int | None:
    """The hotel that a secret names, before anybody has looked whether it is good."""
    found = _SHAPE.fullmatch(secret)
    return int(found[1]) if found else None


def recognised(session: Session, secret: str) -> Holder | None:
    key = rows.living(session, seal.fingerprint(secret))
    if key is None:
        return None
    now = clock.now()
    rows.used(session, key.id, now, now - _USE_IS_NEWS_AFTER)
    return Holder(key.id, key.hotel_id, key.name, Scope(key.scope), frozenset(key.origins))
