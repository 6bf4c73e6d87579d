"""What a guest sent: one reader per message type, all of them prepared for missing parts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.adapters.channels.whatsapp.parsing import clean
from core.adapters.channels.whatsapp.tolerant import (
    identifier,
    mapping,
    number,
    optional,
    rows,
    whole,
    words,
)
from core.domain.messages import Card, Kind, MediaRef, Place


@dataclass(frozen=True)
class Contents:
    """The part of a message that depends on its type."""

    kind: Kind
    text: str = ""
    choice: str | None = None
    target: str | None = None
    media: MediaRef | None = None
    place: Place | None = None
    cards: tuple[Card, ...] = ()
    extra: dict[str, object] | None = None


def contents_of(message: dict[str, Any]) -> Contents:
    """Reads by the named type, or by whichever known part is there when the type is missing."""
    named = identifier(message.get("type")) or next((name for name in _READERS if name in message), "unknown")
    reader = _READERS.get(named)
    found = reader(message.get(named)) if reader else None
    return found or _unsupported(named, message)


def _unsupported(named: str, message: dict[str, Any]) -> Contents:
    """Types of tomorrow, and known types that came without their substance."""
    extra: dict[str, object] = {"type": named}
    detail = message.get(named)
    if detail:
        extra["raw"] = detail
    if rows(message.get("errors")):
        extra["errors"] = message["errors"]
    text = words(mapping(detail).get("caption"))
    return Contents(Kind.UNSUPPORTED, text=text, extra=extra)


def _text(part: Any) -> Contents | None:
    body = mapping(part).get("body")
    return Contents(Kind.TEXT, text=body) if isinstance(body, str) else None


def _media(kind: Kind) -> Callable[[Any], Contents | None]:
    def read(part: Any) -> Contents | None:
        media = _media_ref(mapping(part))
        if media is None:
            return None
        voice = kind is Kind.AUDIO and mapping(part).get("voice") is True
        return Contents(Kind.VOICE if voice else kind, text=words(mapping(part).get("caption")), media=media)

    return read


def _media_ref(part: dict[str, Any]) -> MediaRef | None:
    found = identifier(part.get("id"))
    if found is None:
        return None
    mime = words(part.get("mime_type")).partition(";")[0].strip().lower()
    sha256 = words(part.get("sha256"))
    return MediaRef(found, mime, sha256, optional(part.get("filename")), part.get("animated") is True)


def _location(part: Any) -> Contents | None:
    where = mapping(part)
    latitude, longitude = number(where.get("latitude")), number(where.get("longitude"))
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    place = Place(latitude, longitude, optional(where.get("name")), optional(where.get("address")))
    url = words(where.get("url"))
    return Contents(Kind.LOCATION, place=place, extra={"url": url} if url else None)


_VCARD_PHONE = re.compile(r"^(?:item\d+\.)?TEL([^:\r\n]*):([^\r\n]+)", re.MULTILINE | re.IGNORECASE)
_VCARD_WHATSAPP = re.compile(r"waid=([0-9]+)", re.IGNORECASE)


def _contacts(part: Any) -> Contents | None:
    shared = [mapping(row) for row in rows(part)]
    cards = tuple(card for card in map(_card, shared) if card.name or card.phones)
    if not cards:
        return None
    origin = next((words(row.get("origin")) for row in shared if words(row.get("origin"))), "")
    return Contents(Kind.CONTACTS, cards=cards, extra={"origin": origin} if origin else None)


def _card(row: dict[str, Any]) -> Card:
    """The WhatsApp number comes before the written one: it is complete, with its country."""
    name = mapping(row.get("name"))
    parts = (words(name.get(key)) for key in ("first_name", "middle_name", "last_name"))
    shown = words(name.get("formatted_name")) or " ".join(part for part in parts if part)
    phones = [
        identifier(mapping(phone).get("wa_id")) or identifier(mapping(phone).get("phone"))
        for phone in rows(row.get("phones"))
    ]
    known = [phone for phone in phones if phone] or _phones_on_vcard(words(row.get("vcard")))
    return Card(shown, tuple(dict.fromkeys(known)))


def _phones_on_vcard(vcard: str) -> list[str]:
    found = []
    for options, written in _VCARD_PHONE.findall(vcard):
        whatsapp = _VCARD_WHATSAPP.search(options)
        found.append(whatsapp.group(1) if whatsapp else written.strip())
    return found


def _interactive(part: Any) -> Contents | None:
    answer = mapping(part)
    named = identifier(answer.get("type")) or next((name for name in _ANSWERS if name in answer), "")
    detail = answer.get(named)
    reader = _ANSWERS.get(named)
    return reader(detail) if reader and isinstance(detail, dict) else None


def _tap(kind: Kind) -> Callable[[dict[str, Any]], Contents | None]:
    def read(reply: dict[str, Any]) -> Contents | None:
        text, choice = words(reply.get("title")), identifier(reply.get("id"))
        description = words(reply.get("description"))
        if choice is None and not text:
            return None
        return Contents(kind, text, choice, extra={"description": description} if description else None)

    return read


def _form(reply: dict[str, Any]) -> Contents:
    """`choice` is the token our own form carried; the answers come as JSON inside JSON."""
    try:
        given = clean(json.loads(words(reply.get("response_json"))))
    except (ValueError, RecursionError):
        given = None
    answers = dict(given) if isinstance(given, dict) else {}
    token = identifier(answers.pop("flow_token", None))
    extra: dict[str, object] = {"name": words(reply.get("name")), "answers": answers}
    if given is None and reply.get("response_json"):
        extra["unread_answers"] = reply["response_json"]
    return Contents(Kind.FORM, words(reply.get("body")), token, extra=extra)


def _template_button(part: Any) -> Contents | None:
    button = mapping(part)
    text, choice = words(button.get("text")), identifier(button.get("payload"))
    return Contents(Kind.TEMPLATE_BUTTON, text, choice) if text or choice else None


def _reaction(part: Any) -> Contents | None:
    target = identifier(mapping(part).get("message_id"))
    return Contents(Kind.REACTION, words(mapping(part).get("emoji")), target=target) if target else None


def _edit(part: Any) -> Contents | None:
    target = identifier(mapping(part).get("original_message_id"))
    if target is None:
        return None
    new = mapping(mapping(part).get("message"))
    named = identifier(new.get("type")) or next((name for name in _READERS if name in new), "")
    detail = mapping(new.get(named))
    return Contents(Kind.EDIT, words(detail.get("body")) or words(detail.get("caption")), target=target)


def _revoke(part: Any) -> Contents | None:
    target = identifier(mapping(part).get("original_message_id"))
    return Contents(Kind.DELETION, target=target) if target else None


def _order(part: Any) -> Contents | None:
    order = mapping(part)
    items = [_order_line(mapping(row)) for row in rows(order.get("product_items"))]
    if not items:
        return None
    return Contents(
        Kind.ORDER,
        words(order.get("text")),
        extra={"catalog": words(order.get("catalog_id")), "items": items},
    )


def _order_line(row: dict[str, Any]) -> dict[str, object]:
    """The price is what the guest's phone claims; it is kept to be shown, never to be charged."""
    return {
        "product": identifier(row.get("product_retailer_id")),
        "quantity": whole(row.get("quantity")),
        "claimed_price": number(row.get("item_price")),
        "currency": words(row.get("currency")),
    }


_ANSWERS: dict[str, Callable[[dict[str, Any]], Contents | None]] = {
    "button_reply": _tap(Kind.BUTTON),
    "list_reply": _tap(Kind.LIST_CHOICE),
    "nfm_reply": _form,
}

_READERS: dict[str, Callable[[Any], Contents | None]] = {
    "text": _text,
    "audio": _media(Kind.AUDIO),
    "image": _media(Kind.IMAGE),
    "video": _media(Kind.VIDEO),
    "document": _media(Kind.DOCUMENT),
    "sticker": _media(Kind.STICKER),
    "location": _location,
    "contacts": _contacts,
    "interactive": _interactive,
    "button": _template_button,
    "reaction": _reaction,
    "edit": _edit,
    "revoke": _revoke,
    "order": _order,
}
