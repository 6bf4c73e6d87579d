"""Keeping what guests send, and having ready what the hotel sends."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import AlertKind
from core.services import alerts
from core.store import media, messages
from core.store.db import tell_after_commit
from core.store.media import Media, MediaUpload

_UPLOAD_LIFE = timedelta(days=29)
# Pictures with this name are for the door of one stay, and are forgotten after it.
BADGE = "pass-"


def keep(session: Session, hotel_id: int, data: bytes, mime: str, filename: str | None) -> int:
    [kept] = media.keep_all(session, [_file(hotel_id, data, mime, filename)])
    return kept


def keep_all(session: Session, hotel_id: int, files: Sequence[bytes], mime: str) -> list[int]:
    """Many of one kind at once, in their order."""
    return media.keep_all(session, [_file(hotel_id, data, mime, None) for data in files])


def _file(hotel_id: int, data: bytes, mime: str, filename: str | None) -> Media:
    return Media(
        hotel_id=hotel_id,
        sha256=hashlib.sha256(data).hexdigest(),
        mime=mime,
        size=len(data),
        data=data,
        filename=filename,
        stored_at=clock.now(),
    )


def attach(session: Session, message_id: int, media_id: int) -> None:
    message = messages.locked(session, message_id)
    if message is not None:
        message.media_id, message.trouble = media_id, None
        tell_after_commit(session, message.hotel_id, kind="message", conversation=message.conversation_id)


def lost(session: Session, message_id: int, why: str) -> None:
    """It could not be fetched: staff see why in its place."""
    message = messages.locked(session, message_id)
    if message is None:
        return
    message.trouble = why[:300]
    alerts.raise_alert(
        session,
        message.hotel_id,
        AlertKind.MEDIA_LOST,
        f"media:{message.conversation_id}",
        conversation_id=message.conversation_id,
        facts={"detail": why[:200]},
    )
    tell_after_commit(session, message.hotel_id, kind="message", conversation=message.conversation_id)


def uploaded(session: Session, media_id: int, account: str) -> str | None:
    return media.upload_of(session, media_id, account, clock.now())


def bytes_of(session: Session, media_id: int) -> tuple[bytes, str, str] | None:
    row = media.one(session, media_id)
    return (row.data, row.mime, row.filename or f"{media_id}") if row else None


def remember_upload(session: Session, hotel_id: int, media_id: int, account: str, channel_id: str) -> None:
    media.remember_upload(
        session,
        MediaUpload(
            hotel_id=hotel_id,
            media_id=media_id,
            account=account,
            channel_media_id=channel_id,
            expires_at=clock.now() + _UPLOAD_LIFE,
        ),
    )
