"""The bodies of webhooks in the v25 shape. Pure: no clock, no network."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from core.local.phone.chats import Message
from core.local.phone.guests import Guest
from core.local.phone.problems import status_errors
from core.local.phone.settings import HotelNumber

Change = tuple[str, dict[str, Any]]


def envelope(changes: list[Change]) -> bytes:
    """One body for several changes; non-ASCII leaves as \\uXXXX, which is what gets signed."""
    entries = [{"id": account_id, "changes": [change]} for account_id, change in changes]
    return json.dumps(
        {"object": "whatsapp_business_account", "entry": entries}, separators=(",", ":")
    ).encode()


def signature(secret: str, body: bytes) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def message_change(number: HotelNumber, guest: Guest, message: Message) -> Change:
    """A guest's message on its way to the hotel."""
    wire: dict[str, Any] = {}
    if guest.shows_number_to(number.number_id):
        wire["from"] = guest.wa_id
    wire |= {
        "from_user_id": guest.user_id,
        "id": message.id,
        "timestamp": str(int(message.at)),
        "type": message.kind,
        message.kind: message.content,
    }
    context = dict(message.shown.get("context", {}))
    if message.quoted:
        context = {"from": number.digits, "id": message.quoted} | context
    if context:
        wire["context"] = context
    if message.kind in ("unsupported", "unknown"):
        wire["errors"] = status_errors(131051, "Message type is currently not supported.")
    value: dict[str, Any] = _value(number)
    if message.kind != "system":
        value["contacts"] = [_contact(number, guest, with_username=True)]
    value["messages"] = [wire]
    return _change(number, "messages", value)


def status_change(
    number: HotelNumber, guest: Guest | None, message: Message, status: str, at: float, errors: list[Any]
) -> Change:
    """What became of a hotel's message."""
    wire: dict[str, Any] = {"id": message.id, "status": status, "timestamp": str(int(at))}
    if guest is None:
        wire["recipient_id"] = message.shown.get("to", "")
    else:
        if guest.shows_number_to(number.number_id):
            wire["recipient_id"] = guest.wa_id
        if status != "failed" or message.to_user_id:
            wire["recipient_user_id"] = guest.user_id
    if message.callback is not None:
        wire["biz_opaque_callback_data"] = message.callback
    if status == "sent" and message.kind != "reaction":
        wire |= _price(message, at)
    if errors:
        wire["errors"] = errors
    value: dict[str, Any] = _value(number)
    if status != "failed" and guest is not None:
        value["contacts"] = [_contact(number, guest, with_username=status != "sent")]
    value["statuses"] = [wire]
    return _change(number, "messages", value)


def echo_change(number: HotelNumber, guest: Guest, message: Message) -> Change:
    """The hotel wrote from its own phone app."""
    wire: dict[str, Any] = {"from": number.digits}
    if guest.shows_number_to(number.number_id):
        wire["to"] = guest.wa_id
    wire |= {
        "to_user_id": guest.user_id,
        "id": message.id,
        "timestamp": str(int(message.at)),
        "type": message.kind,
        message.kind: message.content,
    }
    return _change(number, "smb_message_echoes", _value(number) | {"message_echoes": [wire]})


def template_change(account_id: str, template_id: str, name: str, language: str, event: str) -> Change:
    value = {
        "event": event,
        "message_template_id": int(template_id),
        "message_template_name": name,
        "message_template_language": language,
        "reason": "NONE",
    }
    return account_id, {"field": "message_template_status_update", "value": value}


def _value(number: HotelNumber) -> dict[str, Any]:
    metadata = {"display_phone_number": number.digits, "phone_number_id": number.number_id}
    return {"messaging_product": "whatsapp", "metadata": metadata}


def _change(number: HotelNumber, field: str, value: dict[str, Any]) -> Change:
    return number.account_id, {"field": field, "value": value}


def _contact(number: HotelNumber, guest: Guest, *, with_username: bool) -> dict[str, Any]:
    profile: dict[str, Any] = {"name": guest.name}
    if guest.username and with_username:
        profile["username"] = guest.username
    contact: dict[str, Any] = {"profile": profile}
    if guest.shows_number_to(number.number_id):
        contact["wa_id"] = guest.wa_id
    contact["user_id"] = guest.user_id
    if guest.identity_key_hash:
        contact["identity_key_hash"] = guest.identity_key_hash
    return contact


def _price(message: Message, at: float) -> dict[str, Any]:
    """Since October 2026 service messages are billed per delivered message as well."""
    conversation = {
        "id": hashlib.md5(f"{message.guest_id}{message.number_id}{int(at // 86400)}".encode()).hexdigest(),
        "expiration_timestamp": str(int(at + 86_400)),
        "origin": {"type": message.category},
    }
    pricing = {"billable": True, "pricing_model": "PMP", "type": "regular", "category": message.category}
    return {"conversation": conversation, "pricing": pricing}
