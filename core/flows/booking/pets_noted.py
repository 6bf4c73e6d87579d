"""What stands on a booking of a pet that comes along, in the guest's own words."""

from __future__ import annotations

from typing import Final

from core.flows.understand.pets import brings_a_pet, leaves_the_pet
from core.services.scenes import Scene

_LATELY: Final = 12
_MOST_LETTERS: Final = 160


def note(scene: Scene) -> str:
    """Told before the booking was made."""
    lately = [
        words for words in scene.memory.recent[-_LATELY:] if brings_a_pet(words) or leaves_the_pet(words)
    ]
    return line(scene, lately[-1]) if lately and not leaves_the_pet(lately[-1]) else ""


def line(scene: Scene, words: str, key: str = "pet_note") -> str:
    told = " ".join(words.split())[:_MOST_LETTERS]
    return scene.voice.say(scene.hotel.language, f"booking.{key}", words=told)


def mark(scene: Scene) -> str:
    """By which such a line is known again among other notes."""
    return scene.voice.say(scene.hotel.language, "booking.pet_note", words="").strip()
