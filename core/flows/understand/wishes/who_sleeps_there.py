"""Who comes along, by name: "el nombre de mi esposa es Nélida Ochandio", "la triple es para Máximo y la novia".

Patterns over folded text, in which a name has no capital: kin lead up to any, of a room only names that people have.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.entities.names import is_given
from core.flows.understand.text import normalise

KIND: Final = "who_by_name"
WORDS: Final = (
    "nombre", "nome", "name", "llama", "chama", "called", "figur", "acompan", "huesped", "hospede", "ocup",
    "es para", "e para", "is for", "va para", "vai para", "meu ", "minha ", "duerm", "dorm", "sleep",
    "under", "second", "segund", "2nd",
)  # fmt: skip
_KIN: Final = (
    r"(?:espos[oa]|marido|mujer|mulher|senora|sra|novi[oa]|noiv[oa]|namorad[oa]|pareja|parceir[oa]|companer[oa]"
    r"|companheir[oa]|hij[oa]|filh[oa]|herman[oa]|irmao?|mama|mami|madre|mae|papa|padre|pai|suegr[oa]"
    r"|sogr[oa]|cunad[oa]"
    r"|cunhad[oa]|amig[oa]|prim[oa]|ti[oa]|abuel[oa]|niet[oa]|net[oa]|avo|yerno|nuera|colega|soci[oa]|wife"
    r"|husband|partner"
    r"|boyfriend|girlfriend|fiancee?|son|daughter|mother|mom|mum|father|dad|sister|brother|friend|aunt|uncle|cousin)"
)
_OWN: Final = r"(?:mi|su|meu|minha|my|our|nuestr[oa]|noss[oa])"
_NO_NAME: Final = (
    r"(?!(?:de|del|da|do|a|al|la|el|lo|un|una|um|uma|mi|my|meu|minha|no|not|nao|muy|very|muito|que|q|como"
    r"|para|pra|for|y"
    r"|e|and|so|solo|igual|distinto|the|that|este|ese|esta|esa|eso|quien|who|quem|del[ea]|ell[ao]s?|el[ea]s?"
    r"|his|her|him|them|personas?|people|pessoas?)\b)"
)
_NAME: Final = (
    rf"{_NO_NAME}[a-z'’-]{{2,}}(?: (?:(?:de la|del|de|da|do|dos|van|von) )?{_NO_NAME}[a-z'’-]{{2,}}){{0,3}}?"
    r"(?=[,.;:!?()\n\"]| (?:y|e|and|por|please|pls|gracias|thanks|que|q|tambien|tambem|also|viaja|viene|vem|va|vai)\b"
    r"| *$)"
)
_AND_WITH_THEM: Final = (
    rf"(?: (?:y|e|and|con|com|with) (?:(?:la|el|o|a|the|{_OWN}|his|her) {_KIN}\b|{_NAME}))?"
)
_ROOM: Final = (
    r"(?:triple|triplo|dobles?|dupl[oa]|double|simples?|single|familiar|family|cabana|cabin|habitacion|quarto"
    r"|room|otra"
    r"|outr[oa]|other)(?: (?:al |del |do |room )?(?:rio|jardin|jardim|muelle|cais|river|garden))?(?: room)?"
)
_FOR: Final = (
    r"(?:(?:(?:es|va|seria|queda|e|fica|vai|is|goes|sera|vai ser) )+(?:para|pra|for|al? nombre de|em nome d[aeo]"
    r"|no nome d[aeo]|in the name of|under|ocupad[oa] por)|(?:(?:la|lo|vai|va a) )?(?:ocupa[rn]?|usa[rn]?))"
)
_ADD: Final = (
    r"(?:agreg\w+|anad\w+|adicion\w+|inclu\w+|add|put|coloc\w+|coloqu\w+|bot[ae]\w*|pon\w*|poe|sum[ae]\w*"
    r"|anot\w+|apunt\w+"
    r"|write|note)(?: down)?"
)
_THE_OTHERS: Final = (
    r"(?:(?:the|la|el|los|o|a|os) )?(?:other|otr[oa]s?|outr[oa]s?|second|segund[oa]) "
    r"(?:couple|pareja|casal|guests?|person|persona|pessoa|huesped(?:es)?|hospedes?|family|familia)"
)
_NAMED: Final = rf"{_NO_NAME}[a-z'’-]{{2,}}(?: {_NO_NAME}(?!como\b|as\b)[a-z'’-]{{2,}}){{0,3}}?"
_NEXT: Final = (
    r"(?:(?:second|2nd|other|another|segund[oa]|2[oa]|otr[oa]|outr[oa]|additional|adicional) )?"
    r"(?:name|nombre|nome|guest|huesped|hospede|titular|contact[oa]?)"
)
# "Put one room under Fionnuala Brogan", of several that are taken together.
_A_ROOM: Final = (
    r"(?:(?:river|garden) )?(?:room|double|triple|single|twin|habitacion|pieza|cuarto|quarto|doble|simple"
    r"|dupl[oa]|cabana|one)"
    r"(?: (?:al |del |do |no )?(?:rio|jardin|jardim))?"
)
_ONE_OF_THEM: Final = (
    rf"(?:(?:{_ADD}|dej\w+|deix\w+|leave|have) (?:one|1|una?|uma?) {_A_ROOM}"
    r"|(?:one|1|una?|uma?) (?:of|de|d[ao]s) (?:(?:the|our|las|los|nuestr[oa]s|noss[oa]s|two|2|dos|dois|duas) )*"
    r"(?:(?:river|garden) )?(?:rooms|doubles|triples|singles|habitaciones|piezas|cuartos|quartos|dobles|simples"
    r"|dupl[oa]s)"
    rf"|(?:(?:the|la|el|o|a) )?(?:(?<!\ba )(?:second|2nd)|segund[oa]|2[oa]) {_A_ROOM}"
    rf"|(?:the|la|el|o|a) (?:other|otr[oa]|outr[oa]|first|1st|primer[oa]?|primeir[oa]) {_A_ROOM})"
)
_UNDER: Final = (
    r"(?:(?:'?s)?(?: (?:name|nombre|nome))?(?:,? (?:down|va|vaya|ir|queda|quede|es|sea|goes?|going|is|be|should"
    r"|to|vai|fica|fique|put|please"
    r"|pls|por favor|porfa|tambien|also))*"
    r"(?:,? (?:al? nombre de|(?:in|under) the name(?: of)?|under|em nome d[aeo]|no nome d[aeo]|down as)(?: (?:o|a"
    r"|la|el))?"
    r"|,(?= [a-z'’-]+ [a-z'’-]+ ?\?)))"
)
_OF_A_ROOM: Final = rf"{_ONE_OF_THEM}{_UNDER} {_NAME}"
SAID: Final = (
    rf"(?:(?P<room>{_OF_A_ROOM})|(?:(?:el |o |the )?(?:nombre|nome|name)(?: completo)? (?:de|d[ao]|of) {_OWN} {_KIN}"
    rf"|{_OWN} {_KIN}(?:'?s)? name)(?: (?:es|e|is):?|:) {_NAME}"
    rf"|(?:l?os |the )?(?:nombres|nomes|names)(?: (?:de tod[oa]s|of all))?(?: (?:son|sao|are):?|:) {_NAME}"
    rf"(?:(?:,| y| e| and|, y) {_NAME}){{0,6}}"
    rf"|(?:el |o |the )?(?:nombre|nome|name) (?:de|d[ao]|of) {_THE_OTHERS} (?:es|e|is):? {_NAME}"
    rf"|{_ADD} (?:a |o )?{_NAMED} (?:as|como|de) (?:an? |the |el |la |o |a |un |una |um |uma )?{_NEXT}\b"
    rf"|(?<!nombre de )(?<!nome d[aeo] )(?<!name of ){_OWN} {_KIN} (?:se (?:ll|ch)ama|is (?:called|named)):? {_NAME}"
    rf"|{_NAME} (?:es|e|is) {_OWN} {_KIN}\b(?=[^.!?]{{0,12}}\b{_ADD})"
    rf"|(?:figur\w+|apare[zc]\w+|conste)(?: tambien| tambem)? (?:a )?{_OWN} {_KIN}[,:]? {_NAME}"
    rf"|{_ADD}(?: (?:tambien|tambem|also))? (?:el |o |the )?(?:nombre|nome|name)(?: (?:de|d[ao]|of))?"
    rf"(?: {_OWN} {_KIN})?[:,]? {_NAME}"
    rf"|(?P<given>(?:acompanante|acompanhante|huesped|hospede|guest):? {_NAME}"
    rf"|(?:la|el|o|a|the) {_ROOM} {_FOR}:? (?:(?:la|el|o|a) )?{_NAME}{_AND_WITH_THEM}))"
)
_SAID: Final = re.compile(rf"(?<![a-z0-9])(?:{SAID})(?![a-z0-9])")
_ROOM_OF: Final = re.compile(rf"(?<![a-z0-9]){_OF_A_ROOM}(?![a-z0-9])")
_ASKED: Final = re.compile(
    r"\b(?:is|are|was|did|do|have|has|esta|estan|quedo|quedaron|ficou|ficaram|ta|tem|tenes|tiene[ns]?)(?: (?:you|u))?"
    r"(?: (?:got|put|ya|ja))? $"
)
_ORDER: Final = re.compile(
    rf"(?i)^(?:{_ADD}|dej\w+|deix\w+|leave|have)(?: (?:down|tambien|tambem|also))* (?=\S+ )"
)
_WORD: Final = re.compile(r"[a-z]+")


def is_of_one_room(words: str) -> bool:
    """Whose one of several rooms is."""
    return _ROOM_OF.search(normalise(words)) is not None


def tells_of_one_room(before: str, said: str) -> bool:
    """Though something else is asked in the sentence; "is the second room under Ana Paz?" asks it."""
    return _ROOM_OF.fullmatch(said.strip()) is not None and _ASKED.search(before) is None


def without_order(words: str) -> str:
    """ "Put one room under Ana Paz" reads as a note without its verb."""
    return _ORDER.sub("", words) if is_of_one_room(words) else words


def names_somebody(said: re.Match[str]) -> bool:
    """ "La triple es para cuatro" names nobody."""
    return said["given"] is None or any(map(is_given, _WORD.findall(said["given"])))


def is_told(plain: str) -> bool:
    return any(map(names_somebody, _SAID.finditer(plain)))


def is_of_another(name: str, text: str) -> bool:
    """Told of somebody who comes along and nowhere else: "soy Ana, el nombre de mi hermana es Lucia" leaves Ana."""
    plain, cut = normalise(text), list[str]()
    end = 0
    for found in filter(names_somebody, _SAID.finditer(plain)):
        cut.append(plain[end : found.start()])
        end = found.end()
    return (
        end > 0
        and _stands_in(name, plain)
        and not any(_stands_in(name, part) for part in (*cut, plain[end:]))
    )


def _stands_in(name: str, words: str) -> bool:
    """By whole words: no Ana in a "hermana"."""
    return f" {' '.join(_WORD.findall(normalise(name)))} " in f" {' '.join(_WORD.findall(words))} "
