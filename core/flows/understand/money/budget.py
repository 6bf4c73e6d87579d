"""The most a guest would pay: "hasta 80 mil la noche", "under 200 for both nights", "tenho só 300"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from core.flows.understand.text import has_figures, normalise, says_any

_WORDS: Final = (
    "hasta", "maximo", "mas de", "menos de", "tengo", "tenemos", "presupuesto", "budget", "under", "up to", "max",
    "more than", "less than", "below", "have", "got", "ate ", "tenho", "temos", "orcamento", "abaixo",
)  # fmt: skip
_MOST: Final = (
    r"(?:hasta|(?:como )?maximo|no mas de|menos de|por menos de|tengo|tenemos|presupuesto|budget|under|up to"
    r"|max(?:imum)?|no more than|not more than|less than|below|have|i've got|we've got|ate|no maximo"
    r"|nao mais (?:de|que)|tenho|temos|orcamento|abaixo de)"
)
_FILL: Final = (
    r"(?: (?:de|del|es|e|is|of|our|un|unos|uns|uma?|solo|so|only|just|about|around|como|hasta|ate|up to|mas o menos|max"
    r"|maximo|apenas|somente|nomas|total|seria|diario|like|roughly|cerca de|gastar|for|por|para|spend|to)){0,4}"
)
_MONEY: Final = (
    r"u\$s|us ?\$|usd|dolares|dolar|dollars?|bucks|r\$|brl|reais|reales|eur|euros?|€"
    r"|ars|pesos?|\$|mangos|£|pounds"
)
_A_NIGHT: Final = r"(?:(?:la|por|a|per|each|cada|x|p/|/|de) ?(?:noche|night|noite|dia|day|diaria)|diaria)"
_BESIDE: Final = (
    rf"(?: (?:mas o menos|aprox\w*|max(?:imo)?|or so|ish|mais ou menos|tops))?"
    rf"(?=[ ,]*(?P<night>{_A_NIGHT})\b|[ ,]*(?:$|[.;!?)]|,|en total|in total|no total|total|for (?:both|all|the|\d)"
    r"|por (?:las|l[ao]s|todo|\d)|para (?:las|todo|as|\d)|pelas|y |and |e |pra |como|al? |nomas|nada mas|tops))"
)
_SAID: Final = re.compile(
    rf"(?<![a-z]){_MOST}\b{_FILL} ?[:=]? ?(?P<before>{_MONEY})? ?"
    r"(?P<amount>\d{1,3}(?:[.,]\d{3})+|\d{2,7})(?P<thousand> ?(?:mil|k|lucas?|thousand)\b)?"
    rf"(?: ?(?:de )?(?P<after>{_MONEY})(?![a-z]))?{_BESIDE}"
)
# A bare number below it is of days, ages or people.
_FEWEST: Final = 60
_YEARS: Final = range(2024, 2040)


@dataclass(frozen=True)
class Most:
    """`money` is the word or sign beside it, where there was one."""

    amount: Decimal
    money: str
    a_night: bool


def most_to_pay(text: str) -> Most | None:
    plain = normalise(text)
    if not has_figures(plain) or not says_any(plain, _WORDS):
        return None
    for said in _SAID.finditer(plain):
        amount = Decimal(re.sub(r"[.,]", "", said["amount"])) * (1000 if said["thousand"] else 1)
        money = said["before"] or said["after"] or ""
        if money or said["thousand"] or (amount >= _FEWEST and int(amount) not in _YEARS):
            return Most(amount, money, said["night"] is not None)
    return None
