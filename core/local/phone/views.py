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
    view = message.record()
    for place in (message.content, message.shown.get("header")):
        if isinstance(place, dict):
            view.setdefault("media", _media_of(place, message.kind, shelf))
    header = message.content.get("header") if isinstance(message.content, dict) else None
    if isinstance(header, dict) and not view.get("media"):
        view["media"] = _media_of(header.get(header.get("type"), {}), str(header.get("type")), shelf)
    return view


def _media_of(place: dict[str, Any], kind: str, shelf: MediaShelf) -> dict[str, Any] | None:
    if place.get("type") in _MEDIA_KINDS:
        kind = place["type"]
        place = place.get(kind, {})
    if kind not in _MEDIA_KINDS or not isinstance(place, dict):
        return None
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
