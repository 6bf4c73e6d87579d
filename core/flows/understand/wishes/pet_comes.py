"""That a dog or a cat comes along: "va el perro", "vamos con la perrita, se puede?", "me, my wife and our cat"."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise
from core.flows.understand.wishes.pet_by_name import comes_by_name
from core.flows.understand.wishes.pets import DENIED, PET, WHOSE, names_a_pet

_COMES: Final = (
    r"(?:plus|us (?:two |three )?and|va|van|viene|vienen|vendra|llevo|llevamos|llevare|traigo|traemos|voy con"
    r"|vamos con|venimos con|viajo con|viajamos con|viajando com|viajando con|viajo com|viajamos com"
    r"|travell?ing with|somos .{0,20}(?:y|con|e|com)"
    r"|(?:\d|two|three|dos|tres|dois|duas) (?:of us|people|adults|adultos|adultas|personas|pessoas)"
    r" (?:and|plus|with|y|con|e|com)|(?:my (?:husband|wife|partner|boyfriend|girlfriend) and i|me) (?:and|plus|with)"
    r"|anot[a-z]*|agreg[a-z]*"
    r"|sum(?:a|ame|ale|en|amos)|pone[a-z]*|(?:llevar|traer|levar|trazer)|incluyan|bring(?:ing)?"
    r"|taking|coming with|come with|add|note|put|acrescent[a-z]*"
    r"|coloc[a-z]*|inclu[iy][a-z]*|levo|levamos|a gente (?:leva|traz)|trago|vai|vao|vem|vou com|vamos com|anota"
    r"|tengo|tenemos|tenho|temos|(?:i|we)(?: have|'ve got| have got))"
)
_OURS: Final = (
    r"(?:el|la|mi|mis|nuestr[oa]|un|una|my|our|the|a|meu|minha|nosso|nossa|um|uma|o)"
    r"(?: small| little| big| old)?"
)
# "My wife and our cat": told in one breath with those who come.
_COMPANY: Final = (
    r"(?:me|yo|eu|us|nosotr[oa]s|wife|husband|partner|(?:girl|boy)friend|mujer|marido|espos[oa]|novi[oa]|pareja"
    r"|namorad[oa]|mulher|hij[oa]s?|filh[oa]s?|kids?|sons?|daughters?|chic[oa]s|nen[ea]s?|criancas?)"
)
_WHO_COMES: Final = r"(?:(?:y |e |and )?(?:que|ela|ele|ella|el|she|he|it|who|that) )?"
_TOLD: Final = re.compile(
    rf"\b{_COMES} {WHOSE}{PET}\b"
    rf"|\b{PET}(?: (?!no|nao|not|nunca)[a-z]+)?,? {_WHO_COMES}(?:tambien |tambem |tb |also |is |are |nos )?"
    r"(?:va|viene|van|vienen|vai|vem|comes|coming|acompan[a-z]+|(?:will|'ll|would) (?:be )?com(?:e|ing)|joins)\b"
    rf"|\b{_COMPANY} (?:y|and|e|plus|mas|mais|con|com|with) {_OURS} {PET}\b"
)
# "A double, with our dog": told where nothing is asked.
_WITH_THEIRS: Final = re.compile(rf"\b(?:con|with|com) {_OURS} {PET}\b")
_IF: Final = re.compile(
    r"\b(?:si|if|se(?! (?:llama|chama|porta|llamara)\b)|caso|puedo|podemos|can|may|could|posso|hay que)\b"
)
# "Sí, va el perro" supposes nothing.
_AYE: Final = re.compile(r"(?i)\bsí(?!\w)|^\W*si,")
_SENTENCE_ENDS: Final = re.compile(r"[.;!?\n]")
_CLAUSE_ENDS: Final = re.compile(r"[,.;!?\n]")
# "Anotala", "lo agregás?": the house is told to, however it is put.
_TO_NOTE: Final = re.compile(
    r"\b(?:(?:me |nos |te |lo |la |los |las |o |a |can you |could you |please |pode |podes |podrias |puedes |podria )*"
    r"(?:anot|agreg|apunt|registr|inclu[iy]|acrescent|adicion|coloc)[a-z]*|(?:can|could) you (?:note|add|put)"
    r"|(?:note|add|put) (?:it|him|her)(?: down)?)\b"
)
_TOLD_OF_PAST: Final = re.compile(
    r"\b(?:anotaste|anotaron|anotad[oa]s?|agregaste|agregaron|agregad[oa]s?|anotou|anotaram|noted|added"
    r"|incluid[oa]s?)\b"
)


def brings_a_pet(text: str) -> bool:
    """Told, even where it is asked behind it whether that is all right."""
    if not names_a_pet(text):
        return False
    plain = normalise(_AYE.sub(" ", text))
    told = _TOLD.search(plain) or (_WITH_THEIRS.search(plain) if "?" not in plain else None)
    if told is None:
        return bool(comes_by_name(text)) and DENIED.search(plain) is None and _IF.search(plain) is None
    return DENIED.search(plain) is None and not _is_supposed(plain, told)


def _is_supposed(plain: str, told: re.Match[str]) -> bool:
    """ "If we bring the dog", "we bring it if we may": in the sentence that tells it, up to the end of its clause."""
    starts = [one.end() for one in _SENTENCE_ENDS.finditer(plain, 0, told.start())]
    ends = _CLAUSE_ENDS.search(plain, told.end())
    clause = plain[starts[-1] if starts else 0 : ends.start() if ends else len(plain)]
    return _IF.search(clause) is not None


def is_to_be_noted(text: str) -> bool:
    """ "Anotá al perro", "vamos a llevar un perrito, ¿lo anotás?": told, or asked for."""
    plain = normalise(text)
    if _TOLD_OF_PAST.search(plain) or DENIED.search(plain) or not names_a_pet(text):
        return False
    told_to = _TO_NOTE.search(plain)
    if told_to is None:
        return "?" not in plain and brings_a_pet(text)
    return _IF.search(plain[: told_to.start()]) is None
