"""Cuts one delivery into envelopes. This runs inside the webhook: fast, and it never raises."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from core.adapters.channels.whatsapp.parsing import encode, parse, parse_leniently
from core.adapters.channels.whatsapp.people import AddressBook, receiver_of, sender_of
from core.adapters.channels.whatsapp.tolerant import identifier, mapping, moment, rows
from core.domain.identities import lane_key
from core.domain.ports import Envelope

ECHOES = "smb_message_echoes"
_ACCOUNT = re.compile(rb'"phone_number_id"\s*:\s*"?([0-9]{1,32})')


def split(raw: bytes) -> list[Envelope]:
    """One envelope per message, status, echo, identity change or notice; the unreadable is kept whole."""
    for reading in (parse, parse_leniently):
        try:
            envelopes = list(_cut(reading(raw)))
        except (ValueError, RecursionError):
            continue
        if any(envelope.kind != "unreadable" for envelope in envelopes):
            return envelopes
    return [_unreadable(raw)]


def fingerprint(body: bytes, prefix: str = "raw") -> str:
    """The name of something that brought none of its own; a repeated delivery gets the same one."""
    return f"{prefix}:{hashlib.sha256(body).hexdigest()}"


def _unreadable(body: bytes) -> Envelope:
    found = _ACCOUNT.search(body)
    key = fingerprint(body)
    return Envelope(key, "unreadable", found.group(1).decode() if found else None, key, body)


def _cut(tree: Any) -> Iterator[Envelope]:
    for entry in rows(mapping(tree).get("entry")):
        changes = rows(mapping(entry).get("changes"))
        if not changes:
            yield _unreadable(encode(entry))
        for change in changes:
            if isinstance(change, dict) and isinstance(change.get("value"), dict):
                yield from _Change(entry, change).envelopes()
            else:
                yield _unreadable(encode(change))


class _Change:
    """One change of one account, and all that arrived with it."""

    def __init__(self, entry: dict[str, Any], change: dict[str, Any]) -> None:
        self._entry = entry
        self._value = change["value"]
        self._book = AddressBook(self._value.get("contacts"))
        self._metadata = mapping(self._value.get("metadata"))
        self._field = identifier(change.get("field")) or "messages"
        self._account = identifier(self._metadata.get("phone_number_id"))
        self._head = {"field": self._field, "waba": entry.get("id"), "metadata": self._metadata}
        if self._value.get("errors"):
            self._head["errors"] = self._value["errors"]

    def envelopes(self) -> Iterator[Envelope]:
        found = False
        for item, cut in self._items():
            found = True
            yield cut(item) if isinstance(item, dict) else _unreadable(encode({**self._head, "item": item}))
        if not found:
            yield self._notice()

    def _items(self) -> Iterator[tuple[Any, Any]]:
        """Only these two fields carry conversations; every other field is news about them."""
        value = self._value
        if self._field == "messages":
            for item in rows(value.get("messages")):
                yield item, self._message
            for item in rows(value.get("statuses")):
                yield item, self._status
        elif self._field == ECHOES:
            for item in rows(value.get("message_echoes")) or rows(value.get("messages")):
                yield item, self._echo

    def _message(self, message: dict[str, Any]) -> Envelope:
        card = self._book.card_for(message)
        body = encode({**self._head, "contact": card, "message": message})
        kind = "identity" if message.get("type") == "system" else "message"
        lane = f"wa:{self._account or '-'}:{lane_key(sender_of(message, card))}"
        key = identifier(message.get("id")) or fingerprint(body)
        return Envelope(key, kind, self._account, lane, body, moment(message.get("timestamp")))

    def _echo(self, message: dict[str, Any]) -> Envelope:
        """Echoes queue with what the guest wrote, so that the house sees both in the order they happened."""
        card = self._book.card_for(message)
        body = encode({**self._head, "contact": card, "message": message})
        lane = f"wa:{self._account or '-'}:{lane_key(receiver_of(message, card))}"
        key = f"echo:{identifier(message.get('id')) or fingerprint(body)}"
        return Envelope(key, "echo", self._account, lane, body, moment(message.get("timestamp")))

    def _status(self, status: dict[str, Any]) -> Envelope:
        body = encode({**self._head, "contact": self._book.card_for(status), "status": status})
        wamid, state = identifier(status.get("id")), identifier(status.get("status"))
        key = f"{wamid}:{state}" if wamid and state else fingerprint(body)
        lane = f"st:{wamid or key}"
        return Envelope(key, "status", self._account, lane, body, moment(status.get("timestamp")))

    def _notice(self) -> Envelope:
        time = self._entry.get("time")
        body = encode({**self._head, "time": time, "value": self._value})
        whose = self._account or identifier(self._entry.get("id"))
        return Envelope(fingerprint(body, "notice"), "notice", whose, f"notice:{whose}", body, moment(time))
