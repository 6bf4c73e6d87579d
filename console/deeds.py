"""What staff do on the live screens. Each carries the token its click was given, so that it happens once."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from console.answers import TOKEN, Asked, Problem, writes
from console.sent import HIGHEST, box, plain, text, whole, yes
from core.domain.access import Action, require
from core.services import conversations, meanwhile


@writes
def reply(session: Session, asked: Asked) -> dict[str, Any]:
    saved = asked.body.get("saved")
    if saved is not None and (isinstance(saved, bool) or not isinstance(saved, int)):
        raise Problem("unreadable", 400)
    unless_answered(session, asked)
    message = conversations.reply(
        session, asked.actor, asked.path["id"], body_of(asked), token_of(asked), saved
    )
    return {"message": message.id}


@writes
def template(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.REPLY)
    words = asked.body.get("words")
    if not isinstance(words, dict) or not all(isinstance(one, str) for one in words.values()):
        raise Problem("unreadable", 400)
    unless_answered(session, asked)
    clean = {str(name): plain(one) for name, one in words.items()}
    wanted = conversations.Wanted(text(asked, "template"), text(asked, "language"), clean)
    message = conversations.write_approved(session, asked.actor, asked.path["id"], wanted, token_of(asked))
    return {"message": message.id}


@writes
def note(session: Session, asked: Asked) -> dict[str, Any]:
    message = conversations.write_note(
        session, asked.actor, asked.path["id"], body_of(asked), token_of(asked)
    )
    return {"message": message.id}


@writes
def take(session: Session, asked: Asked) -> dict[str, Any]:
    conversations.take_over(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


@writes
def give_back(session: Session, asked: Asked) -> dict[str, Any]:
    conversations.give_back(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


@writes
def seen(session: Session, asked: Asked) -> dict[str, Any]:
    conversations.seen(session, asked.actor, asked.path["id"])
    return {}


@writes
def retry(session: Session, asked: Asked) -> dict[str, Any]:
    conversations.retry(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


@writes
def close_alert(session: Session, asked: Asked) -> dict[str, Any]:
    conversations.close_alert(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


@writes
def revive(session: Session, asked: Asked) -> dict[str, Any]:
    conversations.revive(session, asked.actor, box(asked), asked.path["id"], token_of(asked))
    return {}


def unless_answered(session: Session, asked: Asked) -> None:
    """`seen` is the last line that was on the screen; `anyway` is said by who knows what a colleague wrote since."""
    seen = asked.body.get("seen")
    if seen is None or yes(asked, "anyway"):
        return
    seen = whole(asked, "seen", 0, HIGHEST)
    name = meanwhile.answered(session, asked.actor, asked.path["id"], seen, token_of(asked))
    if name is not None:
        raise Problem("answered_meanwhile", 409, {"name": name})


def token_of(asked: Asked, name: str = "token") -> str:
    token = asked.body.get(name)
    if not isinstance(token, str) or not TOKEN.match(token):
        raise Problem("unreadable", 400)
    return token


def body_of(asked: Asked) -> str:
    body = asked.body.get("body")
    if not isinstance(body, str):
        raise Problem("unreadable", 400)
    return body.encode("utf-8", "replace").decode("utf-8")
