"""Guests who tap: each walks through the house by its buttons and lists, and notes how soon the next message came.

A process of its own, with the bare API of `far_side`. Run with a JSON order on standard input.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from core.local.phone.http_line import HttpLine
from tests.load.far_side import FarSide, Order, body_with

_FIRST_WORDS = "hola"
# For whoever is asked something that no button answers.
_WORDS = "del 12 al 14 de marzo, somos 2"
_TAPS_EACH = 10
# People look at what came before they tap; what follows a message within this time belongs to it.
_LOOKS_SECONDS = 0.6
_PATIENCE_SECONDS = 10.0
# Whoever asks for a person waits for one, and nobody is at this desk.
_NOT_TAPPED = frozenset({"v1:menu:person"})


@dataclass
class Told:
    """What a guest was sent since they last did something."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    first_at: float = 0.0
    came: asyncio.Event = field(default_factory=asyncio.Event)


class TappingGuests(FarSide):
    def __init__(self, order: Order) -> None:
        super().__init__(order)
        self._told: dict[str, Told] = {}
        self._taps: list[float] = []
        self._tapped: Counter[str] = Counter()
        self._unanswered: list[str] = []
        self._dice = random.Random(11)

    async def run(self) -> dict[str, Any]:
        for _ in range(self.order.guests):
            self._free.put_nowait(HttpLine(self.order.webhook))
        server = await self.listen()
        ends = time.perf_counter() + self.order.seconds
        await asyncio.gather(*(self._keep_walking(place, ends) for place in range(self.order.guests)))
        server.close()
        return {"taps": self._taps, "tapped": self._tapped, "unanswered": self._unanswered}

    def took(self, to: str, asked: dict[str, Any]) -> str:
        self._serial += 1
        told = self._told.get(to)
        if told is not None:
            if not told.messages:
                told.first_at = time.perf_counter()
            told.messages.append(asked)
            told.came.set()
        return f"wamid.far{self._name}.{self._serial}"

    async def _keep_walking(self, place: int, ends: float) -> None:
        walks = 0
        await asyncio.sleep(self._dice.random() * 2 * _LOOKS_SECONDS)
        while time.perf_counter() < ends:
            await self._walk(f"54911{7_000_0000 + walks * self.order.guests + place}", ends)
            walks += 1

    async def _walk(self, guest: str, ends: float) -> None:
        """From the first words to wherever the buttons lead."""
        told = await self._say(guest, _words(_FIRST_WORDS))
        for _ in range(_TAPS_EACH):
            if time.perf_counter() > ends:
                return
            offered = [one for message in told.messages for one in _choices(message)]
            if not offered:
                told = await self._say(guest, _words(_WORDS))
                continue
            choice, title, kind = self._dice.choice(offered)
            began = time.perf_counter()
            reply = {"type": kind, kind: {"id": choice, "title": title}}
            told = await self._say(guest, {"type": "interactive", "interactive": reply})
            self._tapped[":".join(choice.split(":")[1:3])] += 1
            if not told.messages:
                self._unanswered.append(choice)
                return
            self._taps.append(told.first_at - began)

    async def _say(self, guest: str, part: dict[str, Any]) -> Told:
        """Waits for an answer, and looks at it for a moment."""
        told = self._told[guest] = Told()
        self._serial += 1
        await self._post(body_with(guest, f"wamid.in{self._name}.{self._serial}", part), None)
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await told.came.wait()
        except TimeoutError:
            return told
        await asyncio.sleep(_LOOKS_SECONDS * (1 + self._dice.random()))
        return told


def _words(said: str) -> dict[str, Any]:
    return {"type": "text", "text": {"body": said}}


def _choices(message: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What can be tapped: its id, its title, and how the channel calls such a tap."""
    action = message.get("interactive", {}).get("action", {})
    buttons = [
        (one["reply"]["id"], one["reply"]["title"], "button_reply") for one in action.get("buttons", [])
    ]
    rows = [
        (row["id"], row["title"], "list_reply")
        for section in action.get("sections", [])
        for row in section["rows"]
    ]
    return [one for one in buttons + rows if one[0] not in _NOT_TAPPED]


def main() -> None:
    order = Order(**json.load(sys.stdin))
    json.dump(asyncio.run(TappingGuests(order).run()), sys.stdout)


if __name__ == "__main__":
    main()
