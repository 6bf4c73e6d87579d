"""The messages on the guests' phones: bounded per chat, found by their wamid."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

RANK = {"accepted": 0, "sent": 1, "delivered": 2, "read": 3, "played": 4, "failed": 9}


@dataclass(slots=True)
class Message:
    """One bubble. `content` is what lies under the type's own key on the wire."""

    id: str
    guest_id: str
    number_id: str
    from_guest: bool
    kind: str
    content: Any
    at: float
    status: str = "accepted"
    quoted: str | None = None
    callback: str | None = None
    to_user_id: bool = False
    category: str = "service"
    guest_reaction: str = ""
    hotel_reaction: str = ""
    edited: bool = False
    deleted: bool = False
    echo: bool = False
    failure: str = ""
    shown: dict[str, Any] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


class Chats:
    """One chat per guest and hotel number; the oldest bubbles and the quietest chats fall away."""

    def __init__(self, per_chat: int = 300, in_all: int = 60_000) -> None:
        self._per_chat = per_chat
        self._in_all = in_all
        self._chats: OrderedDict[tuple[str, str], list[Message]] = OrderedDict()
        self._by_id: dict[str, Message] = {}

    def add(self, message: Message) -> None:
        key = (message.guest_id, message.number_id)
        chat = self._chats.setdefault(key, [])
        self._chats.move_to_end(key)
        chat.append(message)
        self._by_id[message.id] = message
        if len(chat) > self._per_chat:
            self._forget(chat, max(1, self._per_chat // 10))
        while len(self._by_id) > self._in_all:
            _, quietest = self._chats.popitem(last=False)
            self._forget(quietest, len(quietest))

    def get(self, message_id: str) -> Message | None:
        return self._by_id.get(message_id)

    def between(self, guest_id: str, number_id: str) -> list[Message]:
        return self._chats.get((guest_id, number_id), [])

    def all(self) -> list[Message]:
        return list(self._by_id.values())

    def of_guest(self, guest_id: str) -> list[Message]:
        return [message for (owner, _), chat in self._chats.items() if owner == guest_id for message in chat]

    def busiest_guests(self, most: int) -> list[str]:
        """Guests by their latest message, newest first."""
        order: dict[str, None] = {}
        for guest_id, _ in reversed(self._chats):
            order[guest_id] = None
            if len(order) >= most:
                break
        return list(order)

    def clear(self) -> None:
        self._chats.clear()
        self._by_id.clear()

    def _forget(self, chat: list[Message], count: int) -> None:
        for message in chat[:count]:
            self._by_id.pop(message.id, None)
        del chat[:count]
