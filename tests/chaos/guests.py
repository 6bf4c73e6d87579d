"""Guests who ask things the house can answer, each of them a little differently every time."""

from __future__ import annotations

import itertools
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from core.local.phone.client import PhoneClient

# Identical words four times over look like a machine to the house, and it repeats no answer for long either.
_QUESTIONS = (
    "¿Dónde están? ({n})",
    "¿A qué hora es el check in? ({n})",
    "¿Hay wifi? ({n})",
    "¿Tienen estacionamiento? ({n})",
    "¿Aceptan mascotas? ({n})",
    "¿Tienen pileta? ({n})",
)


def question(number: int) -> str:
    return _QUESTIONS[number % len(_QUESTIONS)].format(n=number)


class Crowd:
    """Many guests on one phone, nobody of whom was here before; each speaks as a person would."""

    _born = itertools.count()

    def __init__(self, phone: PhoneClient, guests: int) -> None:
        self._phone = phone
        self.said: dict[str, list[str]] = {}
        self._lock = threading.Lock()
        with ThreadPoolExecutor(4) as pool:
            self.ids = list(pool.map(self._make, itertools.islice(self._born, guests)))

    def _make(self, number: int) -> str:
        return self._phone.guest(_letters(number), "AR").id

    def speak(self, guest_id: str) -> str:
        """The next question of one guest; answers the id the channel gave it."""
        with self._lock:
            before = self.said.setdefault(guest_id, [])
            words = question(len(before))
            before.append("")
            place = len(before) - 1
        answer = self._phone.http.post(f"/lab/guests/{guest_id}/say", json={"text": words})
        wamid = str(answer.raise_for_status().json()["id"])
        self.said[guest_id][place] = wamid
        return wamid

    def all_speak(self, messages: int, seconds: float, seed: int) -> None:
        """So many messages from everybody, in random turns, spread over so many seconds."""
        dice = random.Random(seed)
        order = [self.ids[number % len(self.ids)] for number in range(messages)]
        dice.shuffle(order)
        began = time.monotonic()
        for number, guest_id in enumerate(order):
            wait = began + number * seconds / messages - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            self.speak(guest_id)

    @property
    def wamids(self) -> list[str]:
        return [wamid for said in self.said.values() for wamid in said]


def _letters(number: int) -> str:
    """A name made of letters, since the house greets by name only what looks like one."""
    letters = (number // 676, number // 26, number)
    return "Ana" + "".join(chr(97 + letter % 26) for letter in letters)
