""" "You left out half of it, it is Ashgrove-Pimm", "falta el segundo apellido": a name is put right."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

from core.flows.understand.entities.names import is_given
from core.flows.understand.text import fold
from core.flows.understand.watching import Seldom

_PART_OF_IT: Final = (
    r"(?:(?:la |a )?(?:mitad|metade|otra mitad|outra metade)|(?:una |uma )?parte|(?:(?:el|un|mi|su|o|um|meu|the"
    r"|my|a|his|her) )?"
    r"(?:(?:segundo|second|otro|outro|other|ultimo|last) )?(?:apellido|sobrenome|surname|last name|family name))"
)
_SAID: Final = Seldom(
    rf"\b(?:falt(?:a|o|ou|aba|ava|an|aria)|te comiste|(?:te |se )?(?:olvid\w+|esquec\w+|salt\w+"
    rf"|cort\w+)) (?:de )?{_PART_OF_IT}\b"
    r"(?! (?:de |da |do |of )?(?:la |the )?(?:sena|plata|pago|deposit|money|sinal|dinheiro))"
    r"|\b(?:left|leaving|missed|missing|dropped|forgot|cut|lost|chopped)(?: (?:off|out))? (?:half|part|(?:my|the"
    r"|his|her)(?: (?:second|other|last))?"
    r" (?:surname|last name|name|half|part))\b(?: of (?:it|(?:my|the|his"
    r"|her) (?:sur)?name))?(?! of (?:the )?(?:money|deposit|night))"
    r"|\b(?:apellido|sobrenome|surname|last name|family name)\b[^.!?]{0,20}\b(?:esta|quedo|ficou|ta|is"
    r"|was) (?:mal|errado|wrong|incomplet[oa]?"
    r"|incomplete|cortad[oa]|cut)\b"
    r"|\b(?:esta|quedo|ficou|ta) (?:mal|errado|incomplet[oa]|cortad[oa]) (?:(?:escrito|puesto) )?(?:el|mi|o"
    r"|meu) (?:apellido|sobrenome|nombre|nome)\b"
    r"|\b(?:va|es|e|is|con|com|with) (?:un )?(?:double[ -]barrel+ed|hyphenated|a hyphen|guion|hifen)\b"
)
_OF_MONEY: Final = re.compile(
    r"\b(?:pag\w+|pay\w*|paid|sena|deposit\w*|money|plata|transfer\w*|noches?|nights?|noites?)\b"
)
_IS: Final = re.compile(
    r"(?:(?i:\b(?:it'?s|it is|is|es|é|e|eh|seria|sería|should be|debe ser|va|se escribe|spelled|spelt))\s+"
    r"|[:,;.]\s*|^)"
    r"(?P<name>[^\W\d_a-záéíóúñãõç][\w'’-]+(?:\s+(?:(?:de la|del|de|da|do|dos|van"
    r"|von)\s+)?[^\W\d_a-záéíóúñãõç][\w'’-]+){0,4})"
)
_OPENS: Final = re.compile(
    r"(?i)^(?:no|nao|não|it|is|es|the|you|falta|falt[oó]u?|te|le|me|perd[oó]n|sorry|hola|oi|hi|please|ok)\b"
)
_ALIKE: Final = 0.7


def is_said(plain: str) -> bool:
    """Of a folded text: that what is written of their name is not the whole or right one."""
    return _SAID.search(plain) is not None and _OF_MONEY.search(plain) is None


def told(known: str, text: str) -> str | None:
    """The whole name as it shall stand; a surname alone takes the place of the one it puts right."""
    if not is_said(fold(text)):
        return None
    found = [one["name"] for one in _IS.finditer(text) if not _OPENS.match(one["name"])]
    return _beside(known, _in_letters_of_a_name(found[-1])) if found else None


def _in_letters_of_a_name(name: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda one: one[0].capitalize(), name) if name.isupper() else name


def _beside(known: str, name: str) -> str:
    had, said = known.split(), name.split()
    if not had or is_given(said[0]) or fold(said[0]) == fold(had[0]):
        return name
    first = fold(re.split(r"[\s-]", name)[0])
    alike = [SequenceMatcher(None, fold(one), fold(said[0])).ratio() for one in had[1:]]
    for at, (one, ratio) in enumerate(zip(had[1:], alike, strict=True), start=1):
        if fold(one) in (first, fold(said[0])) or ratio >= _ALIKE:
            return " ".join((*had[:at], name))
    given = [one for one in had[:2] if is_given(one)] or had[:1]
    return " ".join((*given, name))
