"""Replies for a chosen moment: written, changed, called off, or sent at once."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from console.answers import Asked, writes
from console.deeds import body_of, token_of
from console.moments import chosen
from console.shapes import moment
from core.domain.access import Action, require
from core.services import later
from core.store import later as rows


def of(session: Session, conversation_id: int) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "words": row.words,
            "due": moment(row.due_at),
            "state": row.state,
            "why": row.why,
            "staff": name,
        }
        for row, name in rows.open_in(session, conversation_id)
    ]


@writes
def write(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.REPLY)
    due = chosen(session, asked)
    made = later.write(session, asked.actor, asked.path["id"], body_of(asked), due, token_of(asked))
    return {"id": made, "due": moment(due)}


@writes
def change(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.REPLY)
    due = chosen(session, asked)
    later.change(session, asked.actor, asked.path["id"], body_of(asked), due, token_of(asked))
    return {"due": moment(due)}


@writes
def cancel(session: Session, asked: Asked) -> dict[str, Any]:
    later.cancel(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


@writes
def send(session: Session, asked: Asked) -> dict[str, Any]:
    later.send_now(session, asked.actor, asked.path["id"], token_of(asked))
    return {}
