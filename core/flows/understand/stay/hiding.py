"""Numbers that are no dates, covered before dates are looked for: clock times, prices, codes, addresses."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.entities.clock_times import find_times
from core.flows.understand.entities.contacts import find_contacts
from core.flows.understand.entities.found import blank
from core.flows.understand.entities.money import find_money
from core.flows.understand.stay.told_of import without_what_is_told_of
from core.flows.understand.text import covered, has_figures, numbered, rewriting, rewritten, says_any
from core.flows.understand.watching import Seldom, Watched

# "Breakfast from 7 to 10" are hours, not days.
_ABOUT_HOURS = re.compile(
    r"\b(?=[a-z])(?<!con )(?<!y )(?<!with )(?<!and )(?<!com )(?:"
    r"desayun\w*|horarios?|que hora|abre[ns]?|cierra[ns]?|cena|almuerzo|merienda|pileta|atienden|breakfast|dinner|"
    r"lunch|opening|open|cafe da manha|jantar|almoco|funciona|que horas|abert[oa])\b"
)
_HOURS = re.compile(
    r"\b(?:de|from|entre|between|das|desde) (?:las )?\d{1,2} (?:a|to|y|and|as|ate|until|till) "
    r"(?:las )?\d{1,2}\b(?! ?(?:de|of|/|st\b|nd\b|rd\b|th\b|[a-z]{3,9}ber|jan|feb|mar(?:ch|\b)|apr|may(?! i\b| we\b)"
    r"|ju[nl]|aug))"
)

_WEEKDAYS = Seldom(
    r"\b(?:de )?(?:lunes|monday|segunda(?:-feira)?|martes|tuesday|mon|lun|seg) ?(?:a|to|through|-|al) ?"
    r"(?:viernes|sabados?|domingos?|friday|saturday|sunday|sexta(?:-feira)?|jueves|fri|sun|sex|dom)\b"
)
# "On the corner of 25 de Mayo", "Plaza 20 de Febrero", "number 5 on May Street" are places.
_PLACES = re.compile(
    r"\b(?:calles?|av(?:enida)?\.?|esquina(?: de| entre)?|plaza|plazoleta|barrio|rua|praca|bulevar|boulevard|paseo|"
    r"pasaje|travessa|alameda|autopista|ruta) (?:de |del |da |do |la |el |entre )*\d{1,2} (?:de )[a-z]+"
    r"|\b(?:number )?\d{1,4}(?: (?:or|and|to) \d{1,4})? (?:on |in )?[a-z]+ (?:street|road|avenue|st\.)"
)
_HOUR_OR_HOUR = re.compile(
    r"\b[345]g\b|\b\d{1,2} (?:or|o|ou|to) (?:las )?\d{1,2} (?:in the (?:morning|afternoon|evening)|at night|"
    r"de la (?:manana|tarde|noche)|da (?:manha|tarde|noite))"
)
_NO_WAIT = (
    r" ?,? ?(?:(?:ay|eh|um|uh|oh),? )?(?:no,? |nao,? )?(?:(?:perdon(?:a|e|ame)?|disculp[ae]|digo|wait|hang on"
    r"|i mean|sorry|quise decir|mejor dicho|mejor|desculp[ae]|que(?:r|ro) dizer|opa|perai|miento|minto|me equivoque"
    r"|me confundi|melhor|actually|make that|but now it's|now it's|pero ahora (?:es|son|seria)|mas agora e)"
    r"(?:,? (?:no|nao))?,? ?)+"
)
_AN_END = r"\d{1,2}(?:st|nd|rd|th|ro|o)?"
# "the 13th, no wait, the 14th": what was taken back.
_CORRECTED = re.compile(
    rf"\b{_AN_END}(?: (?:de |of )?(?!no\b|no,|nao\b|perd|sorry|digo|wait|melhor)[a-z]{{3,10}})?{_NO_WAIT}"
    r"(?=(?:al?|del?|el|to|the|ao|do|dia|o|until|hasta|que|es|era|from|on|on the|to the|no,?|son|make it) ?"
    rf"(?:el |the |dia )?{_AN_END}\b(?! ?(?:person|people|pessoa|adult|noch|night|noit)))"
)
_TO = r" ?(?:al?|ao|to|-|until|hasta|ate) ?(?:el |the |dia )?"
# And both ends of it: "from the 4th to the 6th, sorry, from the 11th to the 13th".
_BOTH_CORRECTED = re.compile(
    rf"\b(?:(?:no|nao|not) )?(?:(?:del?|from|do) )?(?:el |the |dia )?{_AN_END}{_TO}{_AN_END}{_NO_WAIT}"
    rf"(?=(?:(?:del?|from|do|the|el|dia|make it) ?)*{_AN_END}{_TO}{_AN_END}\b)"
)
# "Não é": the verb is no "and".
_IS_NOT = re.compile(r"\bnao e(?= )|\b(?:it|that|they|dates) (?:is|was|are|were)n'?t(?= )")
# "It is not from the 3rd to the 6th, it is ..."
_DENIED = re.compile(
    r"\b(?:no|nao|not) (?:es |era |son |eran |e |sao |seria )?(?:para |pra |for )?"
    r"(?:del? |el |do |o |from |the |on )?(?:the |dia )?\d{1,2}(?:st|nd|rd|th)?"
    r"(?: (?:al|ao|to|a|ate) (?:the )?\d{1,2}(?:st|nd|rd|th)?)?(?: (?:de|of) [a-z]{3,10})?,? "
    r"(?=(?:sino|sin[oó] que|es|era|son|e|sao|seria|mas sim|but|it's|it is|i mean)\b)"
)
# "No 30 de diciembre al 2 de enero te dije": a no to the house, with the days once more and no others.
_NO_TO_THE_HOUSE = re.compile(
    r"^\W*(?:no+|nao)(?= (?:del? |from |el |the |dia )*\d{1,2}(?:st|nd|rd|th)?(?: (?:de |of )?[a-z]{3,10})?"
    r" ?(?:al?|ao|to|until|hasta|ate|-) ?(?:el |the |dia )?\d{1,2}\D*$)"
    r"|^\W*(?:no+|nao)(?= (?:from )?[a-z]{3,10} \d{1,2}(?:st|nd|rd|th)? ?(?:to|until|-) ?"
    r"(?:the |[a-z]{3,10} )?\d{1,2}\D*$)"
)
_INSTEAD_OF = re.compile(
    r"\b(?:en lugar|en vez|instead|em vez|ao inves|no lugar) (?:of |de |do |del )(?:el |the |dia )?"
    r"\d{1,2}(?:st|nd|rd|th)?(?: (?:al|ao|to|a|ate) (?:the )?\d{1,2}(?:st|nd|rd|th)?)(?= )"
)
# "I have a booking for the 19th but arrive on the 20th": the day before is the old one.
_BOOKED_BEFORE = re.compile(
    r"\b(?:reserv\w+|booking|booked|agendad[oa]) (?:hecha |feita |made )?(?:para|del?|for|pra|pro|do|from|on|since) "
    r"(?:el |the |o |dia )*(?:[a-z]+ )?\d{1,2}(?:st|nd|rd|th)?(?: (?:de|of) [a-z]{3,10})?,? (?:pero|but|mas) "
    r"(?=(?:[a-z']+ ){0,3}(?:lleg\w+|arriv\w+|cheg\w+|caigo|caemos|entr\w+|get|getting|com(?:e|ing)|ir(?:ia|iamos)) "
    r"(?:[a-z]+ ){0,4}\d)"
)
# "Os cinco cabem?", "entramos los 4": an article of several before one number is of people, or of hours.
_THE_SO_MANY: Final = re.compile(
    r"(?<!todos )\b(?:l[oa]s|[oa]s) \d{1,2}\b(?! ?(?:[/.:-]|dias?|noches?|noites?|semanas?|primeir|ultim|d[eo] (?:mes"
    r"|proxim|est|ene|jan|feb|fev|mar|abr|ma[iy]|jun|jul|ago|se[pt]|o[cu]t|nov|di[ce]|dez)|del\b|ate\b|al? |ao?s? "
    r"|[ey] (?:[oa]s |l[oa]s )?\d|, ?\d))"
)
# "Which of the two is that?", "the two separate beds": a day would be the second.
_THE_TWO: Final = re.compile(
    r"\b(?:which|any|either|one|both|none|neither) of the [2-4]\b"
    r"|\bthe [2-4]\b(?= (?:is|are|was|were|separate|single|twin|double|beds?|rooms?|nights?|do|does|would|takes?|works?"
    r"|options?|ways?|of (?:us|them|you))\b)"
)
# "Add Strand as the second name", "el segundo nombre": one of those who come, and no day.
_THE_NEXT_NAME: Final = re.compile(
    r"\b(?:the|as|as an?|a|el|un|como|mi|my|o|um|meu) [2-4](?:nd|rd|th|r?[oa]|[º°ª.])? (?:names?|nombres?|nomes?"
    r"|guests?|huesped(?:es)?|hospedes?|contact\w*|titular(?:es)?|holder|surname|apellido|sobrenome|couple|pareja|casal)\b"
)
# "Uma rio e duas jardim": so many rooms, told by where they lie.
_SO_MANY_THERE: Final = re.compile(
    r"(?<!\bal )(?<!\ba )(?<!\bao )(?<!\bto )(?<!\bate )(?<![-/.\d] )(?<![-/.\d])[2-4]"
    r" (?:d[eo] |del |al |com vista (?:pro |ao )?|con vista al? )?(?:jardi(?:m|n|nes|ns)|gardens?|rios?|rivers?)\b"
)
# "Our first outing with the baby".
_OUTING: Final = re.compile(r"\b(?:1r[oa]|primeras?|nuestras?|ultimas?|otras?|algunas?) salidas?\b")
_SHORTENED = re.compile(
    r"(?<=\b(?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic|dez|jan|fev|mai|set|out|apr|aug|dec|lun|mie|jue|vie"
    r"|sab|dom|seg|ter|qua|qui|sex|mon|tue|wed|thu|fri|sat|sun))\.(?= |,|$)"
)
# To have, and no Tuesday.
_TO_HAVE: Final = re.compile(
    r"\b(?:(?:vai|vou|vamos|vao|pode|podem|podemos|deve|devem|iria) ter\b(?! ?(?:\d|a\b|ate\b|e\b|,))|ter que\b)"
)
# What those are told by.
_HOURED: Final = Watched((
    "desayun", "horario", "que hora", "abre", "cierra", "cena", "almuerzo", "merienda", "pileta", "atienden",
    "breakfast", "dinner", "lunch", "open", "cafe da", "jantar", "almoco", "funciona", "abert",
))  # fmt: skip
_SAID_TWICE = Seldom(r"\b(al|ao|to the|until the|hasta el|ate o|ate)\s+(?=\1\b)")
_EMPHATIC: Final = ("full ", "whole ", "entire ", "solid ")
_EMPHASIS = re.compile(r"\b(?:full|whole|entire|solid)(?= (?:week|weekend|month|fortnight))")


def _gone(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _as_not(found: re.Match[str]) -> str:
    return ("nao" if found.group().startswith("nao") else "not").ljust(len(found.group()))


_OTHERS: Final = rewriting(
    (
        ("calle", "av", "esquina", "plaz", "barrio", "rua", "praca", "bulevar", "boulevard", "paseo", "pasaje",
         "travessa", "alameda", "autopista", "ruta", "street", "road", "st."), _PLACES, covered,
    ),
    (("3g", "4g", "5g", "manh", "morning", "afternoon", "evening", "night", "tarde", "noche", "noite", "manana"),
     _HOUR_OR_HOUR, covered),
    (("reserv", "book", "agendad"), _BOOKED_BEFORE, _gone),
    (("lugar", "vez", "instead", "ao inves"), _INSTEAD_OF, _gone),
    (("no", "nao"), _DENIED, _gone),
    (("no ", "noo", "nao "), _NO_TO_THE_HOUSE, _gone),
    (("nao e ", "snt ", "sn't ", "en't ", "ent "), _IS_NOT, _as_not),
    (("los ", "las ", "os ", "as "), _THE_SO_MANY, _gone),
    (("the ",), _THE_TWO, _gone),
    (("name", "nom", "guest", "hu", "hosp", "contact", "titular", "holder", "apell", "couple", "pareja", "casal"),
     _THE_NEXT_NAME, _gone),
    (("jardi", "garden", "rio", "river"), _SO_MANY_THERE, _gone),
    (("salida",), _OUTING, _gone),
    ((".",), _SHORTENED, _gone),
)  # fmt: skip
_TAKEN_BACK: Final = Watched((
    "perdon", "disculp", "digo", "wait", "hang on", "i mean", "sorry", "quise", "mejor", "melhor", "desculp",
    "quer dizer",
    "quero dizer", "opa", "perai", "miento", "minto", "me equivoque", "me confundi", "actually", "make that",
    "now it's", "ahora", "agora",
))  # fmt: skip


def without_other_numbers(plain: str, lang: str) -> str:
    """`plain` is folded text; the answer has its number words as digits."""
    text = numbered(blank(plain, find_contacts(plain)), lang)
    if has_figures(text):
        text = rewritten(text, _OTHERS)
        money = find_money(text)
        if _TAKEN_BACK.said_in(text):
            text = _CORRECTED.sub(_gone, _BOTH_CORRECTED.sub(_gone, text))
        text = blank(text, money)
    if " ter " in text:
        text = _TO_HAVE.sub(_gone, text)
    text = without_what_is_told_of(text)
    text = _SAID_TWICE.sub(_gone, text)
    if says_any(text, _EMPHATIC):
        text = _EMPHASIS.sub(_gone, text)
    if _HOURED.said_in(text) and _ABOUT_HOURS.search(text):
        text = _HOURS.sub(covered, text)
        text = _WEEKDAYS.sub(covered, text)
    return blank(text, find_times(text, lang))
