"""Reads the body of `POST /{number}/messages` strictly and says what it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.local.phone.checks import link, needed, needed_words, one_of, only, rows, thing, words
from core.local.phone.problems import GraphProblem
from core.local.phone.validation_interactive import check_interactive

_COMMON = {
    "messaging_product",
    "recipient_type",
    "to",
    "recipient",
    "type",
    "context",
    "biz_opaque_callback_data",
    "recipient_identity_key_hash",
}
USER_ID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")
_NUMBER = re.compile(r"\+?[\d\s().-]{5,24}")
_NAME_PARTS = ("first_name", "last_name", "middle_name", "suffix", "prefix")


@dataclass(slots=True)
class Outgoing:
    """A message a hotel wants to send, after its form was found good."""

    kind: str
    content: Any
    to: str | None
    recipient: str | None
    quoted: str | None
    callback: str | None
    identity_key_hash: str | None

    @property
    def digits(self) -> str:
        return re.sub(r"\D", "", self.to or "")


@dataclass(slots=True)
class ReadReceipt:
    """The blue ticks, and perhaps the three dots."""

    message_id: str
    typing: bool


def read_body(body: Any) -> Outgoing | ReadReceipt:
    body = thing(body, "body")
    if body.get("messaging_product") != "whatsapp":
        raise GraphProblem(100, "The parameter messaging_product is required and must be 'whatsapp'.")
    if "status" in body:
        return _read_receipt(body)
    kind = one_of(body.get("type", "text"), "type", _CHECKS)
    only(body, _COMMON | {kind}, "body")
    if body.get("recipient_type", "individual") != "individual":
        raise GraphProblem(100, "Param recipient_type must be one of {individual}.")
    to, recipient = _recipient(body)
    content = needed(body, kind, "body")
    _CHECKS[kind](content)
    return Outgoing(
        kind=kind,
        content=content,
        to=to,
        recipient=recipient,
        quoted=_quoted(body),
        callback=_callback(body),
        identity_key_hash=body.get("recipient_identity_key_hash"),
    )


def _read_receipt(body: dict[str, Any]) -> ReadReceipt:
    only(body, {"messaging_product", "status", "message_id", "typing_indicator"}, "body")
    one_of(body["status"], "status", ("read",))
    message_id = needed_words(body, "message_id", "body", 512)
    typing = body.get("typing_indicator")
    if typing is not None:
        one_of(needed(thing(typing, "typing_indicator"), "type", "typing_indicator"), "type", ("text",))
    return ReadReceipt(message_id, typing is not None)


def _recipient(body: dict[str, Any]) -> tuple[str | None, str | None]:
    """`to` wins when both are given."""
    to, recipient = body.get("to"), body.get("recipient")
    if to is not None:
        if not isinstance(to, str):
            raise GraphProblem(100, "Param to must be a string.")
        if not _NUMBER.fullmatch(to.strip()):
            raise GraphProblem(131009, f"Param to must be a phone number - got {to!r}.")
        return to, None
    if recipient is None:
        raise GraphProblem(100, "The parameter to is required.")
    if not isinstance(recipient, str) or not USER_ID.fullmatch(recipient):
        raise GraphProblem(131009, f"Param recipient must be a business-scoped user id - got {recipient!r}.")
    return None, recipient


def _quoted(body: dict[str, Any]) -> str | None:
    if "context" not in body:
        return None
    context = thing(body["context"], "context")
    only(context, {"message_id"}, "context")
    message_id = needed_words(context, "message_id", "context", 512)
    if not message_id.startswith("wamid."):
        raise GraphProblem(131009, "Param context['message_id'] is not a valid message id.")
    return message_id


def _callback(body: dict[str, Any]) -> str | None:
    value = body.get("biz_opaque_callback_data")
    return None if value is None else words(value, "biz_opaque_callback_data", 512, least=0, code=100)


def _text(content: Any) -> None:
    text = thing(content, "text")
    only(text, {"body", "preview_url"}, "text")
    words(needed(text, "body", "text"), "text['body']", 4096, code=100)
    if not isinstance(text.get("preview_url", False), bool):
        raise GraphProblem(100, "Param text['preview_url'] must be a boolean.")


def _media(kind: str, extra: tuple[str, ...]) -> Callable[[Any], None]:
    def check(content: Any) -> None:
        media = thing(content, kind)
        only(media, {"id", "link", *extra}, kind)
        if ("id" in media) == ("link" in media):
            code = 100 if "id" in media else 131008
            raise GraphProblem(code, f"Param {kind} needs exactly one of id and link.")
        if "id" in media:
            needed_words(media, "id", kind, 64)
        else:
            link(media["link"], f"{kind}['link']")
        if "caption" in media:
            words(media["caption"], f"{kind}['caption']", 1024, least=0)
        if "filename" in media:
            words(media["filename"], f"{kind}['filename']", 240)
        if not isinstance(media.get("voice", False), bool):
            raise GraphProblem(100, f"Param {kind}['voice'] must be a boolean.")

    return check


def _location(content: Any) -> None:
    place = thing(content, "location")
    only(place, {"latitude", "longitude", "name", "address"}, "location")
    for key, most in (("latitude", 90.0), ("longitude", 180.0)):
        value = needed(place, key, "location")
        try:
            degrees = float(value)
        except (TypeError, ValueError):
            raise GraphProblem(100, f"Param location['{key}'] must be a number.") from None
        if not -most <= degrees <= most:
            raise GraphProblem(131009, f"Param location['{key}'] is out of range.")
    for key in ("name", "address"):
        if key in place:
            words(place[key], f"location['{key}']", 1000, least=0)


def _contacts(content: Any) -> None:
    for index, item in enumerate(rows(content, "contacts", 257)):
        where = f"contacts[{index}]"
        name = thing(needed(thing(item, where), "name", where), f"{where}['name']")
        needed_words(name, "formatted_name", f"{where}['name']", 1000)
        if not any(name.get(part) for part in _NAME_PARTS):
            raise GraphProblem(
                131009, f"{where}['name'] needs formatted_name and at least one more name part."
            )
        for phone in rows(item.get("phones", []), f"{where}['phones']", 100, least=0):
            needed(thing(phone, f"{where}['phones']"), "phone", f"{where}['phones']")


def _reaction(content: Any) -> None:
    reaction = thing(content, "reaction")
    only(reaction, {"message_id", "emoji"}, "reaction")
    needed_words(reaction, "message_id", "reaction", 512)
    emoji = words(needed(reaction, "emoji", "reaction"), "reaction['emoji']", 12, least=0)
    if (
        any(sign.isalnum() and sign.isascii() for sign in emoji.replace("\ufe0f", "")[:1])
        and "\u20e3" not in emoji
    ):
        raise GraphProblem(131009, "Param reaction['emoji'] must be one emoji.")


def _template(content: Any) -> None:
    template = thing(content, "template")
    only(template, {"name", "language", "components", "namespace"}, "template")
    needed_words(template, "name", "template", 512)
    language = thing(needed(template, "language", "template"), "template['language']")
    only(language, {"code", "policy"}, "template['language']")
    needed_words(language, "code", "template['language']", 16)
    for index, part in enumerate(rows(template.get("components", []), "template['components']", 20, least=0)):
        needed(thing(part, f"components[{index}]"), "type", f"components[{index}]")


def _interactive(content: Any) -> None:
    check_interactive(content, _media("image", ()), _media("video", ()), _media("document", ("filename",)))


_CHECKS: dict[str, Callable[[Any], None]] = {
    "text": _text,
    "image": _media("image", ("caption",)),
    "audio": _media("audio", ("voice",)),
    "document": _media("document", ("caption", "filename")),
    "video": _media("video", ("caption",)),
    "sticker": _media("sticker", ()),
    "location": _location,
    "contacts": _contacts,
    "reaction": _reaction,
    "template": _template,
    "interactive": _interactive,
}
