"""The team's screen: who works here, links that bring people in, and what the hotel asks of everybody's way in."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from sqlalchemy.orm import Session

from console.account_shapes import browser_line
from console.answers import Asked, Problem, reads, tells_once, writes
from console.deeds import token_of
from console.sent import one_of, text, whole
from console.shapes import moment
from core.base import clock
from core.base.settings import settings
from core.domain import entry
from core.domain.access import Action, Role, require
from core.services import account, hotels, invites, team
from core.services.invites import Wanted
from core.store import invites as links
from core.store.db import across_hotels
from core.store.invites import Invite
from core.store.views import team as view
from core.store.views.team import Person


@reads
def board(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.MANAGE_STAFF)
    rules = team.entry_rules(session, asked.actor.hotel_id)
    return {
        "now": clock.now().isoformat(),
        "people": [_person(one) for one in view.people(session)],
        "invites": [_invite(one) for one in links.open_ones(session, clock.now())],
        "rules": entry.to_json(rules),
        "roles": [str(role) for role in Role],
    }


@reads
def sessions(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.MANAGE_STAFF)
    found = account.sessions_of(session, asked.path["id"])
    return {"now": clock.now().isoformat(), "sessions": [browser_line(row, asked.sign_in) for row in found]}


@tells_once
def invite(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.MANAGE_STAFF)
    wanted = Wanted(text(asked, "email"), text(asked, "name"), one_of(Role, asked, "role"))
    secret = invites.make(session, asked.actor, wanted, token_of(asked))
    hotel = hotels.get(session, asked.actor.hotel_id)
    return {"link": _link(secret), "hotel": hotel.name}


@writes
def revoke(session: Session, asked: Asked) -> dict[str, Any]:
    invites.revoke(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


@writes
def role(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.MANAGE_STAFF)
    team.change_role(session, asked.actor, asked.path["id"], one_of(Role, asked, "role"), token_of(asked))
    return {}


@writes
def deactivate(session: Session, asked: Asked) -> dict[str, Any]:
    team.deactivate(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


@writes
def reactivate(session: Session, asked: Asked) -> dict[str, Any]:
    team.reactivate(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


@writes
def end_sessions(session: Session, asked: Asked) -> dict[str, Any]:
    team.end_sessions(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


@writes
def reset_factor(session: Session, asked: Asked) -> dict[str, Any]:
    elsewhere = _elsewhere(asked)
    team.reset_factor(session, asked.actor, asked.path["id"], token_of(asked), elsewhere=elsewhere)
    return {}


@tells_once
def reset_link(session: Session, asked: Asked) -> dict[str, Any]:
    elsewhere = _elsewhere(asked)
    secret = team.reset_link(session, asked.actor, asked.path["id"], token_of(asked), elsewhere=elsewhere)
    return {"link": _link(secret)}


@writes
def set_rules(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.MANAGE_STAFF)
    roles = asked.body.get("second_factor_for")
    if not isinstance(roles, list) or not all(isinstance(one, str) for one in roles):
        raise Problem("unreadable", 400)
    wanted = entry.checked(whole(asked, "rotate_days", 0, entry.MOST_DAYS), roles)
    team.set_entry_rules(session, asked.actor, wanted, token_of(asked))
    return {}


def _elsewhere(asked: Asked) -> bool:
    """The only thing one hotel learns of another: that it relies on this person too."""
    require(asked.actor, Action.MANAGE_STAFF)
    with across_hotels() as session:
        return team.works_elsewhere(session, asked.path["id"], asked.actor.hotel_id)


def _link(secret: str | None) -> str | None:
    return f"{settings().public_console_url}/auth/invite/{quote(secret, safe='')}" if secret else None


def _person(one: Person) -> dict[str, Any]:
    locked = one.locked_until is not None and one.locked_until > clock.now()
    return {
        "id": one.id,
        "name": one.name,
        "email": one.email,
        "role": one.role,
        "active": one.active,
        "factor": one.has_factor,
        "password": moment(one.password_set_at),
        "locked": moment(one.locked_until) if locked else None,
        "seen": moment(one.seen_at),
    }


def _invite(one: Invite) -> dict[str, Any]:
    return {
        "id": one.id,
        "email": one.email,
        "name": one.name,
        "role": one.role,
        "reset": one.staff_id is not None,
        "expires": moment(one.expires_at),
    }
