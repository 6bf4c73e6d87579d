"""Who seeks a room without stairs, or cannot climb them; whether there are any to this very room is only asked."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise

_STAIRS: Final = r"(?:escaler\w+|stairs|steps|escadas?|degraus?)"
_LOW: Final = (
    r"(?:planta baja|(?:piso|parte) de abajo|abajo|ground (?:floor|level)|downstairs|terreo|andar de baixo"
    rf"|(?:sin|without|no|sem|nao (?:tenha|tem)) (?:any |subir |que subir )?{_STAIRS})"
)
_ANY: Final = (
    r"(?:algun[ao]?s?|alguma?s?|algo|otr[ao]s?|outr[ao]s?|any(?:thing|where)?|something|another|one|una|uno|uma|um"
    r"|tienen|tenes|tendrian?|tendras|hay|habra|habria|have|got|tem|teria|ha|prefer\w*|prefier\w+|prefiro|mejor|better"
    r"|melhor|quier\w+|queremos|quisier\w+|quero|need|want|necesit\w+|precis\w+|busc\w+|procur\w+)"
)
_SOUGHT: Final = re.compile(rf"\b{_ANY}\b[^.?!\n]{{0,40}}\b{_LOW}\b|\b{_LOW}\b[^.?!\n]{{0,20}}\b{_ANY}\b")
_CANNOT: Final = re.compile(
    r"\b(?:no|nao|can'?t|cannot|can not|don'?t|doesn'?t|not able to|unable to|hard to|cuesta\w*|dificil"
    rf"|struggles? with)\b[^.?!\n]{{0,24}}\b{_STAIRS}\b"
    rf"|\b(?:upstairs|{_STAIRS}) (?:would be|is|are|seria|es|son|sao|serian) (?:too|muy|demasiad\w+|muito|a lot"
    r"|impos\w+|no good|dificil\w*)\b"
)
_OF_THIS: Final = re.compile(
    r"^(?:(?:y|e|and|ah|ok)[ ,]+)*(?:(?:esta|es|queda|is|fica|e) (?:it |esa |ese |essa |esse |ella |that )?"
    r"(?:en |on |in |no |na )?(?:la |the |o )?(?:planta baja|ground|terreo|upstairs|downstairs)"
    r"|(?:hay|tem|are there|is there|would there be|there are)(?: que subir)? (?:any )?(?:muchas? |muitas? )?"
    rf"{_STAIRS})"
)


def are_avoided(text: str) -> bool:
    """Something low is sought, or the stairs cannot be climbed."""
    plain = normalise(text).replace("¿", "").replace("¡", "")
    asks_of_this = _OF_THIS.search(plain) is not None
    return not asks_of_this and (_SOUGHT.search(plain) is not None or cannot_be_climbed(plain))


def cannot_be_climbed(text: str) -> bool:
    return _CANNOT.search(normalise(text)) is not None
