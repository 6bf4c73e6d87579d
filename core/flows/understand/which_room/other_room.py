"""Another room than the one before their eyes: the room is to be changed, or what else there is, is asked."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import says_any

_ROOM: Final = r"(?:habitacion|cuarto|pieza|room|quarto)"
_CHANGES: Final = r"(?:cambi(?:ar|arme|arnos|ame|enme|o)|change|switch|swap|trocar|mudar)"
_WHOSE: Final = r"(?: (?:de|a|la|el|the|my|our|mi|nuestra|o|meu|nosso|solo|sola|only|just))*"
_SAID: Final = re.compile(
    rf"\b(?:la|el|the|o|de) {_ROOM} (?:es (?:lo|la|el) que )?(?:quiero|queremos|quisiera|necesito|quero) {_CHANGES}\b"
    rf"|\b{_CHANGES}{_WHOSE} {_ROOM}\b(?! (?:por|for|to|a|pel[ao])\b)"
)
_THINGS: Final = re.compile(
    r"\b(?:camas?|beds?|pileta|piscina|pool|estacionamiento|parking|garagem|cochera|perr[oa]|dog|cachorr[oa]|mesa|table)\b"
)
_LOOK: Final = (
    "otr", "outr", "other", "else", "demas", "demais", "que mas", "q mas", "que mais", "algo mas", "algo mais",
    "opc", "option", "alternativ",
)  # fmt: skip
_BEFORE: Final = (
    r"(?:(?:ok|okay|bueno|bien|mm+|gracias|perdon|che|y|e|pero|mas|but|and|hola|oi|hi|a ver|una consulta|ah|no|thanks"
    r"|obrigad[oa]|entonces|so|then|entao|tambien|sorry|dale|disculpe?|genial|great|nice|legal|alem dess[ae]"
    r"|(?:aparte|ademas)(?: de (?:esa|eso))?|besides that(?: one)?)[ ,.!]+)*"
)
_OF_ROOMS: Final = (
    r"(?:habitacion(?:es)?|piezas?|cuartos?|opcion(?:es)?|alternativas?|tipos?(?: de (?:habitacion|cuarto|pieza)"
    r"(?:es|s)?)?|quartos?|opc(?:ao|oes)|acomodac(?:ao|oes)|rooms?|options?|ones?|choices?|room types?"
    r"|types? of rooms?|kinds? of rooms?|cabanas?|alternatives?)"
)
_HAVE: Final = (
    r"(?:hay|habia|tenes|tienen?|tenian|tendrias?|tendran?|ofrecen?|queda[n]?|ha|tem|teria|voces tem|vcs? tem|existem?"
    r"|(?:do|would) you have|have you got|you have|you got|(?:is|are|was|were) there|are (?:free|available)"
    r"|is (?:free|available)|(?:hay|tem|tienen) disponibles?)"
)
_SHOW: Final = (
    r"(?:(?:mostr|muestr)\w+|ver|quiero ver|queria ver|me (?:mostras|muestras|mostra|pasas|dices|decis)|decime|dime"
    r"|pasame"
    r"|(?:can|could|may) i see|show me|(?:can|could) you show me|let me see|tell me(?: about)?|me mostr\w+|posso ver"
    r"|podrias? mostrarme|what about|how about|que tal|cuanto (?:salen?|cuestan?|salian|estan)|how much (?:are|were|is)"
    r"|quanto (?:custam?|ficam?|saem?)|precio de|precios de|cuales (?:son|eran)|quais (?:sao|eram)|what are)"
)
_AFTER: Final = (
    r"(?:[ ,]+(?:para es[oa]s (?:dias|fechas|noches)|por favor|porfa|please|pls|pfv|disponibles?|libres?|livres?"
    r"|available|free|para ver|para comparar|to compare|for (?:those|these) (?:dates|days|nights)"
    r"|(?:pra|para|n)?ess[ae]s (?:dias|datas|noites)|cuanto (?:salen?|cuestan?|salian|estan)"
    r"|quanto (?:custam?|ficam?|saem?)|how much(?: are they)?|que precio tienen|entonces|then|tambien|ademas"
    r"|alem dess[ae]|que te?n[a-z]+|que hay|que haya|gracias|thanks))*[ ?!.]*"
)
_OTHER: Final = r"(?:otr[oa]s?|outr[oa]s?|other|another)"
_OTHERS: Final = re.compile(
    rf"{_BEFORE}(?:"
    rf"(?:(?:{_SHOW}|de|das|dos|about) )?"
    rf"(?:(?:las|los|as|os|the) (?:otr[oa]s|outr[oa]s|others|demas|demais)(?: {_OF_ROOMS})?"
    r"|the other (?:rooms|options|ones|choices|room types|types of rooms?|kinds of rooms?|alternatives))"
    rf"|(?:(?:que|q|cual(?:es)?|quais|which|what|any|algun[ao]?|alguma?|{_SHOW})(?: {_HAVE})?|(?:no |nao )?{_HAVE})"
    rf"(?: (?:algun[ao]?|alguma?|any))? {_OTHER} {_OF_ROOMS}(?: (?:mejor|melhor|better))?(?: {_HAVE})?"
    rf"|(?:otr[oa]s|outr[oa]s|other) {_OF_ROOMS}(?: {_HAVE})?|(?:otr[oa]|outr[oa]|another) {_OF_ROOMS} (?:mejor|melhor)"
    rf"|(?:no |nao )?{_HAVE} (?:algun[ao]? |alguma? )?(?:otra cosa|outra coisa|algo mas|mas opciones|mais opcoes"
    rf"|anything else|something else|any others?|more options)|algo (?:mas|mais) (?:no |nao )?{_HAVE}"
    rf"|(?:que|q) (?:mas|mais|otra cosa|outra coisa|otras?|outras?) {_HAVE}"
    rf"|what else(?: {_HAVE})?|(?:any|more) (?:others|options|alternatives)"
    rf"){_AFTER}"
)

_BIGGER: Final = re.compile(
    rf"\b{_HAVE}\b(?: [a-z]+){{0,4}} (?:(?:mas|mais) (?:grandes?|ampli[oa]s?|espacios[oa]s?|espacos[oa]s?)|bigger"
    rf"|larger"
    rf"|roomier|maior(?:es)?)\b|\b(?:un[oa]?|um|uma|a|una) {_OF_ROOMS} (?:(?:mas|mais) (?:grande|ampli[oa]"
    rf"|espacios[oa])"
    rf"|maior)\b|\b(?:bigger|larger) {_OF_ROOMS}\b"
)


def asks_for_a_bigger(plain: str) -> bool:
    """ "Is there a bigger room those days?", and no bigger bed."""
    return (
        says_any(plain, ("bigger", "larger", "roomier", "grande", "ampli", "espaci", "espaco", "maior"))
        and _BIGGER.search(plain) is not None
        and _THINGS.search(plain) is None
    )


def names_the_room(plain: str) -> bool:
    return _SAID.search(plain) is not None


def asks_for_the_others(plain: str) -> bool:
    """ "And the others?", "what else do you have?": of rooms, while one of them is before their eyes."""
    return says_any(plain, _LOOK) and _OTHERS.fullmatch(plain.strip(" ¿¡")) is not None


_OTHERS_THEN: Final = re.compile(
    rf"\b{_OTHER} {_OF_ROOMS} (?:[a-z]+ )?(?:free|available|left|libres?|livres?"
    r"|disponibles?|disponive(?:l|is)|vagos?)\b"
    rf"|\b(?:{_HAVE}|(?:can|could|would|does)) (?:[a-z]+ )?{_OTHER} {_OF_ROOMS}\b"
)


def asks_for_other_rooms_then(plain: str) -> bool:
    """ "Are any other rooms free from the 8th to the 11th?": of days that are told beside it."""
    return says_any(plain, ("otr", "outr", "other")) and _OTHERS_THEN.search(plain) is not None
