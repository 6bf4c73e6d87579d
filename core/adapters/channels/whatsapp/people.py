"""Who wrote and to whom: phones, BSUIDs and usernames gathered from wherever a payload puts them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from core.adapters.channels.whatsapp.tolerant import identifier, mapping, optional, rows
from core.domain.identities import phone_key
from core.domain.messages import Sender

_PHONE = re.compile(r"\+?[0-9][0-9 ().-]{0,30}")


def _looks_like_a_phone(name: str) -> bool:
    return _PHONE.fullmatch(name) is not None


def person(names: Iterable[Any], parents: Iterable[Any], contact: dict[str, Any]) -> Sender:
    """Sorts names into phone and BSUID by their look, because either has been seen in the other's place.

    What looks like neither is kept as an id: read as a phone, its digits could be somebody else's number.
    """
    phone = bsuid = None
    for value in names:
        name = identifier(value)
        if name is None:
            continue
        if _looks_like_a_phone(name):
            phone = phone or name
        else:
            bsuid = bsuid or name
    profile = mapping(contact.get("profile"))
    parent = next((found for found in map(identifier, parents) if found), None)
    return Sender(phone, bsuid, parent, identifier(profile.get("username")), optional(profile.get("name")))


def sender_of(message: dict[str, Any], contact: dict[str, Any]) -> Sender:
    return person(
        (message.get("from"), message.get("from_user_id"), contact.get("wa_id"), contact.get("user_id")),
        (message.get("from_parent_user_id"), contact.get("parent_user_id")),
        contact,
    )


def receiver_of(message: dict[str, Any], contact: dict[str, Any]) -> Sender:
    """To whom the hotel wrote from its own phone."""
    return person(
        (message.get("to"), message.get("to_user_id"), contact.get("wa_id"), contact.get("user_id")),
        (message.get("to_parent_user_id"), contact.get("parent_user_id")),
        contact,
    )


def recipient_of(status: dict[str, Any], contact: dict[str, Any]) -> Sender:
    return person(
        (
            status.get("recipient_id"),
            status.get("recipient_user_id"),
            contact.get("wa_id"),
            contact.get("user_id"),
        ),
        (
            status.get("recipient_parent_user_id"),
            status.get("parent_recipient_user_id"),
            contact.get("parent_user_id"),
        ),
        contact,
    )


def is_known(sender: Sender) -> bool:
    return bool(sender.phone or sender.bsuid or sender.parent_bsuid or sender.username)


_NOBODY: dict[str, Any] = {}
_NAMES = ("from", "from_user_id", "to", "to_user_id", "recipient_id", "recipient_user_id")


class AddressBook:
    """The `contacts` beside a batch of messages: finds the card that belongs to each."""

    def __init__(self, contacts: Any) -> None:
        self._cards = [card for card in rows(contacts) if isinstance(card, dict)]
        self._by_name: dict[str, dict[str, Any]] = {}
        for card in self._cards:
            for name in (card.get("wa_id"), card.get("user_id")):
                key = _key(name)
                if key:
                    self._by_name.setdefault(key, card)

    def card_for(self, item: dict[str, Any]) -> dict[str, Any]:
        names = [key for key in (_key(item.get(name)) for name in _NAMES) if key]
        for key in names:
            if key in self._by_name:
                return self._by_name[key]
        if len(self._cards) == 1 and not (names and self._contradicts(names)):
            return self._cards[0]
        return _NOBODY

    def _contradicts(self, names: list[str]) -> bool:
        """True when the only card and the message both give a phone, or both an id, and they differ."""
        theirs = {key.isdigit() for key in self._by_name}
        return any(key.isdigit() in theirs for key in names)


def _key(value: Any) -> str | None:
    name = identifier(value)
    if name is None:
        return None
    return phone_key(name) if _looks_like_a_phone(name) else name
