"""Who leaves to look for another place: "busco en otro lado", "I'll look elsewhere", "vou procurar outro lugar"."""

from __future__ import annotations

from typing import Final

from core.flows.understand.text import fold
from core.flows.understand.watching import Seldom

_OTHER_PLACE: Final = (
    r"(?:(?:en|in|at|em|por|a|por ai) )?(?:(?:algun|some|algum) )?(?:(?:otr[oa]|another|outr[oa]|other)"
    r" (?:lad[oa]|lugar|hotel|posada|pousada|hospedaje|alojamiento|place|hostel|parte|opcao|canto)"
    r"|elsewhere|somewhere else|someplace else|alguna otra parte)"
)
_LOOKS_ELSEWHERE: Final = Seldom(
    r"\b(?:(?:voy a|vamos a|vou|vamos|i'?ll|we'?ll|i will|we will|i'?m going to|we'?re going to|let me|prefiero"
    r"|prefiro|mejor|melhor|tendre que|vou ter que|i'?ll have to|we'?ll have to|i guess i'?ll|sigo|seguimos|seguire)"
    r" )?(?:busc(?:o|amos|ar|are|aremos|ando)|procur(?:o|amos|ar|arei)|ver|veo|vemos|look(?: for)?|try|find"
    r"|search(?: for)?|go|book|reserv(?:o|ar|amos)|ach(?:o|ar)|consigo|conseguir|prob(?:ar|amos|o)|tentar|tento)"
    rf" {_OTHER_PLACE}(?= *(?:$|[,.!]|ent(?:onces|ao)|then|igual|nomas|gracias|thanks|obrigad|mesmo|valeu|cheers))"
)


def looks_elsewhere(text: str) -> bool:
    return "?" not in text and _LOOKS_ELSEWHERE.search(fold(text.lower())) is not None
