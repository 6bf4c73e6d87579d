"""Said once more with its insisting: "reservala dije", "que la canceles te digo", "I said the two doubles", "ou não?".

What is insisted on counts as if it had been said plainly.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import fold, says_any

_LOOK: Final = (
    "dije", "digo", "dicho", "diciendo", "said", "told", "falei", "disse", "falando", "dizendo", "repito", "repeat",
    "de una vez", "de una buena vez", "de uma vez", "once and for all", " or not", " o no", " ou nao", " or what",
)  # fmt: skip
_I_SAID: Final = (
    r"(?:(?:ya|ja|eu|te|le|les|vos|i|i'?ve|already|just|lo) )*"
    r"(?:dije|digo|he dicho|said|told (?:you|u|ya)|falei|disse|(?:estoy|toy) diciendo"
    r"|(?:estou|tou|to) (?:falando|dizendo)"
    r"|repito|repeat)"
)
_AGAIN: Final = (
    r"(?: (?:ya|ja|already|before|antes|twice|dos veces|duas vezes|\d (?:veces|vezes)"
    r"|hombre|che|mano|cara|po))*"
)
# "El que te dije", "as I said", "no dije": told of what was said, and nothing is insisted on.
_NOT_TOLD_OF: Final = (
    r"(?<!\bque )(?<!\bq )(?<!\bas )(?<!\blike )(?<!\bwhat )(?<!\bone )(?<!\bcomo )(?<!\bwhere )(?<!\bdonde )(?<!\bno )"
    r"(?<!\bnao )(?<!\bnever )(?<!\bnot )(?<!\bnunca )(?<!\bthing )(?<!\blo )(?<!\bcuando )(?<!\bwhen )(?<!\bquando )"
    r"(?<!\bte )(?<!\ble )(?<!\bles )(?<!\bya )(?<!\bja )(?<!\beu )(?<!\bi )(?<!\balready )(?<!\bjust )"
)
_FOR_ALL: Final = r"(?:de una (?:buena )?vez|de uma vez)(?: por to[dt]as)?|once and for all"
_BEHIND: Final = re.compile(rf"[ ,.!;]+{_NOT_TOLD_OF}(?:{_I_SAID}{_AGAIN}|{_FOR_ALL})[ .!]*$")
_AHEAD: Final = re.compile(
    rf"^[ ¡!.]*(?:(?:pero|but|mas|che|no|hey|oi|eh|bueno)[ ,]+)*{_I_SAID}"
    r"(?! (?:about|of|that (?:i|we)|i|we|my|de|del|da|do|sobre|lo de|nada|nothing|before|antes|hello|hola|oi)\b)"
    r"(?! que\b)[ ,:]+(?=\w+ \w|\w{4})"
)
# "Is there a pool or not": asked, and nothing is denied. "Yes or no" is heard elsewhere.
_OR_NOT: Final = re.compile(
    r"(?<!\byes)(?<!\bsi)(?<!\bsim)(?<!\byeah)(?<!\btenes)(?<!\btienen)(?<!\btem)[ ,]+(?:or (?:not|what)|o no|ou nao)"
    r"(?: (?:che|man|mate|cara|mano))?[ ?!.]*$"
)


def without_insisting(text: str) -> str:
    """What is insisted on, as it would stand alone; just as it was where nothing is."""
    plain = fold(text)
    if not says_any(plain, _LOOK):
        return text
    if (found := _OR_NOT.search(plain)) is not None and any(map(str.isalpha, plain[: found.start()])):
        text = f"{text[: found.start()]}?"
        plain = fold(text)
    if (found := _BEHIND.search(plain)) is not None and any(map(str.isalpha, plain[: found.start()])):
        text = text[: found.start()]
        plain = fold(text)
    ahead = _AHEAD.match(plain)
    return text[ahead.end() :] if ahead is not None else text
