"""By how much a price would move is asked: "cuánto más sería?", "what's the difference?", "quanto a mais?"."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import says_any

_LOOK: Final = ("cuanto", "quanto", "how much", "diferen", "differen", "sube", "aumenta")
_BY_HOW_MUCH: Final = re.compile(
    r"\b(?:cuanto|quanto|how much) (?:es |sale |seria |me sale |fica |sai )?(?:de |a )?(?:mas|mais|more|extra)\b"
    r"|\b(?:cuanto|quanto) (?:sube|aumenta|muda|cambia)\b|\bhow much (?:does it|would it|will it) (?:go up|change)\b"
    r"|\b(?:diferencia|diferenca|difference)\b"
)


def asks_by_how_much(plain: str) -> bool:
    return says_any(plain, _LOOK) and _BY_HOW_MUCH.search(plain) is not None
