"""One bed swapped for another: "trocar a cama de casal por duas de solteiro". The one that goes is no wish."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import fold, says_any

_LOOK: Final = ("cama", "bed")
_SWAP: Final = (
    r"(?:troc(?:ar|a|asse)|cambi(?:ar|a|arian|en|ame)(?:nos)?|mud(?:ar|a)|reempla(?:zar|za)|swap|change|switch|replace"
    r"|exchange)"
)
_ONE: Final = r"(?:(?:uma?|una?|a|la|o|el|the|our|as|las|nossa|nuestra) )*"
_BIG: Final = (
    r"(?:(?:cama )?(?:de casal|matrimonial|doble|grande|king|queen)|cama"
    r"|(?:double|king|queen|big|large)(?: bed| one)?|(?:1|one) bed)"
)
_TWO: Final = r"(?:(?:2|dos|duas|two) )"
_SMALL: Final = (
    rf"(?:{_TWO}?(?:camas? )?(?:de solteiro|simples|individuales|separad[ao]s|de una plaza)"
    rf"|{_TWO}?(?:single|twin|separate)s?(?: beds| ones)?|{_TWO}(?:camas|beds))"
)
_FOR: Final = r" (?:por|para|pra|a|for|to|into|with) "
_APART: Final = re.compile(rf"\b{_SWAP} {_ONE}{_BIG}{_FOR}{_ONE}{_SMALL}(?![a-z])")
_TOGETHER: Final = re.compile(rf"\b{_SWAP} {_ONE}{_SMALL}{_FOR}{_ONE}{_BIG}(?![a-z])")
_WISHES: Final = (
    (_APART, "camas separadas", "separate beds"),
    (_TOGETHER, "cama de casal", "double bed"),
)


def beds_as_wished(text: str) -> str:
    """The message with what is to stand in the room alone."""
    plain = fold(text)
    if len(plain) != len(text) or not says_any(plain, _LOOK):
        return text
    for pattern, latin, english in _WISHES:
        if (found := pattern.search(plain)) is not None:
            return (
                f"{text[: found.start()]}{english if 'bed' in found.group() else latin}{text[found.end() :]}"
            )
    return text
