"""It is the room that is to be another one, and nothing else: "la habitación quiero cambiar, no las fechas"."""

from __future__ import annotations

import re
from typing import Final

_ROOM: Final = r"(?:habitacion|cuarto|pieza|room|quarto)"
_CHANGES: Final = r"(?:cambi(?:ar|arme|arnos|ame|enme|o)|change|switch|swap|trocar|mudar)"
_WHOSE: Final = r"(?: (?:de|a|la|el|the|my|our|mi|nuestra|o|meu|nosso|solo|sola|only|just))*"
_SAID: Final = re.compile(
    rf"\b(?:la|el|the|o|de) {_ROOM} (?:es (?:lo|la|el) que )?(?:quiero|queremos|quisiera|necesito|quero) {_CHANGES}\b"
    rf"|\b{_CHANGES}{_WHOSE} {_ROOM}\b(?! (?:por|for|to|a|pel[ao])\b)"
)


def names_the_room(plain: str) -> bool:
    return _SAID.search(plain) is not None
