""" "Llegamos tipo 23", "we won't be there till midnight": the words of somebody who comes when reception may be closed.

Patterns over folded text. They tell; whether they only ask is for whoever reads the sentence.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import as_blanks

WORDS: Final = (
    "lleg", "arriv", "get ", "gets ", "getting", "there", "at the hotel", "at your", "check", "cheg", "caigo",
    "caemos", "estoy", "estamos", "estaremos", "reach",
)  # fmt: skip
_COMES: Final = (
    r"(?:lleg(?:o|a|amos|aremos|are|aria|ariamos|an|ando|ue|uemos|ar)|arriv(?:e|es|ing)"
    r"|gets?(?:ting)? (?:there|in|to (?:you|yours|the (?:hotel|inn|posada)))"
    r"|(?:be|are|am|'m|'re) (?:there|in|with you|at (?:the|your) (?:hotel|place|posada|inn))|check(?:ing)? in"
    r"|cheg(?:o|a|amos|aremos|arei|am|ando|ar|ue|uemos)|ca(?:igo|emos|eria|eriamos)"
    r"|est(?:oy|amos|are|aremos|ou|arei) (?:ahi|alla|ai|la)"
    r"|reach(?:ing)?(?: (?:there|the (?:hotel|inn|posada|place)|your place|you))?)"
)
_FILL: Final = (
    r"(?:,? (?:mas|re|bien|bastante|muy|un poco|a bit|quite|rather|very|bem|muito|um pouco|mais|recien|there|in|ahi"
    r"|alla|so|only|solo|just|probably|maybe|capaz|talvez|creo que|sometime|super"
    r"|(?:en|in|by|de|no|na) (?:el |la |the |a |um |o )?(?:micro|bus|bondi|auto|avion|tren|car|train|plane|onibus"
    r"|carro|aviao|taxi|omnibus|colectivo|vuelo|voo)))*"
)
_ABOUT: Final = (
    r"(?:(?:las|as|tipo|onda|rollo|en plan|como|around|about|at|by|like|till|until|til|hasta|ate|antes de"
    r"|before|past|pasad[ao]s? (?:de )?|pelas|por volta d[ae]s?|por volta|a eso de|despues de|depois d[ae]s?"
    r"|after|sobre|umas?|unas?|close to|casi|quase|almost|mas o menos|mais ou menos|more or less|la|a) ?){0,8}"
)
_DAYS: Final = (
    r"(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|segunda|terca|quarta|quinta|sexta)(?:[ -]feira)?"
)
_PARTLY: Final = (
    r"(?: ?[:.h] ?[0-5]\d| y media| y cuarto| y pico| y algo| e meia| e quinze| e pouco|(?: |-)?ish)?"
)
_IN_THE_EVENING: Final = (
    rf"(?:19|2[0-3]){_PARTLY} ?(?:hs|hrs|h|horas)?"
    rf"|(?:[7-9]|1[0-2]){_PARTLY} ?(?:pm|p\.m\.?|de la noche|da noite|at night)"
)
# An hour without a figure, or whose figure alone could be of the afternoon.
NIGHT_WORDS: Final = (
    "medianoche", "media noche", "midnight", "meia-noite", "meia noite", "de la manana", "da manha",
)  # fmt: skip
# "At one on Saturday morning" is of the night that began on Friday.
_IN_THE_NIGHT: Final = (
    rf"(?:0?0 ?[:.h] ?[0-5]\d(?: ?(?:hs|hrs|h|horas))?|24 ?(?:hs|hrs|h|horas)"
    rf"|(?:12|[1-5]){_PARTLY} ?(?:am|a\.m\.?|(?:de?|por) la (?:manana|madrugada)|da (?:manha|madrugada)"
    rf"|in the morning)"
    rf"|(?:(?:half|quarter|ten|twenty|\d\d?)(?: minutes)? (?:past|after) )?"
    rf"(?:medianoche|media noche|mid ?night(?: thirty)?|meia[ -]?noite){_PARTLY})"
    rf"(?:,? (?:(?:del?|do|da|on|of|no|na|el) )*(?:dia )?{_DAYS}(?: (?:morning|night|a la noche))?)?"
)
_NO_HOUR: Final = (
    r"(?! ?(?:min(?:ut\w*)?|past|after|personas?|pessoas?"
    r"|people|adult\w*|noches?|noites?|nights?|dias?|days?|to \d|al? \d|ate \d|- ?\d|/\d|%"
    r"|(?:o|u|ou|or) (?:el |the |dia )?\d{1,2}(?:st|nd|rd|th)?,?"
    r" (?:(?:de|of) [a-z]|(?:hasta|until|till|ate) (?:el|the|o) )"
    r"|(?:de |of )?(?:ene|feb|mar|abr|apr|may|mai|jun|jul|ago|aug|set|sep|out|oct|nov|dic|dec|dez|jan|fev)[a-z]*\b))"
)
_HOUR: Final = rf"(?:(?:{_IN_THE_EVENING}){_NO_HOUR}|{_IN_THE_NIGHT})"
_LATE: Final = (
    r"(?:tard(?:isimo|issimo|azo|e da noite|e)|late|de madrugada|a la madrugada|de noche|a la noche|por la noche"
    r"|a noite|de noite|at night|in the night)"
)
_ROUGHLY: Final = r"(?:,? (?:mas o menos|mais ou menos|more or less|or so|ish|aprox\w*|recien|technically))*"
_NOT_BEFORE: Final = (
    rf"(?:won'?t|will not|cannot|can'?t|not|no|nao)(?: (?:vamos a|voy a|vou|vamos|podemos|consigo|conseguimos"
    rf"|be able to|going to|nos))* {_COMES}{_FILL},? (?:till|until|til|before|hasta|antes|ate|sino)\b ?(?:de |d[ae]s )?"
)
_SAID_AFTER: Final = (
    rf"{_ABOUT}{_HOUR}{_ROUGHLY},? (?:(?:recien|mas o menos|i|we|yo|a gente|nosotros|is when|vamos a|vou|vamos|will"
    rf"|'ll) )*(?!check){_COMES}"
)
SAID: Final = (
    rf"(?:(?:{_NOT_BEFORE}|{_COMES}{_FILL}[ ,]*){_ABOUT}(?:{_LATE}(?:[ ,]+{_ABOUT}{_HOUR})?|{_HOUR}){_ROUGHLY}"
    rf"|{_SAID_AFTER})"
)
# "..., is anybody there?", "is that too late": asked of what was just told.
ASKED_OF_IT: Final = re.compile(
    r"[, ]+(?:(?:y|e|and|pero|but|mas|entonces|so)[ ,]+)*"
    r"(?:(?:hay|habra|tem|vai ter|esta|estara)(?: (?:alguien|alguem|gente|alguno|algun problema|algum problema"
    r"|problemas?|drama)\b[^?]*)"
    r"|(?:(?:is|will|would) there |(?:is |will |would )?(?:anyone |anybody |someone |somebody ))[^?]*"
    r"|(?:is|would) (?:that|it) (?:too late|ok|okay|fine|alright|a problem)(?: [^?]*)?"
    r"|(?:es|sera|e|eh|fica) (?:muy |muito |re |demasiado )?(?:tarde|problema)(?: [^?]*)?"
    r"|(?:me|nos) (?:espera|recib|receb|atiend|atend|abr|deja)\w*[^?]*"
    r"|pasa (?:algo|nada)(?: si [^?]*)?"
    r"|(?:como|how) (?:hago|hacemos|entro|entramos|faco|fazemos|do (?:i|we) get in)[^?]*"
    r"|(?:puedo|podemos|posso|se puede|da pra|can (?:i|we)|consigo|conseguimos)"
    r" (?:entrar|ingresar|igual|check in|get in|still|hacer el check|fazer)[^?]*) ?[?]* *$"
)
# "Can we check in late, like 11pm?" asks and tells nothing.
MAY_THEY: Final = re.compile(
    r"\b(?:can|could|may|puedo|podemos|podriamos?|posso|poderia(?:mos)?|se puede|da (?:para|pra)|es posible"
    r"|seria posible"
    r"|is it (?:ok|okay|fine|possible)|e possivel|tem como|hay problema (?:si|en)|tem problema se)\b"
)
# Who comes then, and why, is said with it.
_WHOSE: Final = re.compile(
    r"\b(?:(?:i|we|yo|nosotr[oa]s|nos|eu|a gente|so|y|e|and|que)(?:'ll|'d| will| would| might)?(?: (?:probably|only"
    r"|so|solo"
    r"|recien|just|will|vou|vamos))*|recien|vamos|vou)[ ,]*$"
)
_WHY: Final = re.compile(
    r"^,? (?:porque|pois|because|since|que (?:vengo|venimos|salgo|salimos)|al? (?:la )?terminal)\b[^.,;?!]*"
)


def without_its_clause(before: str, after: str) -> tuple[str, str]:
    """As long as they were: "we'll", "because I drive" and "is that too late" say nothing besides."""
    for pattern in (_WHY, ASKED_OF_IT):
        after = pattern.sub(as_blanks, after)
    return _WHOSE.sub(as_blanks, before), after
