"""How the house is, as JSON; and what staff stop and start by hand."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from console import shapes
from console.answers import Asked, reads, writes
from console.deeds import token_of
from console.sent import box, whole
from console.shapes import moment
from core.base import clock
from core.base.settings import settings
from core.domain.access import Action, require
from core.domain.mail import NotSent
from core.services import hotels, mail, pausing
from core.store.views import desk
from core.store.views import health as view


@reads
def board(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_HEALTH)
    count, size = view.stored(session)
    return {
        "now": clock.now().isoformat(),
        "house": paused(session, asked.actor.hotel_id),
        "queues": [
            {"name": one.name, "count": one.count, "oldest": moment(one.oldest)}
            for one in view.queues(session)
        ],
        "alive": view.alive(session),
        "heard": moment(view.last_heard(session)),
        "lines": [
            {
                "id": one.id,
                "kind": one.kind,
                "name": one.name,
                "paused": one.paused,
                "slow": moment(one.slow_until),
            }
            for one in view.lines(session)
        ],
        "mail": _mail(session),
        "templates": view.templates_that_stand_still(session),
        "letters": [shapes.letter(letter) for letter in desk.troubled_letters(session)],
        "files": {"count": count, "bytes": size},
        "version": _version(),
    }


@writes
def pause(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.PAUSE_CHANNEL)
    minutes = whole(asked, "minutes", 0, pausing.LONGEST)
    pausing.pause_house(session, asked.actor, minutes or None, token_of(asked))
    return {}


@writes
def resume(session: Session, asked: Asked) -> dict[str, Any]:
    pausing.resume_house(session, asked.actor, token_of(asked))
    return {}


@writes
def resume_channel(session: Session, asked: Asked) -> dict[str, Any]:
    pausing.resume_channel(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


@writes
def drop(session: Session, asked: Asked) -> dict[str, Any]:
    pausing.drop_letter(session, asked.actor, box(asked), asked.path["id"], token_of(asked))
    return {}


def paused(session: Session, hotel_id: int) -> dict[str, Any] | None:
    """For the strip that every screen shows while the house is silent."""
    hotel = hotels.get(session, hotel_id)
    return {"until": moment(hotel.house_paused_until)} if hotel.house_paused else None


def _mail(session: Session) -> dict[str, Any]:
    """The way letters to the staff take, and what holds them up just now."""
    trouble = NotSent.read(view.mail_waits_for(session))
    return {
        "way": str(mail.way()),
        "server": settings().smtp_host,
        "why": str(trouble.why) if trouble else None,
        "detail": trouble.detail if trouble else "",
    }


@cache
def _version() -> str:
    written = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(written)["project"]["version"])
