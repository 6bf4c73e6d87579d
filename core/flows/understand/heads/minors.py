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
    rf"|\b(?:i'?m|i am|we'?re|we are|were) (?:{_ALL} )?(?:only |just )?(?:{_AGE}{_ENDS}|(?:a )?minors?\b"
    rf"|under ?(?:18|age)\b|underage\b)"
    rf"|\bsomos \d+ (?:menores|minors|pibes de {_AGE}|chicos de {_AGE})\b"
    rf"|\b(?:somos|seriamos|vamos|we are|we'?re) (?:\d+|dos|tres|cuatro|cinco|seis|two|three|four|five|six) "
    rf"(?:amig[oa]s|chic[oa]s|pibes|pibas|compas|companer[oa]s|friends|mates|amigues) (?:tod[oa]s )?(?:de|of|aged"
    rf"|con|com) {_AGE}{_ENDS}"
)
# "Do they let us in, or must a grown-up come?" is asked by those who are none.
_NEEDS_A_GROWN_UP: Final = re.compile(
    r"\b(?:dejan|dejarian|podemos|puedo|nos reciben|nos aceptan|let us|can we|deixam|hace falta|tiene que|tiene q"
    r"|precisa)\b"
    r".{0,40}\b(?:tiene (?:que|q) (?:ir|venir|estar|haber)|hace falta|need|must|does|precisa|tem que (?:ir|ter))\b"
    r".{0,20}\b(?:grande|mayor|adult[oa]?|grown ?-?up|padre|madre|responsavel|parent)\b"
)
_GROWN: Final = (
    r"(?:adult[oa]?s?(?! mayor)|mayor(?:es)?(?! (?:de|problemas?|inconvenientes?|dramas?|cosa))|grown ?ups?"
    r"|responsavel"
    r"|tutor(?:es)?|guardian)\b"
)
_NO_ADULT: Final = re.compile(
    r"\b(?:sin|without|sem|no (?:va|van|viene|vienen|hay|tenemos)|nao (?:vai|vao|vem|tem)|no) "
    rf"(?:(?:un|una|um|uma|ning[a-z]*|nenhum|an|any|a) )*{_GROWN}"
    r"|\b(?:sin|without|sem) (?:(?:los|las|our|their|os|nossos|nuestros) )?(?:padres|papas|parents|pais)\b"
)
# "May under-18s stay on their own?", of nobody in particular.
_A_MINOR: Final = (
    r"(?:menor(?:es)?(?: de (?:edad|idade|18|17|16|dezoito|dieciocho))?|minors?|under ?-?(?:18|age)s?|adolescentes?"
    r"|teen(?:ager)?s?)"
)
_ALONE: Final = (
    r"(?:sol[oa]s?|alone|by (?:himself|herself|themselves|myself|ourselves)|on (?:their|his|her|my"
    r"|our) own|sozinh[oa]s?"
    r"|unaccompanied|(?:sin|without|sem) (?:(?:los|las|sus|mis|os|seus|their|his|her|my|an?|un|una|um|ningun|any) )*"
    r"(?:padres|parents|pais|adult\w*|mayor(?:es)?|responsavel|tutor\w*|grown ?-?ups?|guardians?))"
)
_MINORS_ALONE: Final = re.compile(
    rf"\b{_A_MINOR}\b[^.!?,]{{0,40}}\b{_ALONE}\b(?! (?:\d|una?|one|um|uma|somos|por|para|con|with|com))"
)
_ADULT_AGES: Final = re.compile(
    r"\b(?:1[89]|[2-9]\d) ?(?:anos|years?)?\b(?! (?:de|of|personas|pessoas|people)\b)"
)
_UNDER_18: Final = re.compile(r"\b(?:menor(?:es)? de|under ?-?) ?18s?\b")
_COMES: Final = re.compile(
    r"\b(?:va|van|vamos|viene\w*|ir|come|coming|stay|entrar|ingresar|vai|vem|hospedar\w*|alojar\w*|dej(?:an"
    r"|arian)|let"
    r"|puedo|podemos|can|posso|jodemos|problema|problem)\b"
)


def tells_of_minors_alone(text: str) -> bool:
    """Said of themselves in so many words."""
    plain = normalise(text)
    if _ADULT_AGES.search(_UNDER_18.sub(" ", plain)) is not None:
        return False
    minors = _UNDERAGE.search(plain) or _NEEDS_A_GROWN_UP.search(plain) or _MINORS_ALONE.search(plain)
    return minors is not None or says_no_adult(text)


def says_no_adult(text: str) -> bool:
    """That nobody grown comes along, where coming is what is talked about."""
    plain = normalise(text)
    return _NO_ADULT.search(plain) is not None and _COMES.search(plain) is not None
