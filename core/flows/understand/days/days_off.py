"""Why it cannot be those days: somebody got no days off, or has to work, or to be elsewhere, on one of them.

Nobody leaves the party by it, and the day of an appointment is none to come. What is said beside it is heard as it is;
days off that were not given wish for other dates.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import fold, says_any

_GOT_LOOK: Final = ("folga", "franco", "off", "vacacion", "ferias", "licencia", "leave", "libre")
_WHO: Final = (
    r"(?:(?:a|al|ao|que|q|es que|porque|pq|pois|because|but|pero|mas|opa|uy|ay|y|e|and|so) )*"
    r"(?:(?:mi|my|minha|meu|nuestr[oa]|our|noss[oa]|el|la|o|a) [a-z]+ )?(?:(?:i|we|he|she|eu|ele|ela|yo|el|ella) )?"
)
_GOT_NONE: Final = (
    r"(?:no|nao|didn'?t|couldn'?t|could not|did not|can'?t|cannot|wasn'?t able to|doesn'?t)"
    r" (?:(?:le|les|me|nos|lhe|ha|pudo|pude|pudimos|puede|conseguiu|consigo|consegui|to|manage to) )*"
    r"(?:dieron|dan|dio|consigui(?:o|eron)|consegui(?:o|mos|u|ram)?|conseguim|consigue[n]?|pidio|tiene|tuvo|salio|"
    r"aprobaron|deram|deu|dao|teve|tem|pegou|pegar|tirar|pedir|conseguir|get|got|have|give[n]?|take)"
    r" (?:(?:el|la|los|las|a|o|as|os|the|any|him|her|me|us|un|uma?|those|these|that|esos|esses|dias?|days?|time|week"
    r"|semana) )*(?:folgas?|francos?|off|vacaciones|ferias|licencia|leave|libres?)\b"
    r"(?: (?:work|at work|no trabalho|en el trabajo))?"
)
_WHEN: Final = (
    r"(?: (?:(?:n|d)?(?:esse|este|essa|esta)s?|ese|esos|that|those|these|para|pra|for|en|no|na|on|el|o|a|la"
    r"|dias?|days?|fi[mn]s?|de|semana|finde|weekend|week|fds|dates?|fechas?|datas?|then|entonces|feriado?)\b)*"
)
_NO_DAYS_OFF: Final = re.compile(rf"\b{_WHO}{_GOT_NONE}{_WHEN}")
_BUSY_LOOK: Final = (
    "work", "trabaj", "trabalh", "cita", "turno", "consulta", "appointment", "exam", "prova", "meeting", "reuni",
    "guardia",
    "shift", "plantao", "estudio", "surgery", "cirug",
)  # fmt: skip
_APPOINTMENT: Final = (
    r"(?:cita|turno|consulta|examen|exame|prova|parcial|reunion|reuniao|guardia|plantao|cirugia|cirurgia|estudio"
    r"|appointment"
    r"|exam|meeting|shift|surgery|work|trabajo|trabalho)s?"
)
_ON_A_DAY: Final = (
    r"(?: (?:con|com|with|in|de|del|da|do|al|at|a|the|el|la|medic[oa]|doctor|dentist\w*|hospital|trabajo"
    r"|trabalho|work"
    r"|job))*"
    r"(?: (?:on|the|el|este|ese|no|na|dia|this|that))*"
    r" (?:\d{1,2}(?:st|nd|rd|th)?(?: (?:de|of) [a-z]+)?|lunes|martes|miercoles|jueves|viernes|sabado|domingo|monday"
    r"|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|segunda|terca|quarta|quinta|sexta)(?:-feira)?\b"
    r"(?! ?(?:al?|to|-|ate|until|hasta|till) ?(?:el |the )?\d)"
)
_BUSY: Final = re.compile(
    rf"\b{_WHO}(?:(?:tengo|tiene|tenemos|tienen|tenho|tem|temos|have|has|'?ve got|has got|got)(?: (?:to|que|an?"
    rf"|una?|uma?"
    rf"|my|mi|su|otr[oa]))* (?:{_APPOINTMENT}|trabajar|trabalhar)|trabaj(?:o|a|amos)|trabalh(?:o|a|amos)|works?"
    rf"|am working|is working){_ON_A_DAY}"
)
# "She can't do the 25th, the 24th to the 27th": of all days not that one, where a whole stay is told beside it.
_CANNOT: Final = (
    "can't",
    "cannot",
    "cant ",
    "couldn't",
    "won't",
    "unable",
    "no pued",
    "no pod",
    "nao p",
    "nao cons",
)
_CANNOT_DO: Final = re.compile(
    rf"\b{_WHO}(?:they |ellos |ellas |eles |elas )?"
    r"(?:can'?t|cannot|couldn'?t|won'?t be able to|(?:is |are |am )?unable to|no (?:puede[ns]?|puedo|podemos"
    r"|podes|podran?)"
    r"|nao (?:posso|podemos|pode|podem|consigo|consegue)) ?"
    r"(?:(?:do|make|manage|come|travel|be there|arrive|ir|vir|venir|viajar|llegar|chegar|estar) )?"
    r"(?:(?:on|el|no|em|en|para|pra|dia|the|o) )*\d{1,2}(?:st|nd|rd|th)?(?: (?:de|of) [a-z]+)?\b"
    r"(?! ?(?:al?|to|-|ate|until|till) ?(?:the |el )?\d| ?(?:hs?|am|pm|noches?|nights?|noites?)\b|:)"
)
_WHOLE_STAY: Final = re.compile(
    r"\d(?:st|nd|rd|th)? ?(?:al?|to|-|ate|until|till|through) ?(?:el |the |o )?\d"
)
_ANOTHER_DAY: Final = re.compile(r"\d")
_OTHER_DATES: Final = (
    (re.compile(r"folga|ferias"), "queremos outras datas"),
    (re.compile(r"\b(?:off|leave)\b"), "we want other dates"),
)
_IN_SPANISH: Final = "queremos otras fechas"


def without_days_off(text: str) -> str:
    plain = fold(text)
    if says_any(plain, _BUSY_LOOK) and (busy := _BUSY.search(plain)) is not None:
        left = f"{text[: busy.start()]} {text[busy.end() :]}".strip(" ,;.!")
        text = left if _ANOTHER_DAY.search(left) else text
        plain = fold(text)
    if says_any(plain, _CANNOT) and (cannot := _CANNOT_DO.search(plain)) is not None:
        left = f"{text[: cannot.start()]} {text[cannot.end() :]}".strip(" ,;.!")
        text = left if _WHOLE_STAY.search(fold(left)) else text
        plain = fold(text)
    found = _NO_DAYS_OFF.search(plain) if says_any(plain, _GOT_LOOK) else None
    if found is None:
        return text
    left = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,;.!")
    if any(map(str.isdigit, left)) or "?" in left:
        return left
    dates = next((said for look, said in _OTHER_DATES if look.search(found.group())), _IN_SPANISH)
    return f"{left}, {dates}" if any(map(str.isalpha, left)) else dates
