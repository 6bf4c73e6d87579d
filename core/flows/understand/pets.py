"""A dog or a cat that comes along, told and not asked: "va el perro", "anotame el gato", "we're bringing our dog"."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise

_PET: Final = (
    r"(?:perr[oa]s?|perrit[oa]s?|gat[oa]s?|gatit[oa]s?|mascotas?|cachorr[oa]s?|dogs?|doggo|pupp(?:y|ies)|cats?|pets?"
    r"|caninh[oa]|cao|caes|chihuahua|caniche|labrador(?:es|s)?)"
)
_WHOSE: Final = (
    r"(?:(?:a|al|el|la|los|las|mi|mis|un|una|nuestr[oa]s?|my|our|the|o|os|as|meus?|minhas?|um|uma|nosso|nossa|tambien"
    r"|tb|also|too|tambem|\d|con|com|with|little|small) ){0,3}"
)
_COMES: Final = (
    r"(?:plus|us (?:two |three )?and|va|van|viene|vienen|vendra|llevo|llevamos|llevare|traigo|traemos|voy con"
    r"|vamos con|venimos con|viajo con|viajamos con|somos .{0,20}(?:y|con)|anot[a-z]*|agreg[a-z]*"
    r"|sum(?:a|ame|ale|en)|pone[a-z]*|bring(?:ing)?|taking|coming with|come with|add|note|put|acrescent[a-z]*"
    r"|coloc[a-z]*|inclu[iy][a-z]*|levo|levamos|trago|vai|vao|vem|vou com|vamos com|anota)"
)
_TOLD: Final = re.compile(
    rf"\b{_COMES} {_WHOSE}{_PET}\b"
    rf"|\b{_PET} (?:tambien |tambem |tb |also |is |are )?(?:va|viene|van|vienen|vai|vem|comes|coming)\b"
)
# "A double, with our dog": told where nothing is asked.
_WITH_THEIRS: Final = re.compile(
    rf"\b(?:con|with|com) (?:el|la|mi|mis|nuestr[oa]|un|una|my|our|the|a|meu|minha|nosso|nossa|um|uma|o) {_PET}\b"
)
_NOT: Final = re.compile(
    rf"\b(?:no|nao|not|don'?t|won'?t|sin|sem|without)\b(?: [a-z']+){{0,4}} {_WHOSE}{_PET}\b"
    rf"|\b{_PET} (?:no|nao|isn'?t|not)\b"
    r"|\b(?:si|if|se|caso|puedo|podemos|can|may|could|posso|hay que)\b"
)
_ANY: Final = re.compile(rf"\b{_PET}\b")
_STAYS: Final = re.compile(
    rf"\b(?:no|nao) (?:va|viene|van|vienen|llevo|llevamos|traigo|vai|vem|levo|levamos) {_WHOSE}{_PET}\b"
    rf"|\b{_PET} (?:al final |no final )?(?:no|nao) (?:va|viene|van|vienen|vai|vem)\b"
    rf"|\b(?:remove|take off|drop|sac[a-z]+|quit[a-z]+|tir[ae][a-z]*) {_WHOSE}{_PET}\b"
    rf"|\b(?:not|no longer) (?:bringing|taking) {_WHOSE}{_PET}\b|\b{_PET} (?:isn'?t|is not|aren'?t) coming\b"
)


def brings_a_pet(text: str) -> bool:
    plain = normalise(text)
    told = _TOLD.search(plain) or ("?" not in plain and _WITH_THEIRS.search(plain))
    return bool(told) and _NOT.search(plain) is None


def names_a_pet(text: str) -> bool:
    return _ANY.search(normalise(text)) is not None


def leaves_the_pet(text: str) -> bool:
    return _STAYS.search(normalise(text)) is not None
