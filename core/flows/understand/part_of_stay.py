"""Somebody who comes for a part of the stay, "se queda solo la primera noche": no price of every night is theirs."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise, says_any

_NIGHTS: Final = ("noche", "night", "noite")
_ONLY: Final = r"(?:solo|solamente|nomas|nada mas|just|only|so|somente|apenas)"
_STAYS: Final = (
    r"(?:se queda(?:n|ria|rian)?|viene(?:n)?|vendria(?:n)?|duerme(?:n)?|va(?:n)?|esta(?:ra)?(?:n)?|stay(?:s|ing)?"
    r"|comes?|coming"
    r"|sleeps?|is|will be|fica(?:m|ria)?|vem|dorme(?:m)?|vai|there|here)"
)
_SO_MANY: Final = r"(?:una|dos|one|two|uma|duas|a|1|2|la|the|el)"
_PART: Final = re.compile(
    rf"\b{_STAYS}\b(?: [a-z]+){{0,3}}? {_ONLY}(?: (?:por|for|na|en|on|durante))? (?:{_SO_MANY} )?"
    r"(?:(?:primera|ultima|segunda|first|last|second|primeira|ultima) )?(?:dos |two |duas )?(?:noches?|nights?"
    r"|noites?)\b"
    rf"|\b{_STAYS}\b(?: [a-z]+){{0,2}}? (?:por|for|na|en|on|la|the|a)? ?(?:la |the |a )?(?:primera|ultima|first|last"
    rf"|primeira)"
    rf" (?:noche|night|noite) (?:{_ONLY})\b"
)


def comes_for_a_part(text: str) -> bool:
    plain = normalise(text)
    return says_any(plain, _NIGHTS) and _PART.search(plain) is not None
