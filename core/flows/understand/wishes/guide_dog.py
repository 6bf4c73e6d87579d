"""A dog that works for whoever cannot see, hear or be alone: no pet, and no rule of pets is told of it."""

from __future__ import annotations

from typing import Final

from core.flows.understand.text import normalise
from core.flows.understand.watching import Seldom

ASKED: Final = (
    r"\b(?:perr[oa]s?|can|lazarillo|labrador[a]?|golden)(?: (?:es|son|de raza|labrador|entrenad[oa]|tipo|un|una))*"
    r" (?:guias?|lazarillos?|de (?:asistencia|servicio|apoyo|terapia|alerta))\b|\bperr[oa] lazarillo\b"
    r"|\bca(?:o|es)[ -](?:guias?|de (?:assistencia|servico|apoio))|\bcachorr[oa]s?[ -](?:guias?|de (?:assistencia"
    r"|servico|apoio))"
    r"|\b(?:guide|assistance|service|seeing eye|hearing|support|therapy) (?:dogs?|animals?)\b"
)
WRITTEN: Final = (
    r"\b(?:guias?|lazarillos?|asistencia|assistencia|(?:guide|assistance|service) (?:dogs?|animals?))\b"
)
_TOLD: Final = Seldom(ASKED)


def is_told(words: str) -> bool:
    return _TOLD.search(normalise(words)) is not None
