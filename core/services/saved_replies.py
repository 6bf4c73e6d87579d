"""Writing down what staff say again and again, so that it is said well and quickly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.domain.knowledge import LANGUAGES
from core.services import media, photos
from core.services.written import written_down
from core.store import saved_replies as rows
from core.store.db import tell_after_commit
from core.store.saved_replies import SavedReply

LONGEST_TITLE = 40
LONGEST_TEXT = 1000
MOST = 200


class NoSuchReply(Exception):
    pass


class ChangedMeanwhile(Exception):
    """Somebody else wrote a newer version while this one was being edited."""


class WrongReply(ValueError):
    """`why` is its name, for screens that say it themselves."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Draft:
    """A `version` says what was edited."""

    title: str
    texts: Mapping[str, str] = field(default_factory=dict)
    version: int = 0


def all_of_hotel(session: Session) -> list[SavedReply]:
    return rows.all_of_hotel(session)


def write(session: Session, actor: Actor, draft: Draft, token: str, reply_id: int | None = None) -> int:
    """A new one, or the next version of one that is there."""
    require(actor, Action.EDIT_KNOWLEDGE)
    title, texts = _checked(draft)
    row = _existing(session, reply_id) if reply_id is not None else None
    subject = f"saved_reply:{title}"
    if not written_down(session, actor, AuditTag.SAVED_REPLY_WRITTEN, subject, token):
        there = rows.titled(session, title)
        return there.id if there is not None else 0
    if row is not None and draft.version != row.version:
        raise ChangedMeanwhile(str(row.version))
    same = rows.titled(session, title)
    if same is not None and same is not row:
        raise WrongReply("title_taken")
    if row is None:
        if rows.count(session) >= MOST:
            raise WrongReply("enough_replies")
        row = SavedReply(hotel_id=actor.hotel_id, version=0, used=0)
        session.add(row)
    row.title, row.texts, row.version = title, texts, row.version + 1
    row.changed_at, row.changed_by = clock.now(), actor.staff_id
    session.flush()
    tell_after_commit(session, actor.hotel_id, kind="saved_replies")
    return row.id


def set_picture(session: Session, actor: Actor, reply_id: int, picture: bytes | None, token: str) -> None:
    """The picture that goes with it; none takes it away."""
    require(actor, Action.EDIT_KNOWLEDGE)
    mime = photos.decoded_kind(picture) if picture is not None else ""
    row = _existing(session, reply_id)
    if written_down(session, actor, AuditTag.SAVED_REPLY_WRITTEN, f"saved_reply:{row.title}", token):
        kept = media.keep(session, actor.hotel_id, picture, mime, None) if picture is not None else None
        row.media_id, row.version = kept, row.version + 1
        row.changed_at, row.changed_by = clock.now(), actor.staff_id
        session.flush()
        tell_after_commit(session, actor.hotel_id, kind="saved_replies")


def remove(session: Session, actor: Actor, reply_id: int, version: int, token: str) -> None:
    require(actor, Action.EDIT_KNOWLEDGE)
    if not written_down(
        session, actor, AuditTag.SAVED_REPLY_REMOVED, f"saved_reply:{reply_id}", token, version=version
    ):
        return
    row = _existing(session, reply_id)
    if row.version != version:
        raise ChangedMeanwhile(str(row.version))
    session.delete(row)
    session.flush()
    tell_after_commit(session, actor.hotel_id, kind="saved_replies")


def picture_of(session: Session, reply_id: int) -> int | None:
    """The picture that goes with it, now that it is being used."""
    row = rows.locked(session, reply_id)
    if row is None:
        raise NoSuchReply(str(reply_id))
    row.used += 1
    return row.media_id


def _checked(draft: Draft) -> tuple[str, dict[str, str]]:
    title = " ".join(draft.title.replace("\x00", "").split())
    texts = {
        language: words
        for language in LANGUAGES
        if (words := str(draft.texts.get(language, "")).replace("\x00", "").strip())
    }
    if not title or len(title) > LONGEST_TITLE:
        raise WrongReply("wrong_title")
    if not texts:
        raise WrongReply("no_text")
    if max(map(len, texts.values())) > LONGEST_TEXT:
        raise WrongReply("reply_too_long")
    return title, texts


def _existing(session: Session, reply_id: int) -> SavedReply:
    row = rows.locked(session, reply_id)
    if row is None:
        raise NoSuchReply(str(reply_id))
    return row
