"""Who wants nothing booked: "no quiero reservar nada", "don't book it", "não reserva ainda"."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise

_SENTENCES: Final = re.compile(r"[.,;:!?\n]+")
_LEAD: Final = (
    r"(?:(?:no|nao|nop|nope|bueno|ok|okay|che|ah|uh|pero|but|mas|y|e|and|perdon|sorry|desculpa|gracias|thanks|hola|hi"
    r"|oi|mejor|melhor|al final|no final|por favor|please|yo|eu|i|we|i'?m|we'?re|ya|todavia|ainda|por ahora|actually|so"
    r"|entonces|entao|pues|pq|es que|que|posta|te dije que|ya te dije que|i said|eu disse que) )*"
)
_NOT: Final = r"(?:no|nao|don'?t|do not|not|never|nunca)"
_WANT: Final = (
    r"(?:(?:me|nos|te|la|lo|las|los|le|les|a|o|us|quiero|queremos|querida?|quisiera|quero|queria|voy a|vamos a"
    r"|vou|vamos|deseo|pienso|necesito|necesitamos|preciso|pretendo|iba a|want to|wanna|need to|going to|wish to"
    r"|mean to|have to|estoy|estamos|looking to|trying to|vayas a|vayan a|go|you) )*"
)
_BOOK: Final = (
    r"(?:reserv\w+|book\w*|agend\w+|confirm\w*|guard(?:ar?|es?|en|arl?[oa]|arme|[eo]s)|segur(?:ar?|e|em|es)|hold(?:ing)?|tomarl[oa]"
    r"|take it|take that|hac(?:er|erla|ernos) (?:la|una|ninguna) reserva|fazer (?:a|uma|nenhuma) reserva"
    r"|make (?:a|any|the) (?:booking|reservation)|hagas (?:la|ninguna) reserva|fech(?:ar|a|e))"
)
_OF_IT: Final = (
    r"(?: (?:nada|nao|no|todavia|aun|ainda|yet|anything|any|it|that|this|la|las|lo|a|o|una?|uma?|ninguna?|nenhuma?"
    r"|habitacion|pieza|cuarto|quarto|room|por|ahora|hoy|agora|hoje|now|gracias|thanks|obrigad[oa]|esa|eso|esta|essa|isso|esse"
    r"|for|me|us|pra|mim|gente|che|nomas|please|favor|right|just|con|vos|ustedes|voces|with|you|mas|more|mais))*"
)
_REFUSES: Final = re.compile(rf"{_LEAD}{_NOT} {_WANT}{_BOOK}{_OF_IT}")
_NOT_YET: Final = re.compile(
    r"\b(?:todavia|aun|ainda|yet|por ahora|por enquanto|for now|right now|just now|now|ahora|hoy|agora|hoje)\b"
)


def refuses_to_book(text: str) -> bool:
    """A sentence that says so and nothing else; "no, quiero reservar" answers something else and books."""
    return any(
        _REFUSES.fullmatch(" ".join(one.split())) is not None for one in _SENTENCES.split(normalise(text))
    )


def refuses_for_now(text: str) -> bool:
    return refuses_to_book(text) and _NOT_YET.search(normalise(text)) is not None
