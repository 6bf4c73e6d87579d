"""Guests under eighteen who would come with no adult: "somos menores", "tenemos 17", "no va ningún mayor".

Somebody of eighteen among them is an adult, and friends "de 17 y 18" come with one.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise

_AGE: Final = r"1[3-7]"
_ALL: Final = r"(?:tod[oa]s|tod[oa]|all|both|l[oa]s \w+|solo|so|just|only|apenas)"
# "Tenemos 17 años de casados" tells no age.
_MARRIED: Final = r"(?! (?:de (?!edad)|of (?!age)|juntos|together|married|casad))"
_ENDS: Final = (
    rf"(?= (?:anos|years?)\b{_MARRIED}| ?(?:$|[.,;!?)])"
    r"| (?:y|e|and|pero|mas|but|nomas|podemos|puedo|posso|can)\b)"
)
_UNDERAGE: Final = re.compile(
    rf"\b(?:somos?|soy|sou|seriamos|seremos) (?:{_ALL} )?(?:menor(?:es)?)\b(?! que)"
    rf"|\b(?:tenemos?|tengo|temos|tenho) (?:{_ALL} )?{_AGE}{_ENDS}"
    rf"|\b(?:menores?|de) {_AGE} (?:tenemos?|tengo)\b"
    rf"|\b(?:i'?m|i am|we'?re|we are|were) (?:{_ALL} )?(?:{_AGE}{_ENDS}|minors\b|under ?(?:18|age)\b|underage\b)"
    rf"|\bsomos \d+ (?:menores|minors|pibes de {_AGE}|chicos de {_AGE})\b"
)
_GROWN: Final = (
    r"(?:adult[oa]?s?(?! mayor)|mayor(?:es)?(?! (?:de|problemas?|inconvenientes?|dramas?|cosa))|grown ?ups?|responsavel"
    r"|tutor(?:es)?|guardian)\b"
)
_NO_ADULT: Final = re.compile(
    r"\b(?:sin|without|sem|no (?:va|van|viene|vienen|hay|tenemos)|nao (?:vai|vao|vem|tem)|no) "
    rf"(?:(?:un|una|um|uma|ningun|ninguna|ning[a-z]*|nenhum|an|any|a) )*{_GROWN}"
    r"|\b(?:sin|without|sem) (?:(?:los|las|our|their|os|nossos|nuestros) )?(?:padres|papas|parents|pais)\b"
)
_ADULT_AGES: Final = re.compile(
    r"\b(?:1[89]|[2-9]\d) ?(?:anos|years?)?\b(?! (?:de|of|personas|pessoas|people)\b)"
)
_COMES: Final = re.compile(
    r"\b(?:va|van|vamos|viene\w*|ir|come|coming|stay|entrar|ingresar|vai|vem|hospedar\w*|alojar\w*|dej(?:an|arian)|let"
    r"|puedo|podemos|can|posso|jodemos|problema|problem)\b"
)


def tells_of_minors_alone(text: str) -> bool:
    """Said of themselves in so many words."""
    plain = normalise(text)
    if _ADULT_AGES.search(plain) is not None:
        return False
    return _UNDERAGE.search(plain) is not None or says_no_adult(text)


def says_no_adult(text: str) -> bool:
    """That nobody grown comes along, where coming is what is talked about."""
    plain = normalise(text)
    return _NO_ADULT.search(plain) is not None and _COMES.search(plain) is not None
