"""Flowers, petals, a cake, a bottle: what somebody wants to find in the room."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import fold, tidy

KIND: Final = "in_the_room"
WORDS: Final = (
    "vino", "wine", "vinho", "flores", "flowers", "champan", "champagne", "espumante", "bombones", "chocolates",
    "petal", "globos", "balloons", "baloes", "rosas", "roses", "torta", "cake", "bolo", "decorac", "bubbly",
    "prosecco", "sparkling", "fizz", "sidra",
)  # fmt: skip
_ON_A_DAY: Final = (
    r"(?: (?:for|on|para|pra|pro|el)(?: (?:the|el|o|dia))* \d{1,2}(?:st|nd|rd|th)?"
    r"(?![\d:.]| ?(?:people|person|pessoa|pax|[ap]m|hs)))"
)
_ONE: Final = (
    r"(?:(?:una?|la|el|a|an|some|the|unas|unos|umas?|uns|um|as|los|las) )*"
    r"(?:(?:botell(?:a|ita)|bottle|garrafa|ramos?|bunch|buque|arreglo|caja|box|caixa) (?:de|of|con|with) )?"
    r"(?:(?:red |white |tinto |blanco )?(?:vino|wine|vinho)|flores|flowers|rosas(?: vermelhas)?|(?:red )?roses"
    r"|champan|champagne|espumante|bubbly|prosecco|fizz|sidra|sparkling wine|bombones|chocolates"
    r"|petalos(?: de (?:rosas?|flores))?|(?:rose )?petals"
    r"|petalas(?: de rosas?)?|globos|balloons|baloes|torta(?: de cumple\w*)?|(?:birthday |small )?cake"
    r"|bolo(?: de aniversario)?|decoracion(?: romantica)?|decoracao(?: romantica)?)"
    r"(?: (?:rojas|blancas|red|white|tinto|blanco|branco))?"
    rf"{_ON_A_DAY}?"
)
_MANY: Final = rf"{_ONE}(?:(?:,| y| o| e| ou| and| or) {_ONE})*(?: (?:o algo|or something|ou algo))?"
_ORDERS: Final = (
    r"(?:(?:me |nos |le |les |lhe |te )?(?:pon(?:e|es|en|er|ga|gan|ganle|erle|erles|erme|ernos|drian|drias)?|pus\w+"
    r"|dej(?:a|an|as|ar\w*|en|arian?)|deix(?:a|am|ar|em|aria)|coloc\w+|botar?|prepar\w+|consegu\w+|consig\w+|arregl\w+"
    r"|arm(?:ar?|en?|an)|decor\w+|put|leave|arrange|get|prepare|quiero|queremos|quisiera|quero|queria|querriamos"
    r"|gustaria|gostaria(?: de)?|want|would like|.d like|haya|hubiera|tener|ter"
    r"|pop|stick|bring|(?:can|could|may) (?:we|i) (?:have|get)|traer|llevar|trazer|levar)"
    r"(?: (?:la|el|her|him|us|me|para|for|mi|my|minha|meu|ella|ela|esposa|mujer|marido|novia|de sorpresa|que haya"
    r"|to have|a|en|la habitacion|in|the room|on the bed|con|with|com|algo|unas|mesmo|hubiera|pieza|cama|quarto|no))* )"
)
_THERE: Final = (
    r"(?=[^.?!]{0,40}\b(?:en (?:la|el) (?:habitacion|pieza|cuarto|cama)|in (?:the|our|my) room|on the bed"
    r"|no quarto|na cama|al llegar"
    r"|when we (?:arrive|get)|esperand\w+|waiting|na chegada)\b)"
)
# "Unos pétalos, si se puede", "if possible a cake".
_MAY: Final = (
    r"(?:si (?:se )?(?:puede|pudiera|pudieran|pueden|podria|podrian)(?: ser)?|si (?:es|fuera) posible"
    r"|se (?:der|puder|puderem|possivel|for possivel|desse)|if (?:at all )?(?:possible|you can|you could))"
)
_ASKED_OF_THEM: Final = (
    r"(?:can|could|would) (?:you|u) (?:do|arrange|manage|sort|get|organi[sz]e)(?: (?:that|it|one))?(?: for us)?(?= ?\?)"
    r"|(?:se puede|pueden|podrian|podran|es posible|puede ser|da (?:pra|para) (?:fazer|pedir|ter)"
    r"|e possivel|pode ser)(?= ?\?)"
)
_IF_THEY_MAY: Final = rf"{_MAY},? (?:con |with |com )?{_MANY}|(?<!de ){_MANY},? (?:{_MAY}|{_ASKED_OF_THEM})"
# "Resérvala pero con flores", "book it with some wine".
_BESIDE_AN_ORDER: Final = (
    r"(?:(?:pero|but|mas|y|and|e),? |(?<=ala )|(?<=ela )|(?<=ame )|(?<= it )|(?<=reserva )|(?<=reserve ))"
    rf"(?:con|with|com) {_MANY}"
    r"(?: (?:en (?:la|el) (?:habitacion|pieza|cuarto|cama)|in (?:the|our) room|on the bed|no quarto|na cama))?"
)
SAID: Final = rf"(?:(?<!de ){_MANY}{_THERE}|{_ORDERS}{_MANY}|{_IF_THEY_MAY}|{_BESIDE_AN_ORDER})"
_ARTICLES: Final = re.compile(r"^(?:(?:una?|la|el|an?|some|the|unas|unos|umas?|uns|um|as|los|las) )+")
_DAY: Final = re.compile(rf"{_ON_A_DAY}$")
_THING: Final = re.compile(rf"(?<![a-z]){_ONE}(?![a-z])")


def things(text: str) -> tuple[str, ...]:
    """One by one, as they were called; what is told again with its day is that."""
    own = tidy(text)
    found = [own[slice(*one.span())].strip() for one in _THING.finditer(fold(own))]
    called = {_ARTICLES.sub("", fold(one)): one for one in reversed(found)}
    with_a_day = {_DAY.sub("", name) for name in called if _DAY.search(name)}
    return tuple(one for name, one in called.items() if name not in with_a_day)[::-1]
