""" "My son is celiac, is there something for him?" tells of him, whatever it asks besides."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.answers.questions import asks

_CLAUSE: Final = re.compile(r"[,;:]| (?:y|and|pero|but|mas) ")
_HAS_IT: Final = re.compile(
    r"(?:[a-z']+ ){0,14}?(?:soy|somos|i'?m|i am|we'?re|we are|sou|tengo|tenemos|i have|i'?ve|we have|tenho|temos"
    r"|[a-z]+'s"
    r"|(?<= )(?:es|is|e|eh|son|are|sao|tiene|tienen|has|have|got|tem|resulto|salio|diagnos\w+))\b"
    r"(?! (?:apt|algo|alguna|algum|something|anything))"
)
_ONLY_IF_SO: Final = re.compile(
    r"\b(?:si|if|se|por si|caso|desayuno|breakfast|cafe|comida|food|menu|kitchen|cocina|cozinha|pan|restaurant\w*)\b"
)
# "Is breakfast ok for a nut allergy?": somebody has it.
_FIT_FOR: Final = re.compile(
    r"\b(?:ok|okay|safe|suitable|alright|fine|apt[oa]|segur[oa]|bien|bom|sirve|serve) (?:for|with|para|pra|con|com)"
    r"(?: (?:an?|una?|uma?|my|mi|minha|someone|alguien|alguem|with|con|com|severe|grave|bad))*$"
)


# "I'm allergic to nuts, e tem leite sem lactose?": the house is asked.
_IS_THERE: Final = re.compile(
    r"(?:e|y|and|mas|pero|but|tambem|tambien) (?:voces |ustedes )?(?:tem|tienen?|hay|do you)\b"
)


# "My wife is coeliac is the breakfast ok for her": asked without a mark.
_OF_WHAT_IS_SERVED: Final = re.compile(
    r"\b(?:is|are|does|will) (?:the |your )?(?:breakfast|food|menu|bread|kitchen)\b"
    r"|\b(?:hay|habra|tienen|tenes|tem|teria) (?:algo|algum|alguna|opcion\w*|opc(?:ao|oes)|comida|pan|pao|menu|leche"
    r"|leite)\b"
    r"|\b(?:desayuno|pan|comida|menu|cafe da manha|pao|breakfast|food|bread)"
    r" (?:es|sera|tiene|viene|sirve|e|eh|tem|vem|serve|is)\b"
)


def asks_what_is_served(plain: str) -> bool:
    return _OF_WHAT_IS_SERVED.search(plain) is not None


def is_told(before: str) -> bool:
    """`before` are the folded words of the sentence up to what it is that they have."""
    if _FIT_FOR.search(before.strip()) is not None:
        return True
    starts = [found.end() for found in _CLAUSE.finditer(before)]
    clause = before[starts[-1] if starts else 0 :].strip(" ¿¡")
    if _IS_THERE.match(clause) is not None:
        return False
    return _HAS_IT.match(clause) is not None and _ONLY_IF_SO.search(clause) is None and not asks(clause)
