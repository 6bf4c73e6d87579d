"""Everybody's own page: name, language, password, second factor, and the browsers they are signed in with."""

from __future__ import annotations

import re
from typing import Any, Final

from sqlalchemy.orm import Session

from console import qr, steps
from console.account_shapes import MARK_LENGTH, browser_line
from console.answers import Asked, Problem, changes_oneself, of_oneself, tells_oneself_once
from console.deeds import token_of
from console.sent import text
from console.shapes import moment
from core.base import clock
from core.services import account, signin
from core.services.passwords import WeakPassword
from core.services.signin import Refusal, Refused

_MARK: Final = re.compile(rf"^[0-9a-f]{{{MARK_LENGTH}}}$")


@of_oneself
def mine(session: Session, asked: Asked) -> dict[str, Any]:
    person = account.me(session, asked.actor)
    found = account.sessions_of(session, person.id)
    return {
        "now": clock.now().isoformat(),
        "name": person.name,
        "email": person.email,
        "password": moment(person.password_set_at),
        "factor": person.factor_locked is not None,
        "factor_needed": signin.needs_factor(session, person),
        "codes_left": len(person.recovery_codes),
        "sessions": [browser_line(row, asked.sign_in) for row in found],
    }


@changes_oneself
def rename(session: Session, asked: Asked) -> dict[str, Any]:
    account.rename(session, asked.actor, text(asked, "name"), token_of(asked))
    return {"done": True}


@changes_oneself
def password(session: Session, asked: Asked) -> dict[str, Any]:
    old, new = _secret(asked, "old"), _secret(asked, "new")
    try:
        no = account.change_password(session, asked.actor, old, new, asked.sign_in, token_of(asked))
    except WeakPassword as weak:
        return {"done": False, "weak": list(weak.why)}
    return _outcome(no)


@changes_oneself
def begin_factor(session: Session, asked: Asked) -> dict[str, Any]:
    found = account.begin_factor(session, asked.actor, _secret(asked, "password"))
    if isinstance(found, Refused):
        return _outcome(found)
    secret, address = found
    wide, path = qr.drawn(address)
    return {"done": True, "secret": secret, "wide": wide, "path": path}


@tells_oneself_once
def prove_factor(session: Session, asked: Asked) -> dict[str, Any]:
    code, token = text(asked, "code"), token_of(asked)
    return {
        "done": True,
        "codes": account.prove_factor(session, asked.actor, code, asked.sign_in, token),
    }


@tells_oneself_once
def new_codes(session: Session, asked: Asked) -> dict[str, Any]:
    found = account.new_codes(session, asked.actor, _secret(asked, "password"), token_of(asked))
    return _outcome(found) if isinstance(found, Refused) else {"done": True, "codes": found}


@changes_oneself
def drop_factor(session: Session, asked: Asked) -> dict[str, Any]:
    return _outcome(account.drop_factor(session, asked.actor, _secret(asked, "password"), token_of(asked)))


@changes_oneself
def end_session(session: Session, asked: Asked) -> dict[str, Any]:
    mark = text(asked, "mark")
    if not _MARK.match(mark):
        raise Problem("unreadable", 400)
    account.end_session(session, asked.actor, mark, token_of(asked))
    return {"done": True}


@changes_oneself
def end_others(session: Session, asked: Asked) -> dict[str, Any]:
    ended = account.end_others(session, asked.actor, asked.sign_in, token_of(asked))
    return {"done": True, "ended": ended}


def _outcome(no: Refused | None) -> dict[str, Any]:
    """An answer and no error: what was counted against wrong passwords is kept."""
    if no is None:
        return {"done": True}
    locked = no.reason is Refusal.LOCKED
    return {"done": False, "why": str(no.reason), "minutes": steps.minutes_until(no) if locked else 0}


def _secret(asked: Asked, name: str) -> str:
    """A password is taken as it was typed, however long: nothing is cut off it in silence."""
    found = asked.body.get(name)
    if not isinstance(found, str) or len(found) > 1024:
        raise Problem("unreadable", 400)
    return found
