"""A question of theirs waved aside: "no me contestaste, dejá", "deixa pra lá", "never mind". Nothing is given up."""

from __future__ import annotations

from typing import Final

from core.flows.understand.answers.questions import asks
from core.flows.understand.text import fold
from core.flows.understand.watching import Seldom

_DROPS: Final = Seldom(
    r"\b(?:deixa|deixe)(?: (?:isso|essa|esse|quieto))? (?:pra|para) la\b|\bdeixa(?: quieto| isso)\b|\b(?:nao"
    r"|no) importa\b"
    r"|\b(?:deix[ae]|dej(?:a|e|alo|ala|elo|emoslo))(?: (?:nomas|ahi|asi|no mas|no importa))?(?= *(?:$|[,.!]))"
    r"|\b(?:never ?mind|nvm|forget (?:it|i asked)|doesn'?t matter|don'?t worry about it|leave it(?= *(?:$|[,.!])))"
    r"|\b(?:olvid(?:a|e)(?:te|lo|se)|esquec[ea])(?= *(?:$|[,.!]| isso| de eso))"
)
_UNANSWERED: Final = Seldom(
    r"\b(?:no|nao|nunca|never|not|didn'?t|haven'?t|nobody|nadie|ninguem)\b(?: [a-z]+){0,3}? "
    r"(?:respond\w+|contest\w+|dij\w+|disse\w*|fal(?:ou|aram)|answer\w*|said|say|told|tell|repl\w+)\b"
    r"|\b(?:pregunt(?:e|aba)|perguntei|i asked|era (?:una|uma|es[st]?a la|essa a) p[er]+gunta|just asking|only asking"
    r"|so perguntei|solo pregunt\w+)\b"
)
_OF_THE_BOOKING: Final = Seldom(
    r"\b(?:reservas?|booking|reservation|cancel\w*|anul\w*|habitacion|quarto|room|cabana|cabin|no (?:la "
    r"|lo )?(?:quiero"
    r"|voy|vamos|vou)|nao quero|don'?t want|hold|guard\w+)\b"
)


def is_waved_aside(text: str, before: str) -> bool:
    """The question stands in the message itself, or was the last that they said."""
    plain = fold(text)
    if _DROPS.search(plain) is None or _OF_THE_BOOKING.search(plain) is not None:
        return False
    return _UNANSWERED.search(plain) is not None or asks(before)
