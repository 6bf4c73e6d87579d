"""In whose name the paper is to be: "and the invoice? I need it in the name of Sur SA" told in one breath.

The name is the paper's, and neither the one of the booking nor the one that the payment comes in.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import fold, says_any

_LOOK: Final = ("factura", "invoice", "nota fiscal", "fatura", "boleta")
_PAPER: Final = r"(?:factura(?: [abc])?|invoice|nota fiscal|fatura|boleta)"
_POLITE: Final = r"(?:(?:please|pls|por favor|porfa|and|y|e|pero|but|mas|que|si|sim|yes)[ ,]+)*"
_IT_SHALL_BE: Final = (
    r"(?:(?:i|we) (?:need|want|would like|will need|must have)(?: it| one)?|(?:i|we)'d like (?:it|one)|make it|put it"
    r"|it (?:should be|must be|has to be|needs to be|goes|is)|can (?:it|you make it|you put it) (?:be )?"
    r"|(?:la|lo) (?:necesito|necesitamos|quiero|queremos|preciso|quisiera)|(?:hace|haga|haz|hagan|pone|ponga"
    r"|pon)(?:n?la|lo)?"
    r"|(?:que )?(?:sea|salga|vaya)|va|tiene que (?:ir|salir|ser|estar)|preciso(?: dela)?|precisamos|quero(?: ela)?"
    r"|(?:pode|tem que) (?:fazer|ser|sair|vir)|coloca)"
)
_NAMED: Final = (
    r"(?=(?: out)? (?:a nombre de|al nombre de|in the name of|under the name|made out to|out to|em nome d"
    r"|no nome d) ?)"
)
_APART: Final = re.compile(
    rf"(?P<paper>\b{_PAPER}(?: (?:please|pls|por favor|porfa))?) ?[?.!,;:-]+ *{_POLITE}{_IT_SHALL_BE}{_NAMED}"
)
_MADE_OUT: Final = re.compile(r"(?<=invoice) out to\b")


def in_one(text: str) -> str:
    """The paper and its name beside each other; any other text as it is."""
    plain = fold(text)
    found = _APART.search(plain) if says_any(plain, _LOOK) else None
    if found is None:
        return text
    joined = text[: found.end("paper")] + text[found.end() :]
    made = _MADE_OUT.search(fold(joined))
    return joined if made is None else f"{joined[: made.start()]} made out to{joined[made.end() :]}"
