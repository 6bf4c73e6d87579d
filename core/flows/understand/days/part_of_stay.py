"""Somebody who comes for a part of the stay, "se queda solo la primera noche": no price of every night is theirs."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.own_stay.somebody_comes import SOMEBODY
from core.flows.understand.text import fold, normalise, says_any

_NIGHTS: Final = ("noche", "night", "noite")
_ONLY: Final = r"(?:solo|solamente|nomas|nada mas|just|only|so|somente|apenas)"
_STAYS: Final = (
    r"(?:se queda(?:n|ria|rian)?|viene(?:n)?|vendria(?:n)?|duerme(?:n)?|va(?:n)?|esta(?:ra)?(?:n)?|stay(?:s|ing)?"
    r"|comes?|coming"
    r"|sleeps?|is|will be|fica(?:m|ria)?|vem|dorme(?:m)?|vai|there|here)"
)
_SO_MANY: Final = r"(?:una|dos|one|two|uma|duas|a|1|2|la|the|el)"
_BEFORE_IT: Final = r"(?: (?:por|for|na|en|on|durante|para))?"
_A_NIGHT: Final = (
    rf"(?:{_SO_MANY} )?(?:(?:primera|ultima|segunda|first|last|second|primeira|ultima) )?(?:dos |two |duas )?"
    r"(?:noches?|nights?|noites?)"
)
_EARLIER: Final = (
    r"(?:se (?:va|van|vuelve|vuelven|iria)|leaves?|goes|go|sai|saem|vai embora|volta|vuelve|(?:is|are) leaving"
    r"|heads? (?:back|home))"
)
_STAYS_SO: Final = (
    rf"(?:{_ONLY} {_STAYS}{_BEFORE_IT} {_A_NIGHT}"
    rf"|{_STAYS}(?: (?!no\b|not\b|nao\b)[a-z]+){{0,3}}? {_ONLY}{_BEFORE_IT} {_A_NIGHT}"
    rf"|{_STAYS}(?: [a-z]+){{0,2}}? (?:por|for|na|en|on|la|the|a)? ?(?:la |the |a )?"
    rf"(?:primera|ultima|first|last|primeira) (?:noche|night|noite) {_ONLY}"
    rf"|{_STAYS} (?:una|uma|one|a|1) (?:noche|night|noite) (?:menos|less|fewer)"
    rf"|{_EARLIER} (?:un|uma?|one|a|una|1) (?:dia|day|noche|night|noite) (?:antes|before|early|earlier))"
)
_OF_US: Final = (
    r"(?:one of us|uno de nosotros|una de nosotras|um de nos|uma de nos|uno de los \w+|one of the \w+)"
)
# Somebody of theirs, and what is said of how long they sleep there.
SAID: Final = rf"(?:{SOMEBODY}|{_OF_US})(?: que| who|,)? {_STAYS_SO}"
WORDS: Final = (*_NIGHTS, "antes", "earl", "before")
_PART: Final = re.compile(rf"\b{_STAYS_SO}\b")
_CLAUSE: Final = re.compile(
    rf"(?:^|[,.;:(\n] ?)(?:(?:y|e|and|pero|but|mas|solo que|ojo(?: que)?|eso si|except|ah) )*{SAID}\b"
)
_OF_SOMEBODY: Final = re.compile(rf"\b(?:{SOMEBODY}|{_OF_US})(?P<part>(?: que| who|,)? {_STAYS_SO})\b")


def beside_the_part(text: str) -> str | None:
    """What else is told; nothing where nobody of theirs comes for a part of the stay."""
    plain = fold(text)
    if not says_any(plain, WORDS):
        return None
    if (found := _CLAUSE.search(plain)) is not None:
        return f"{text[: found.start()]} {text[found.end() :]}".strip()
    found = _OF_SOMEBODY.search(plain)
    return f"{text[: found.start('part')]} {text[found.end() :]}".strip() if found is not None else None


def comes_for_a_part(text: str) -> bool:
    plain = normalise(text)
    return says_any(plain, WORDS) and _PART.search(plain) is not None
