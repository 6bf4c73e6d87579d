"""Days on which somebody is paid or pays: "I get paid on Tuesday", "broke till the 1st", "the receipt goes on Monday".

They are days of the money, and none of the stay. Over folded text with its numbers as digits.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import covered, rewriting, rewritten, says_any

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
    rf"|semana que vem|mes q(?:ue)? (?:viene|vem)|(?:fin|fim) d[eo] mes"
    r"|(?:the )?(?:end|start|beginning) of (?:the )?month"
    rf"|(?:el |o )?(?:quinto|5o?) dia (?:util|habil))\b"
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
    r"|out of (?:cash|money)|hard up|in the red|cleaned out"
    r"|(?:estoy|estamos|toy|ando|andamos|to|tou|estou|tamo|estamos|a gente ta) (?:re |medio |meio |bem |muy )?"
    r"(?:(?:dur|lis|sec|pelad|fundid|quebrad|zerad|ajustad|cortad)[oa]s?|patos?|en (?:la lona|cero|rojo|bolas|la ruina)"
    r"|na (?:pindaiba|lona|merda)|no (?:vermelho|zero)|a cero))"
    rf"(?: [a-z]+)? (?:till?|until|hasta|ate)(?: el| o| a)? (?:{_DAY}|pay ?day\b)"
)
# "Recién el 5 cobro": the day before the money.
_PAID_THEN: Final = re.compile(
    rf"\b(?:recien |so |only |not (?:till|until|before) |hasta |ate |el |no |on |dia )+{_DAY}"
    r" (?:que |eh que |when |es cuando )?(?:yo |eu |i |we |nos |a gente )?"
    r"(?:cobr(?:o|amos)|me (?:pagan|depositan|acreditan|pagam)|recebo|recebemos|get paid)\b"
)
_PAYMENT: Final = (
    r"(?:payments?|transf(?:er(?:encia)?)?|deposit[oe]?|money|cash|pagos?|pagamento|senal?|sinal|pix|plata|dinero|dinheiro|giro"
    r"|comprobante|comprovante|receipt|proof(?: of payment)?|recibo|bill|rest|balance|resto|saldo|guita|grana)"
)
_PAYS: Final = (
    r"(?:pay|pays|paying|paid|(?<!\ba )(?<!\bthe )(?<!airport )(?<!\bun )(?<!\bel )transfer|transferring"
    r"|transferred|wire|wiring|wired|settle"
    r"|pag(?:o|ue|amos|a|ar|are|aremos|aria|uei|arei)|transf(?:iero|iere|iro|ere|eri|erimos|erir|eriria)|deposit(?:o|e|a|amos|ar|ei)"
    r"|abon(?:o|e|a|amos|ar))"
)
_MAKES: Final = (
    r"(?:mak(?:e|es|ing)|made|do|does|did|sort|send(?:s|ing)?|sent|hag[oa]n?|hic(?:e|imos)|hace[nr]?|hacemos|haremos|hare"
    r"|mand(?:o|e|a|ar|amos|ei)|envi(?:o|e|a|ar|amos|ei)|pas(?:o|e|amos|ar)|fac[oa]|fiz|faz|fazer|fazem|fazemos)"
)
_ITS: Final = "the |my |a |an |el |los |las |o |um |una |un |mi |meu "
_OF_IT: Final = f"(?:{_ITS}|la )?"
# "La hago mañana": the transfer, where nothing is made for that day.
_PAYING: Final = (
    rf"(?:{_PAYS}|{_MAKES}(?: (?:you|te|les|lhe))? {_OF_IT}{_PAYMENT}|(?<=la )(?:hago|hacemos)"
    r"|(?<=lo )(?:hago|hacemos))"
)
_MORE: Final = (
    rf"(?: (?:it|that|you|te|les|lo|la|all|of it|everything|todo|tudo|right|(?:first|1th) thing|ya|recien|only"
    rf"|just|then|so"
    rf"|directly|straight|(?:por|for|pra|para) (?:me|us|mi|mim|nosotros|nos|gente|a gente)|(?:{_ITS})?{_PAYMENT}))*?"
)
_THE_SAME_DAY: Final = (
    r"(?:this (?:evening|afternoon)|tonight|later today|tomorrow|today|hoy|manana|esta (?:noche|tarde)"
    r"|a la noche|hoje|amanha)"
    r"(?: (?:mismo|mesmo|temprano|cedo|early|mais tarde|morning|afternoon|evening|night"
    r"|(?:a la|por la|a|de|da) (?:manana|tarde|noche|manha|noite)|a (?:primera|1r[oa]) hora|(?:first|1th) thing))*"
)
_A_DATE: Final = (
    rf"(?:(?:on |next |this |the |el |este |na |no |proxim[ao] |by |before "
    rf"|recien )+)?{_WEEKDAY}(?: que (?:viene|vem))?"
    rf"(?: (?:a (?:la|primera|1r[oa]) \w+|temprano|cedo|morning|early|\d{{1,2}}(?:st|nd|rd|th)?\b))*"
    rf"|(?:(?:on|by|before) )?(?:the|el|dia|no dia|o dia) \d{{1,2}}(?:st|nd|rd|th)?(?: (?:of|de) {_MONTH}\b)?"
    r"(?![\d/:]| ?(?:%|por|per|percent|mil|k\b|pesos|noches?|nights?|noites?|personas?|people|hs?\b))"
)
_WHEN: Final = rf"(?:{_THE_SAME_DAY}|{_A_DATE})\b"
_OTHER_DAY: Final = (
    rf"(?! ?(?:al?|to|ate|hasta|ao|until|-) ?(?:{_THE})?(?:{_WEEKDAY}|\d)"
    rf"| ?(?:y|e|and|,|o|or|ou) (?:{_THE})?(?:{_WEEKDAY}|\d|manana|tomorrow|amanha))"
)
_PAYS_THEN: Final = re.compile(rf"\b{_PAYING}{_MORE} {_WHEN}{_OTHER_DAY}")
# "Tomorrow the office makes the transfer": at the head of what is said, for a room may be for tomorrow.
_THEN_PAYS: Final = re.compile(
    rf"(?:^|[,.;!?] ?|\b(?:ok|dale|bueno|listo|entonces|si|sim|yes|entao) )(?:y |e |and )?{_WHEN}"
    rf"(?: (?!(?:y|e|and|como|how|puedo|posso|can|para|for|llego|llegamos|chego)\b)[a-z']+){{0,3}}? {_PAYING}\b"
)
_MONEY_MOVES: Final = (
    "pag", "pay", "paid", "transf", "wire", "wiring", "settl", "deposit", "abon", "hago", "hacemos", "money", "cash",
    "sena", "sinal", "pix", "plata", "diner", "dinheiro", "giro", "comprob", "comprov", "receipt", "proof", "recibo",
    "bill", "rest", "balance", "saldo", "guita", "grana",
)  # fmt: skip
_HOW_MUCH: Final = re.compile(r"\b(?:cuanto|quanto|how much)\b")


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
         "grana", "dinheiro", "tostao", "estoy", "estamos", "toy ", "ando ", "andamos", "to ", "tou ",
         "estou", "a gente ta",
         "tamo ", "hard up", "in the red", "cleaned out"), _BROKE, covered,
    ),
    (("cobr", "me pag", "me deposit", "acredit", "recebo", "recebemos", "get paid"), _PAID_THEN, covered),
    (_MONEY_MOVES, _PAYS_THEN, _unless_priced),
    (_MONEY_MOVES, _THEN_PAYS, _unless_priced),
)  # fmt: skip


# Those of the table before it tell when there is money, the others that it goes.
_OF_WAGES: Final = 3
_STILL_TODAY: Final = re.compile(
    r"\b(?:today|tonight|hoy|hoje|this (?:evening|afternoon)|est[ae] (?:noche|tarde)|later today)\b"
)


def day_of_paying(plain: str) -> str:
    """The words that say when the money goes; nothing where none do."""
    found = _PAYS_THEN.search(plain) or _THEN_PAYS.search(plain) if says_any(plain, _MONEY_MOVES) else None
    return found.group() if found is not None and _HOW_MUCH.search(plain) is None else ""


def pays_another_day(plain: str) -> bool:
    told = day_of_paying(plain)
    return bool(told) and _STILL_TODAY.search(told) is None


def without_days_of_money(text: str) -> str:
    return rewritten(text, _TABLE)


def waits_for_money(text: str) -> bool:
    """ "Broke till the 1st": until then nothing can be paid."""
    return any(text != step(text) for place, step in _TABLE.called_by(text) if place < _OF_WAGES)
