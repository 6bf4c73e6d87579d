"""What people bring along themselves: "we bring our own travel cot" wants none of the house's."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise

_BRINGS: Final = (
    r"(?:bring(?:ing)?|have|got|taking|traemos|llevamos|traigo|llevo|tenemos|tengo|trazemos|levamos|trago|levo|temos"
    r"|tenho|vamos (?:a )?(?:llevar|traer|levar|trazer)|voy a llevar|vou levar)"
)
_OWN: Final = re.compile(
    rf"\b{_BRINGS}\b(?! (?:you|ustedes|voces|any)\b)[^.!?,;]{{0,20}}\b(?:own|propi[oa]|propri[oa]|travel|portable"
    r"|de viaje|portatil|practicuna|practi cuna|nuestr[oa]|noss[oa]|our|mi|minha|meu|my)\b"
)


def brings_their_own(text: str) -> bool:
    return _OWN.search(normalise(text)) is not None
