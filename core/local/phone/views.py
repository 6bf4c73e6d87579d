"""What the page is told about guests and messages."""

from __future__ import annotations

from typing import Any

from core.local.phone.chats import Message
from core.local.phone.guests import Guest
from core.local.phone.media import MediaShelf

_MEDIA_KINDS = ("image", "audio", "video", "document", "sticker")


def guest_view(guest: Guest) -> dict[str, Any]:
    return guest.record()


def message_view(message: Message, shelf: MediaShelf) -> dict[str, Any]:
    kind, place = _file_in(message)
    return message.record() | {"media": _media_view(kind, place, shelf) if place else None}


def _file_in(message: Message) -> tuple[str, dict[str, Any] | None]:
    """The file a message shows: its own, or its header's."""
    content = message.content
    if message.kind in _MEDIA_KINDS:
        return message.kind, content if isinstance(content, dict) else None
    header = (content.get("header") if isinstance(content, dict) else None) or message.shown.get("header")
    if not isinstance(header, dict) or header.get("type") not in _MEDIA_KINDS:
        return "", None
    return header["type"], header[header["type"]]


def _media_view(kind: str, place: dict[str, Any], shelf: MediaShelf) -> dict[str, Any]:
    media = shelf.find(str(place.get("id", "")))
    if media is None:
        return {"kind": kind, "src": "", "link": place.get("link", ""), "name": place.get("filename", "")}
    return {
        "kind": kind,
        "src": f"/page/media/{media.id}",
        "link": "",
        "mime": media.mime,
        "size": media.size,
        "name": place.get("filename") or media.name,
    }


def summary(kind: str, content: Any, shown: dict[str, Any]) -> str:
    """One line of words for lists and tests."""
    if kind == "text":
        return str(content["body"])
    if kind == "interactive":
        return str(content.get("body", {}).get("text", ""))
    if kind == "template":
        return str(shown.get("body", ""))
    if kind == "location":
        return str(content.get("name", ""))
    if kind == "reaction":
        return str(content.get("emoji", ""))
    if kind == "contacts":
        return str(content[0]["name"]["formatted_name"])
    return str(content.get("caption", "")) if isinstance(content, dict) else ""
