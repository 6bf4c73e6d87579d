"""Days on which somebody might cancel, until which it is free, and days left till then: none of them is of the stay.

"And if I give up tomorrow?", "so until 30 November it is free", "there are ten days to go". Over folded text with its
numbers as digits.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import covered, rewriting, rewritten

_WEEKDAY: Final = (
    r"(?:(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|segunda|terca|quarta|quinta|sexta)(?:-feira)?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_MONTH: Final = (
    r"(?:ene|jan|feb|fev|mar|ab|apr|may|mai|jun|jul|ago|aug|se[pt]|o[cu]t|nov|di[ce]|dez|de[cz])[a-z]*"
)
_RELATIVE: Final = (
    r"(?:day after tomorrow|tomorrow after tomorrow|pasado manana|depois de amanha|tomorrow|tmrw|manana|amanha|today"
    r"|tonight|hoy|hoje|next week|semana que viene|semana que vem)"
)
_DATE: Final = (
    rf"(?:(?:{_WEEKDAY},? )?\d{{1,2}}(?:st|nd|rd|th|ro|o)?(?:/\d{{1,2}}| (?:of |de |do )?{_MONTH})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|{_WEEKDAY})"
)
_THE: Final = r"(?:(?:el|la|o|a|no|na|the|on|este|this|mismo|dia|ya|ja|right) )*"
_COUNTED: Final = r" ?(?:noches?|nights?|noites?|personas?|pessoas?|people|dias?|days?)\b"
_DAY: Final = rf"{_THE}(?:{_RELATIVE}|{_DATE})\b(?![\d/:%]|{_COUNTED})"
# "That is tomorrow": the same day told once more.
_OR_RATHER: Final = (
    rf"(?:,? (?:that is|that's|thats|which is|it's|o sea|osea|es decir|ou seja|isto e|quer dizer),? {_DAY})"
)
# Two days are a stay.
_ALONE: Final = rf"(?! ?(?:al?|to|ate|hasta|ao|-|till|until) ?{_THE}(?:\d|{_WEEKDAY}))"
_GIVES_UP: Final = (
    r"(?:cancel(?!l?ation)[a-z]*|desist[a-z]*|arrepent[a-z]*|arrepient[a-z]*|(?:me|nos) baj(?:o|amos)|bajar(?:me|nos)?"
    r"|chang(?:e|ed) (?:my|our) minds?|(?:back|pull) out|call(?:ed)? (?:it|this) off|mud(?:o|ar|armos) de ideia"
    r"|cambi(?:o|amos|e|emos) de (?:idea|opinion|planes)|dou pra tras"
    r"|(?:can'?t|cannot|won'?t|don'?t|couldn'?t) (?:come|make it|go|travel|show up|be there)"
    r"|no (?:voy|vamos|puedo (?:ir|viajar)|podemos (?:ir|viajar))"
    r"|nao (?:vou|vamos|for|formos|(?:puder|pudermos|conseguir)(?: (?:ir|vir|viajar))?))"
)
_IF: Final = r"(?:se|si|if|caso|cuando|when|quando|suppose|supongamos que|puedo|podemos|posso|can|could|may)"
_WHO: Final = (
    r"(?:(?:yo|eu|a gente|nos|me|i|we|you|la|lo|need|have|want|to|tengo|tenemos|que|quiero|quero|preciso|tiver|ter"
    r"|decido|decide|\x01+) )*"
)
_IT: Final = (
    r"(?: (?:la|lo|a|o|it|that|this|the|mi|my|our|reserva|booking|reservation|todo|tudo|everything|recien|so|only"
    r"|viagem|viaje|trip|aun|ainda|even|incluso))*"
)
_GIVEN_UP_ON: Final = re.compile(rf"\b{_IF} {_WHO}{_GIVES_UP}{_IT} {_DAY}{_ALONE}")
_NO_COST: Final = (
    r"(?:(?<!i'm )(?<!we're )(?<!am )(?<!are )free(?: (?:of charge|cancel[a-z]*))?|gratis|gratuit[oa]"
    r"|sin (?:cargo|costo|pagar|penalidad|multa)|sem (?:custo|multa|taxa|pagar)|no (?:charge|fee|cost|penalty)"
    r"|cancel(?!l?ation)[a-z]*|refund[a-z]*|devuelv[a-z]*|devolv[a-z]*|reembols[a-z]*)"
)
_TILL: Final = r"(?:until|till|til|up to|before|by|hasta|ate|antes de|antes del|antes do)"
_NO_STAY: Final = r"(?!(?:y|e|and|para|pra|for|from|del?|do|arriv[a-z]*|lleg[a-z]*|cheg[a-z]*)\b)"
_FEW: Final = rf"(?:,? {_NO_STAY}[a-z']+){{0,4}}?"
_FREE_TILL: Final = re.compile(rf"\b{_NO_COST}{_FEW},? {_TILL} {_DAY}{_OR_RATHER}?{_ALONE}")
_TILL_FREE: Final = re.compile(
    rf"(?<![\d,] )\b{_TILL} {_DAY}(?:,? (?!to\b|al?\b|ao\b)[a-z']+){{0,4}}?,? {_NO_COST}\b"
    rf"(?:(?: [a-z]+){{0,3}}?{_OR_RATHER})?"
)
_ROOM_IS_FREE: Final = re.compile(
    r"\b(?:any|anything|something|rooms?|doubles?|triples?|singles?|cabins?|what(?:'s|s)?|have|has|weekends?)\b[^.?!]{0,30}\bfree\b"
    r"|\bare (?:you|u|ya)(?: guys| all)? (?:still )?free\b"
    r"|^(?:(?:hi|hello|hey|hiya|and|so)[ ,!]+)*(?:free )?(?:until|till?) [^,.?!]{2,18}(?:(?<!is )(?<!it's )free)? ?\?+$"
)
# "Faltan 2 semanas", "there are ten days left".
_SO_LONG: Final = r"(?:\d{1,3}|una?|uma?|a|one) (?:dias?|semanas?|mes(?:es)?|days?|weeks?|months?)"
_ROUGHLY: Final = r"(?: (?:como|unos|unas|casi|mas de|mais de|todavia|aun|ainda|uns|umas|apenas|solo|so))*"
_LEFT: Final = re.compile(
    rf"\b(?:falt(?:an|a|am|ando)|qued(?:an|a)|resta[mn]?){_ROUGHLY} {_SO_LONG}\b|\b{_SO_LONG} (?:left|to go|away)\b"
)

# "So I have three days to cancel".
_TIME_FOR_IT: Final = re.compile(
    rf"\b\d{{1,3}} (?:dias?|days?|semanas?|weeks?)(?: (?:left|more|mas|ainda|todavia))? (?:para|pra|p|to)(?: poder)?"
    rf" {_GIVES_UP}"
)


def _unless_rooms_are(said: re.Match[str]) -> str:
    """ "Anything free until Friday?" asks for a room."""
    return said.group() if _ROOM_IS_FREE.search(said.string) else covered(said)


_OFF_WORDS: Final = (
    "cancel", "desist", "arrep", "baj", "minds", " mind", "out", " off", "ideia", "idea", "opinion", "planes", "tras",
    "no v", "no p", "nao ", "can't", "cant ", "cannot", "won't", "wont ", "don't", "dont ", "couldn't",
)  # fmt: skip
_FREE_WORDS: Final = (
    "free", "grat", "sin ", "sem ", "no charge", "no fee", "no cost", "no penalty", "cancel", "refund", "devuelv",
    "devolv", "reembols",
)  # fmt: skip
_TABLE: Final = rewriting(
    (_OFF_WORDS, _GIVEN_UP_ON, covered),
    (_OFF_WORDS, _TIME_FOR_IT, covered),
    (_FREE_WORDS, _FREE_TILL, _unless_rooms_are),
    (_FREE_WORDS, _TILL_FREE, _unless_rooms_are),
    (("falt", "qued", "resta", " left", "to go", "away"), _LEFT, covered),
)


def without_days_of_cancelling(text: str) -> str:
    return rewritten(text, _TABLE)
