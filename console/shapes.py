"""How rows look as JSON. Moments are UTC; the screen puts them into the hotel's clock and the reader's language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from core.domain.mail import NotSent
from core.domain.messages import window_closes
from core.store.views.desk import OpenAlert, TroubledLetter
from core.store.views.inbox import Row
from core.store.views.search import Hit
from core.store.views.thread import Head, Line
from core.store.views.why import is_explained

# Kept beside a message for our own use; a screen has no business with them.
_HIDDEN = frozenset({"token", "raw", "errors", "payloads", "data"})


def row(found: Row) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "phone": found.phone,
        "text": found.last_text,
        "author": found.last_author,
        "at": moment(found.last_at),
        "closes": moment(window_closes(found.last_guest_at)),
        "unread": found.unread,
        "waiting": moment(found.waiting_since),
        "reason": found.handover_reason,
        "owner": found.owner,
        "owner_id": found.owner_staff_id,
        "owner_name": found.owner_name,
        "failed": found.last_delivery == "failed",
    }


def head(found: Head) -> dict[str, Any]:
    conversation, guest = found.conversation, found.guest
    known = dict(reversed(found.identifiers))
    return {
        "id": conversation.id,
        "name": guest.name,
        "phone": known.get("phone"),
        "username": known.get("username"),
        "language": conversation.language or guest.language,
        "first_seen": moment(guest.created_at),
        "opted_out": moment(guest.opted_out_at),
        "blocked": guest.blocked_at is not None,
        "channel": conversation.channel,
        "account": found.account,
        "paused": found.paused_reason is not None,
        "closes": moment(window_closes(conversation.last_guest_at)),
        "owner": conversation.owner,
        "owner_id": conversation.owner_staff_id,
        "owner_name": found.owner_name,
        "give_back_at": moment(conversation.give_back_at),
        "quiet_until": moment(conversation.paused_until),
        "waiting": moment(conversation.waiting_since),
        "reason": conversation.handover_reason,
        "unread": conversation.unread,
    }


def line(found: Line) -> dict[str, Any]:
    message, file, quote = found.message, found.attachment, found.quote
    deleted = message.deleted_at is not None
    return {
        "id": message.id,
        "direction": message.direction,
        "author": message.author,
        "staff": found.staff_name,
        "kind": message.kind,
        "text": "" if deleted else message.text,
        "content": {} if deleted else _shown(message.content),
        "at": moment(message.at),
        "delivery": message.delivery,
        "delivery_at": moment(message.delivery_at),
        "trouble": message.trouble,
        "trouble_code": message.trouble_code,
        "parked": found.parked,
        "edited": message.edited_at is not None,
        "deleted": deleted,
        "reactions": [emoji for emoji in (message.reactions or {}).values() if isinstance(emoji, str)],
        "explained": is_explained(message),
        "token": (message.content or {}).get("token"),
        "file": None
        if file is None or deleted
        else {"id": file.id, "mime": file.mime, "size": file.size, "name": file.filename},
        "quote": None
        if quote is None
        else {"id": quote.id, "author": quote.author, "kind": quote.kind, "text": quote.text},
    }


def hit(found: Hit) -> dict[str, Any]:
    return {
        "id": found.id,
        "conversation": found.conversation_id,
        "guest": found.guest_id,
        "name": found.name,
        "phone": found.phone,
        "at": moment(found.at),
        "author": "note" if found.direction == "note" else found.author,
        "staff": found.staff,
        "text": found.text[:4096],
    }


def alert(found: OpenAlert) -> dict[str, Any]:
    return {
        "id": found.id,
        "kind": found.kind,
        "conversation": found.conversation_id,
        "guest": found.guest_name,
        "facts": found.facts,
        "at": moment(found.raised_at),
    }


def letter(found: TroubledLetter) -> dict[str, Any]:
    mail = NotSent.read(found.error)
    return {
        "box": found.box,
        "id": found.id,
        "kind": found.kind,
        "state": found.state,
        "error": found.error,
        "at": moment(found.at),
        "conversation": found.conversation_id,
        "guest": found.guest_name,
        "message": found.message_id,
        "text": found.text[:160],
        "code": found.trouble_code,
        "mail": str(mail.why) if mail else None,
    }


def _shown(content: dict[str, Any] | None) -> dict[str, Any]:
    return {key: value for key, value in (content or {}).items() if key not in _HIDDEN}


def moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
