""" "Whose name is it under?", "¿quedó a nombre de Pablo?": asked of a booking, and no name is told by it."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.money.of_the_account import asks_whose_account
from core.flows.understand.text import normalise

_WHOSE: Final = re.compile(
    r"\b(?:a|en|al|em|no) (?:que )?nom(?:br)?e (?:de |do |da )?(?:quien|quem)\b|\b(?:a|en|em) (?:que|qual"
    r"|cual) nom(?:br)?e\b"
    r"|\b(?:sobrenome|apellido|nom(?:br)?e)\b[^?]{0,40}\b(?:como|cual|qual|que) (?:te |le |me )?"
    r"(?:ficou|quedo|esta|ta|e|es|figura|aparece)\b"
    r"|\b(?:sobrenome|apellido|nom(?:br)?e)\b[^?]{0,40}\b(?:ficou|quedo|esta|ta|figura|aparece)"
    r" (?:como|cual|qual|bien|certo)\b"
    r"|\b(?:que|cual|qual|quais|cuales)\b[^?]{0,12}\b(?:sobrenomes?|apellidos?|nom(?:br)?es?)\b[^?]{0,20}"
    r"\b(?:ten\w*|tienen?|tem|temos|voces?|anot\w*|figura\w*|pus\w*|colocaram|ficou|quedo|esta|ta|reserva)\b"
    r"|\bwhat(?:'?s| is| are| was|s)?(?: the)? (?:sur|last |full )?names?\b[^?]{0,16}"
    r"\b(?:do|did|have|u|you|ya|on|wrote|put)\b"
    r"|\b(?:sur|last )name on (?:it|the (?:booking|reservation))\b"
    r"|\bwhose name\b|\b(?:what|which) name (?:is|did|have|are|do|should)\b|\bwho is (?:it|the booking) under\b"
    r"|\b(?:quedo|esta|quede|figura|fue|ficou|ta|esta) (?:reservad[ao] |anotad[ao] |la reserva |a reserva )?"
    r"(?:a|em|no) (?:mi|meu|nom(?:br)?e d\w+)\b[^?]*\?"
    r"|\bis it (?:under|in) (?:my|the|his|her)\b[^?]*\bname\b|\bis it under\b[^?]*\?"
    r"|\b(?:you|u)(?: guys)? (?:have|got|put|wrote)(?: down)? (?:(?:the|my) name|it|us|me)(?: down)?"
    r" (?:as|under|in)\b[^?]*\?"
)


def asks_whose_name(text: str) -> bool:
    return "?" in text and _WHOSE.search(normalise(text)) is not None and not asks_whose_account(text)
