"""Days on which somebody is paid or pays: "I get paid on Tuesday", "broke till the 1st", "I'll pay tonight".

They are days of the money, and none of the stay. Over folded text with its numbers as digits.
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
_THE: Final = r"(?:(?:the|el|o|no|na|dia|this|este|esta|next|proxim[oa]|mes|primeiro) )*"
_DAY: Final = (
    rf"{_THE}(?:{_WEEKDAY}|\d{{1,2}}(?:st|nd|rd|th|ro|o)?(?: (?:of|de) {_MONTH}\b)?(?![\d/:])"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b|tomorrow|manana|amanha|next (?:week|month)|(?:la )?semana que viene"
    rf"|semana que vem|(?:fin|fim) d[eo] mes|the end of the month)\b"
)
# A day that others are told with is one of a stay.
_ALONE: Final = rf"(?! ?(?:al?|to|ate|hasta|ao|-|\d)\b| ?(?:y|e|and) (?:{_THE})?(?:{_WEEKDAY}|\d))"
_PAID: Final = re.compile(
    r"\b(?:(?:get|getting|got|be|am|are|i'm) paid|payday|pay day|(?:wages?|salary|paychecks?|paycheque|pay check)\b"
    r"|(?:sueldo|aguinaldo|quincena|salario|decimo terceiro)\b|cobr(?:o|amos)\b|me (?:pagan|depositan|acreditan|pagam)"
    r"|recebo|caiu? (?:o|meu) (?:salario|pagamento))"
    r"(?: (?!(?:llego|llegamos|vamos|voy|chego|arrive|come|para|pra|for)\b)[a-z']+){0,4}?"
    rf" (?:on |in |only |till |until |recien |hasta |so |ate |en |em )*{_DAY}{_ALONE}"
)
_BROKE: Final = re.compile(
    r"\b(?:broke|skint|strapped|short of (?:cash|money)|(?:no|without) (?:any )?(?:money|cash)"
    r"|(?:sin|cort[oa]s?(?: de)?|no tengo) (?:(?:un )?pesos?|plata|guita|dinero|un mango)"
    r"|(?:sem|nao tenho|curt[oa] de) (?:grana|dinheiro|um tostao)"
    r"|(?:estoy|ando|to|tou|estou) (?:dur|lis|sec|pelad)[oa])"
    rf"(?: [a-z]+)? (?:till?|until|hasta|ate)(?: el| o| a)? {_DAY}"
)
_PAYMENT: Final = (
    r"(?:payment|transfer(?:encia)?|deposit[oe]?|money|pago|pagamento|sena|sinal|pix|plata|dinheiro|comprobante"
    r"|comprovante)"
)
_PAYING: Final = (
    rf"(?:(?:pay|pays|send|sends|transfer|pag(?:o|a|ar|are|amos|arei|aria)|transf(?:iero|iere|erir|erimos|iro|ere|eriria)"
    r"|deposit(?:o|a|ar|amos)|abon(?:o|a|ar|amos))(?: (?:you|it|that|te|les|lo|la|tudo|todo))?"
    rf"(?: (?:the|my|el|la|o|a|un|um) {_PAYMENT})?"
    rf"|(?:make|makes|do|does|sort|sending|making|hag[oa]n?|hace[nr]?|hacemos|haremos|hare|mand[oa]r?|mandamos|envi[oa]"
    rf"|fac[oa]|faz|fazer|fazem|fazemos)(?: (?:you|te|les))? (?:the |a |my |el |la |o |um |un )?{_PAYMENT})"
)
_FOR_WHOM: Final = r"(?: (?:for|por|pra|para) (?:me|us|mi|mim|nosotros|nos|gente|a gente))?"
_WHEN: Final = (
    r"(?:this (?:evening|afternoon)|tonight|later today|tomorrow(?: (?:morning|afternoon|evening|night))?"
    r"|(?:hoy|manana)(?: (?:mismo|a la (?:manana|tarde|noche)|por la (?:manana|tarde|noche)|temprano))?"
    r"|esta (?:noche|tarde)|a la noche"
    r"|(?:hoje|amanha)(?: (?:mesmo|(?:a|de) (?:manha|tarde|noite)|mais tarde|cedo))?|today)\b"
)
_PAYS_SOON: Final = re.compile(rf"\b{_PAYING}{_FOR_WHOM} {_WHEN}(?! (?:y|and|e) (?:manana|tomorrow|amanha))")
# "Tomorrow the office makes the transfer": at the head of what is said, for a room may be for tomorrow.
_SOON_PAYS: Final = re.compile(
    rf"(?:^|[,.;!?] ?|\b(?:ok|dale|bueno|listo|entonces|si|sim|yes|entao) )(?:y |e |and )?{_WHEN}"
    rf"(?: (?!(?:y|e|and|como|how|puedo|posso|can)\b)[a-z']+){{0,3}}? {_PAYING}"
)
_HOW_MUCH: Final = re.compile(r"\b(?:cuanto|quanto|how much)\b")
_NOW_OR_LATER: Final = (
    "tonight", "today", "tomorrow", "evening", "afternoon", "manana", "hoy", "noche", "tarde", "hoje", "amanha",
)  # fmt: skip


def _unless_priced(said: re.Match[str]) -> str:
    """ "How much would we pay tonight?" asks for a room."""
    return said.group() if _HOW_MUCH.search(said.string) else covered(said)


_TABLE: Final = rewriting(
    (
        ("paid", "pay", "wage", "salar", "sueldo", "aguinaldo", "quincena", "cobr", "me pag", "me deposit", "acredit",
         "recebo", "decimo"), _PAID, covered,
    ),
    (
        ("broke", "skint", "strapped", "short of", "money", "cash", "peso", "plata", "guita", "dinero", "mango",
         "grana", "dinheiro", "tostao", "estoy", "ando ", "to ", "tou ", "estou"), _BROKE, covered,
    ),
    (_NOW_OR_LATER, _PAYS_SOON, _unless_priced),
    (_NOW_OR_LATER, _SOON_PAYS, _unless_priced),
)  # fmt: skip


# Those of the table before it tell when there is money, the others that it goes.
_OF_WAGES: Final = 2


def without_days_of_money(text: str) -> str:
    return rewritten(text, _TABLE)


def waits_for_money(text: str) -> bool:
    """ "Broke till the 1st": until then nothing can be paid."""
    return any(text != step(text) for place, step in _TABLE.called_by(text) if place < _OF_WAGES)
