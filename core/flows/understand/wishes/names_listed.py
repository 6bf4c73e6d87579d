"""Those who come, listed by their names: "anotá los nombres: Nahuel Pérez, Ciro Gómez y Thiago Ruiz"."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import fold, tidy
from core.flows.understand.wishes import stay_wishes, to_be_noted
from core.flows.understand.wishes.stay_wishes import StayWish

_KINDS: Final = frozenset({"who_by_name", to_be_noted.KIND})
_THEM: Final = (
    r"(?:nombres?|nomes?|names?|huespedes|hospedes|pasajeros|passageiros|guests?|personas|pessoas|people"
    r"|viajeros)"
)
_LEAD: Final = re.compile(
    r"^(?:(?:que|q|that|the|los|las|os|as|de|of|da|do|dos|nuestros|our|nossos|guest|full) )*"
    rf"(?:{_THEM}(?: (?:de|of|dos|da) (?:los |las |the |os |la )?(?:{_THEM}|reserva|booking))?"
    r"(?: (?:que (?:vienen|van|vem|vao)|who are coming|coming))?"
    r"|(?:vienen|vamos|van|viajan|viajamos|somos|seremos|vem|vao|viajam|we are|coming|quienes (?:vienen|van)|quem vem))"
    r"(?: (?:son|are|sao|somos|seran|will be))?[ :,-]+"
)
_CUT: Final = re.compile(r" *[,;&\n] *(?:(?:y|e|and) )?| (?:y|e|and) ")
_NAME: Final = re.compile(
    r"[^\W\d_][\w'’.-]*(?: (?:de|da|do|dos|del|la|di|van|von|y)? ?[^\W\d_][\w'’.-]*){0,4}"
)
# Kin and whoever else has no name yet.
_NOBODY: Final = re.compile(
    r"\b(?:mi|mis|my|our|meus?|minhas?|el|los|las|un|una|uno|the|two|dos|tres|chic[oa]s|nen[ea]s|kids|children|amig\w+"
    r"|friends?|adult\w*|solo|tambien|also|tarde|late|con|with|com|para|for|en|in|no|al|a|desde|from)\b"
)
# "..., anotalos porfa".
_MANNERS: Final = re.compile(
    r"(?:(?:can|could) you |podes |pode |me |los |las )*"
    r"(?:anot\w+|apunt\w+|note|write|add|porfa\w*|por favor|please|pls|gracias|thanks?|obrigad[oa])\b"
)


def listed(text: str) -> tuple[str, ...]:
    """Nothing where somebody among them is told otherwise than by name: then nobody can count them."""
    return next(filter(None, map(listed_in, stay_wishes.told(text))), ())


def listed_in(wish: StayWish) -> tuple[str, ...]:
    return _names_in(tidy(wish.words)) if wish.kind in _KINDS and wish.wanted else ()


def _names_in(words: str) -> tuple[str, ...]:
    lead = _LEAD.match(fold(words))
    if lead is None:
        return ()
    said = (one.strip(" .!") for one in _CUT.split(words[lead.end() :]))
    names = [one for one in said if _MANNERS.match(fold(one)) is None]
    told = all(_NAME.fullmatch(one) and _NOBODY.search(fold(one)) is None for one in names)
    return tuple(names) if told and len(names) > 1 else ()
