"""Teaching the house: each write names the version that was seen, so that nobody's words are overwritten unseen."""

from __future__ import annotations

from datetime import time
from typing import Any

from sqlalchemy.orm import Session

from console import knowledge_shapes as shapes
from console.answers import Asked, Problem, uploads, writes
from console.deeds import token_of
from console.sent import HIGHEST, numbers, one_of, text, whole
from core.domain.access import Action, require
from core.domain.knowledge import Subject
from core.services import handovers, knowledge, photos, phrases, questions, saved_replies
from core.services.photos import LARGEST, NewPhoto
from core.services.saved_replies import Draft


@writes
def write_fact(session: Session, asked: Asked) -> dict[str, Any]:
    """The answer to a question of guests also takes the question off the list."""
    require(asked.actor, Action.EDIT_KNOWLEDGE)
    token = token_of(asked)
    kept = knowledge.write(session, asked.actor, shapes.fact_sent(asked.body.get("fact")), token)
    if asked.body.get("settles") is not None:
        questions.settle(session, asked.actor, whole(asked, "settles", 1, HIGHEST), f"{token[:50]}-question")
    return {"version": kept.version}


@writes
def remove_fact(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.EDIT_KNOWLEDGE)
    subject, version = one_of(Subject, asked, "subject"), whole(asked, "version", 1, HIGHEST)
    knowledge.remove(session, asked.actor, subject, text(asked, "topic"), token_of(asked), version)
    return {}


@writes
def place(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.EDIT_KNOWLEDGE)
    at = asked.body.get("position")
    position = None
    if at is not None:
        if not isinstance(at, list) or len(at) != 2 or any(type(one) not in (int, float) for one in at):
            raise Problem("unreadable", 400)
        position = (float(at[0]), float(at[1]))
    knowledge.place_hotel(session, asked.actor, text(asked, "address"), position, token_of(asked))
    return {}


@writes
def arrival(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.EDIT_KNOWLEDGE)
    come, go = (_hour(text(asked, name)) for name in ("check_in", "check_out"))
    knowledge.set_arrival(session, asked.actor, come, go, token_of(asked))
    return {}


def _hour(written: str) -> time:
    try:
        return time.fromisoformat(written).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise Problem("unreadable", 400) from None


def _add_photo(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.EDIT_KNOWLEDGE)
    added = photos.add(session, asked.actor, NewPhoto(text(asked, "of"), asked.data), token_of(asked))
    return {"id": added}


add_photo = uploads(_add_photo, LARGEST)


@writes
def caption(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.EDIT_KNOWLEDGE)
    captions = shapes.texts_sent(asked.body.get("captions"))
    photos.caption(session, asked.actor, asked.path["id"], captions, token_of(asked))
    return {}


@writes
def arrange(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.EDIT_KNOWLEDGE)
    order = numbers(asked, "order", photos.MOST_OF_ONE)
    photos.arrange(session, asked.actor, text(asked, "of"), order, token_of(asked))
    return {}


@writes
def remove_photo(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.EDIT_KNOWLEDGE)
    photos.remove(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


@writes
def phrase(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.EDIT_PHRASES)
    line = phrases.Line(
        text(asked, "language"), text(asked, "key"), text(asked, "words"), text(asked, "seen")
    )
    phrases.override(session, asked.actor, line, token=token_of(asked))
    return {}


@writes
def settle(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SETTLE_QUESTION)
    questions.settle(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


@writes
def label(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.REPLY)
    handovers.label(session, asked.actor, asked.path["id"], text(asked, "label"), token_of(asked))
    return {}


@writes
def write_reply(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.EDIT_KNOWLEDGE)
    reply_id = asked.path.get("id")
    version = whole(asked, "version", 1, HIGHEST) if reply_id is not None else 0
    draft = Draft(text(asked, "title"), shapes.texts_sent(asked.body.get("texts")), version)
    return {"id": saved_replies.write(session, asked.actor, draft, token_of(asked), reply_id)}


def _picture(session: Session, asked: Asked) -> dict[str, Any]:
    """No bytes take the picture away."""
    require(asked.actor, Action.EDIT_KNOWLEDGE)
    saved_replies.set_picture(session, asked.actor, asked.path["id"], asked.data or None, token_of(asked))
    return {}


reply_picture = uploads(_picture, LARGEST)


@writes
def remove_reply(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.EDIT_KNOWLEDGE)
    version = whole(asked, "version", 1, HIGHEST)
    saved_replies.remove(session, asked.actor, asked.path["id"], version, token_of(asked))
    return {}
