"""More of something left behind: where it lay, what it looks like, when they left, in whose name they stayed."""

from __future__ import annotations

from typing import Final

from core.flows.understand.text import normalise
from core.flows.understand.watching import Seldom

_WHERE: Final = (
    r"(?:habitacion|cuarto|pieza|cabana|quarto|chale|apartamento|room|cabin|hab)\b(?! (?:para|for|pra)\b)"
    r"|(?:debajo|abajo|arriba|dentro|adentro|detras|atras|embaixo|encima|em cima|under|underneath|behind|inside|on top)"
    r" (?:del?|d[oa]|of|the)\b"
    r"|(?:en|in|on|no|na|over) (?:el |la |the )?(?:ropero|placard|armario|guarda ?roupa|wardrobe|closet|cajon|gaveta"
    r"|drawer|bano|banheiro|bathroom|cama|bed|mesita|comedor|dining room|desayunador|pileta|piscina|pool|recepcion"
    r"|sillon|sofa|patio|parque|jardin|jardim|garden|percha|hook)\b"
)
_LOOKS: Final = (
    r"(?:azul|azules|negr[oa]s?|pret[oa]s?|blanc[oa]s?|branc[oa]s?|roj[oa]s?|vermelh[oa]s?|verdes?|gris|cinza|marron|marrom"
    r"|amarill[oa]s?|amarel[oa]s?|beige|bege|rosad[oa]s?|black|white|red|blue|green|gr[ea]y|brown|yellow|pink|leather"
    r"|cuero|couro|lana|wool|talle|tamanho|size|marca|brand|samsung|apple|iphone|kindle)\b"
)
_LEFT: Final = (
    r"(?:sali(?:mos)?|me fui|nos fuimos|sai(?:mos)?|fui embora|fomos embora|checked out|check ?out|we left|i left"
    r"|estuv(?:e|imos)|fiquei|ficamos|estive|estivemos|hospedad[oa]s?|stayed|staying until|we were (?:there|in))\b"
)
_WHOSE: Final = (
    r"(?:a nombre del?|al nombre|no nome d[eoa]|em nome d[eoa]|in (?:the|my|his|her|our) name|under (?:the name|my|the)"
    r"|booked under|la reserva (?:era|estaba)|reserva (?:era|estava|tava)|booking was)\b"
)
_TOLD: Final = Seldom(rf"\b(?:{_WHERE}|{_LOOKS}|{_LEFT}|{_WHOSE})")
# A room that is asked for is another matter.
_WANTS_A_ROOM: Final = Seldom(
    r"\b(?:quier[oa]|queremos|quisiera|quero|queria|gostaria|want|would like|looking for|busco|procuro|necesito|preciso"
    r"|need|reserv(?:ar|o|amos)|book (?:a|another|us)|hay lugar|tem vaga|available|disponib\w+|disponiv\w+"
    r"|somos|seremos|adult\w*|(?:para|pra|for) (?:\d|dos|tres|dois|duas|two|three|the two)"
    r"|otra habitacion|outro quarto|another room)\b"
)


def is_told(text: str) -> bool:
    plain = normalise(text)
    return "?" not in plain and _TOLD.search(plain) is not None and _WANTS_A_ROOM.search(plain) is None
