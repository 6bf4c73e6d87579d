"""A part or a trait of something the hotel has, of which nobody wrote: a fence of the pool, a lift of the car park.

"Yes, there is a pool" would be taken for a yes to the fence as well.
"""

from __future__ import annotations

import re
from typing import Final

from core.domain.knowledge import Fact
from core.flows.understand.text import normalise

NAME: Final = "detail"
_OF_A_THING: Final = (
    r"\b(?:la|el|los|las|the|a|o|as|os|sus?|your) (?P<thing>[a-z]{4,})"
    r"(?: (?:de (?:la|los|el) [a-z]+|del [a-z]+))?"
)
_HAS: Final = re.compile(
    rf"{_OF_A_THING} (?:no )?(?:tiene|tienen|tendra|trae|has|have|got|tem|teria|possui)"
    r" (?:an? |una? |algun[a]? |um[a]? |any |algum[a]? |su |propi[ao] |buen[ao]? |the |el |la )*(?P<part>[a-z]{4,})\b"
)
_HAVE_IT: Final = re.compile(
    r"\bdoes the (?P<thing>[a-z]{4,})(?: area)? have (?:an? |any |the |its own )*(?P<part>[a-z]{4,})\b"
)
_TRAITS: Final = re.compile(
    rf"{_OF_A_THING} (?:es|esta|is|e|fica|eh)(?: (?:muy|very|muito|bien|well))? "
    r"(?P<part>hond[oa]|profund[oa]|climatizad[oa]|techad[oa]|cubiert[oa]|cercad[oa]|vallad[oa]|salad[oa]"
    r"|deep|heated|fenced|gated|indoors?|covered|salt ?water|shallow|fund[oa]|ras[oa]|aquecid[oa]|cobert[oa])\b"
)
# What a thing costs, when it is open, and what any thing may have.
_ASKED_ELSEWHERE: Final = re.compile(
    r"(?:cost|carg|preci|prec|tarifa|horari|hora|hour|price|charge|fee|limit|algo|lugar|sitio|space|espac|room|servic"
    r"|problem|incl|desc|disp|disc|escal|stair|step|degrau|rampa?)"
)
_STEM: Final = 4


def unwritten(words: str, known: Fact) -> bool:
    """Whether a part of it is asked about that the hotel's own text does not mention."""
    plain = normalise(words)
    found = _HAVE_IT.search(plain) or _HAS.search(plain) or _TRAITS.search(plain)
    if found is None or _ASKED_ELSEWHERE.match(found["part"]):
        return False
    told = " ".join(normalise(text) for text in known.texts.values())
    return found["thing"][:_STEM] in told and found["part"][:_STEM] not in told
