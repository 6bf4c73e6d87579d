"""Whether there is a shower or a bathtub: asked of a room, or told by whoever cannot get over the edge of a tub."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.answers.questions import asks
from core.flows.understand.text import normalise
from core.flows.understand.watching import Seldom, Watched

NAMED: Final = Watched(
    ("tub", "bath", "shower", "baner", "banadera", "ducha", "banheir", "chuveiro", "box")
)  # fmt: skip
_TUB: Final = r"(?:(?<!hot )(?:bath ?)?tub|(?:bath(?! ?room)|baner[ao]|banadera|banheira)s?)"
_SHOWER: Final = r"(?:(?:walk|roll)-?\s?in(?: shower)?|showers?|duchas?|duchador|chuveiros?|box|wet ?room)"
_ONE_OF_THEM: Final = Seldom(rf"\b(?:{_TUB}|{_SHOWER})\b")
_OF_A_BABY: Final = r"(?! (?:(?:de|para|pra|for|el|la|o|a|the|our|um|un) )*(?:bebe|baby|nen[ea]|crianca))"
_EITHER: Final = Seldom(
    rf"\b{_TUB}\b[^.!?\n]{{0,16}} (?:or|o|ou) (?:[a-z]+ ){{0,4}}?{_SHOWER}\b"
    rf"|\b{_SHOWER}\b[^.!?\n]{{0,16}} (?:or|o|ou) (?:[a-z]+ ){{0,4}}?{_TUB}\b{_OF_A_BABY}"
)
_HAS_ONE: Final = re.compile(
    r"(?:[a-z]+ ){0,5}?(?:does it have|(?:has|have)(?: it| got)?|is (?:there|it)|comes? with|hay|habra|tiene[ns]?"
    r"|tenes|tem|teria|vem com|viene con|es (?:con|de)|es|e (?:com|de)|e|con|com|with)"
    r"(?: (?:an?|una?|uma?|any|just|solo|so))?"
    rf" (?:{_TUB}|{_SHOWER})(?: in (?:it|there)| ahi| ai)?"
)
# Of all the rooms there are.
_ANY_ROOM: Final = re.compile(
    r"\b(?:algun[ao]?s?|alguma?s?|any|some|which|what|cual(?:es)?|qual|quais|que|otr[oa]s?|outr[oa]s?|another"
    r"|rooms?|quartos?|habitacion(?:es)?|cuartos?|piezas?|tienen|tenes|do you|voces|vcs)\b"
)
_ASKING_OF_IT: Final = Seldom(
    r"\b(?:ask\w*(?: you)?|question is|pregunt\w+|consult\w+|pergunt\w+)(?: [a-z]+)? "
    r"(?:about|por|de|sobre|da|do|whether|if|si|se)(?: [a-z]+){0,3}? "
    rf"(?:{_TUB}|{_SHOWER})\b"
)
_CANNOT: Final = (
    r"(?:can'?t|cannot|can not|can no longer|couldn'?t|unable to|not able to"
    r"|(?:struggles?|trouble|hard for (?:her|him|me))(?: with| to)?"
    r"|(?:no|nao) (?:pued\w+|podemos|podria\w*|pode\w*|posso|consegue\w*|consigo)|(?:le|me|les) cuesta\w*"
    r"|tem dificuldade (?:de|para|pra|em)|dificil)"
)
_INTO: Final = (
    r"(?:get(?:ting)?|step(?:ping)?|climb(?:ing)?|go(?:ing)?|lift (?:his|her|my|their) legs?|entrar\w*|pasar|passar"
    r"|subir|saltar|pular|(?:levantar|subir|passar) (?:las?|as?) (?:piernas?|pernas?)|meterse|trepar|over|into)"
)
_NOT_OVER_IT: Final = Seldom(
    rf"\b{_CANNOT}\b(?: [a-z]+){{0,3}}? {_INTO}\b[^.,;!?\n]{{0,40}}\b{_TUB}\b{_OF_A_BABY}"
)
# A door that is locked keeps anybody out, and whoever cannot get out of a tub sits in it.
_NO_EDGE: Final = re.compile(
    r"(?<!in and )(?<!in or )\bout of\b|\b(?:door|locked|stuck|puerta|traba\w+|porta|trancad\w+|trav\w+)\b"
)
_WITHOUT_A_STEP: Final = re.compile(
    r"\b(?:(?:walk|roll)-?\s?in\b|wet ?room\b|ducha a(?:l)? ras\b|(?:step|barrier)-?\s?free\b)"
)


def is_asked(sentence: str) -> bool:
    plain = _plain(sentence)
    if _ASKING_OF_IT.search(plain) is not None:
        return True
    if not asks(sentence):
        return False
    if _EITHER.search(plain) is not None:
        return True
    return _HAS_ONE.fullmatch(plain) is not None and _ANY_ROOM.search(plain) is None


def is_named(written: str) -> bool:
    return _ONE_OF_THEM.search(normalise(written)) is not None


def cannot_get_over(text: str) -> bool:
    plain = normalise(text)
    return _NOT_OVER_IT.search(plain) is not None and _NO_EDGE.search(plain) is None


def wants_no_step(text: str) -> bool:
    return cannot_get_over(text) or _WITHOUT_A_STEP.search(normalise(text)) is not None


def _plain(sentence: str) -> str:
    return " ".join(normalise(sentence).strip(" ¿¡?!.,").split())
