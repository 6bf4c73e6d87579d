"""Turns one kept envelope into words of the domain. What cannot be understood is told, not raised."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from core.adapters.channels.whatsapp.envelopes import fingerprint
from core.adapters.channels.whatsapp.inbound import contents_of
from core.adapters.channels.whatsapp.notices import notice_of
from core.adapters.channels.whatsapp.parsing import clean, parse, parse_leniently
from core.adapters.channels.whatsapp.people import is_known, person, receiver_of, recipient_of, sender_of
from core.adapters.channels.whatsapp.tolerant import identifier, mapping, moment, optional, rows, whole, words
from core.domain.messages import (
    Arrival,
    Channel,
    ChannelNotice,
    Delivery,
    Echo,
    IdentityChange,
    Incoming,
    Sender,
    StatusUpdate,
    Trouble,
    Unreadable,
)


def read(envelope_kind: str, body: bytes) -> Arrival:
    reader = _READERS.get(envelope_kind)
    if reader is None:
        return Unreadable(f"nothing here reads a {envelope_kind!r}")
    try:
        letter = _open(body)
    except (ValueError, RecursionError) as problem:
        return Unreadable(f"not JSON: {problem}"[:300])
    if not isinstance(letter, dict):
        return Unreadable("not a JSON object")
    try:
        return reader(letter, body)
    except Exception as problem:  # noqa: BLE001 - a shape never seen must not stop its lane
        return Unreadable(f"{type(problem).__name__}: {problem}"[:300])


def _open(body: bytes) -> Any:
    try:
        return clean(parse(body))
    except (ValueError, RecursionError):
        return clean(parse_leniently(body))


def _account(letter: dict[str, Any]) -> str:
    return identifier(mapping(letter.get("metadata")).get("phone_number_id")) or ""


def _when(item: dict[str, Any]) -> datetime:
    return moment(item.get("timestamp")) or datetime.now(UTC)


def _incoming(letter: dict[str, Any], message: dict[str, Any], sender: Sender, body: bytes) -> Incoming:
    found = contents_of(message)
    context = mapping(message.get("context"))
    return Incoming(
        id=identifier(message.get("id")) or fingerprint(body),
        channel=Channel.WHATSAPP,
        account=_account(letter),
        sender=sender,
        at=_when(message),
        kind=found.kind,
        text=found.text,
        choice=found.choice,
        quotes=identifier(context.get("id")),
        target=found.target,
        media=found.media,
        place=found.place,
        cards=found.cards,
        forwarded=context.get("forwarded") is True or context.get("frequently_forwarded") is True,
        extra={**_beside(letter, message, context), **(found.extra or {})},
    )


def _beside(letter: dict[str, Any], message: dict[str, Any], context: dict[str, Any]) -> dict[str, object]:
    """What came along and belongs to no type: the advert that was tapped, the group, the channel's errors."""
    offered = {
        "referral": message.get("referral"),
        "product": context.get("referred_product"),
        "group": message.get("group_id"),
        "errors": letter.get("errors"),
    }
    return {name: value for name, value in offered.items() if value}


def _message(letter: dict[str, Any], body: bytes) -> Arrival:
    message = mapping(letter.get("message"))
    if message.get("type") == "system":
        return _identity(letter, body)
    sender = sender_of(message, mapping(letter.get("contact")))
    if not is_known(sender):
        return Unreadable("a message from nobody")
    return _incoming(letter, message, sender, body)


def _echo(letter: dict[str, Any], body: bytes) -> Arrival:
    message = mapping(letter.get("message"))
    to = receiver_of(message, mapping(letter.get("contact")))
    if not is_known(to):
        return Unreadable("an echo to nobody")
    author = person((message.get("from"), message.get("from_user_id")), (), {})
    return Echo(_incoming(letter, message, author, body), to)


_CHANGES = frozenset({"user_changed_number", "customer_changed_number", "user_changed_user_id"})


def _identity(letter: dict[str, Any], body: bytes) -> Arrival:
    message, card = mapping(letter.get("message")), mapping(letter.get("contact"))
    system = mapping(message.get("system"))
    topic = identifier(system.get("type")) or "system"
    known = sender_of(message, card)
    event = identifier(message.get("id")) or fingerprint(body)
    old_id, new_id = identifier(system.get("previous_user_id")), identifier(system.get("user_id"))
    before = person(
        (known.phone, system.get("customer"), old_id, known.bsuid if known.bsuid != new_id else None), (), {}
    )
    after = person(
        (system.get("wa_id"), system.get("new_wa_id"), new_id, known.phone),
        (known.parent_bsuid,),
        card,
    )
    if topic not in _CHANGES or not is_known(before) or not is_known(after):
        facts: dict[str, object] = {"sender": {"phone": known.phone, "bsuid": known.bsuid}, "system": system}
        return ChannelNotice(event, Channel.WHATSAPP, _account(letter), topic, facts)
    return IdentityChange(event, Channel.WHATSAPP, _account(letter), before, after, _when(message))


def _status(letter: dict[str, Any], body: bytes) -> Arrival:
    status = mapping(letter.get("status"))
    message_id, state = identifier(status.get("id")), identifier(status.get("status"))
    if message_id is None or state is None:
        return Unreadable("a status of nothing")
    if state not in _STATES:
        facts: dict[str, object] = {"status": status}
        return ChannelNotice(fingerprint(body), Channel.WHATSAPP, _account(letter), "unknown_status", facts)
    pricing = mapping(status.get("pricing"))
    billable = pricing.get("billable")
    return StatusUpdate(
        message_id=message_id,
        channel=Channel.WHATSAPP,
        account=_account(letter),
        state=Delivery(state),
        at=_when(status),
        echo=optional(status.get("biz_opaque_callback_data")),
        recipient=recipient_of(status, mapping(letter.get("contact"))),
        troubles=tuple(_trouble(mapping(error)) for error in rows(status.get("errors"))),
        category=optional(pricing.get("category")),
        billable=billable if isinstance(billable, bool) else None,
    )


_STATES = frozenset({"sent", "delivered", "read", "played", "failed"})


def _trouble(error: dict[str, Any]) -> Trouble:
    code = whole(error.get("code"))
    title = words(error.get("title")) or words(error.get("message"))
    detail = words(mapping(error.get("error_data")).get("details")) or words(error.get("message"))
    return Trouble(-1 if code is None else code, title, detail)


def _notice(letter: dict[str, Any], body: bytes) -> Arrival:
    return notice_of(letter, _account(letter) or None, fingerprint(body, "notice"))


def _unreadable(letter: dict[str, Any], body: bytes) -> Arrival:
    return Unreadable(f"no message, status or notice in {sorted(letter)[:8]}"[:300])


_READERS = {
    "message": _message,
    "status": _status,
    "echo": _echo,
    "identity": _identity,
    "notice": _notice,
    "unreadable": _unreadable,
}
