"""Amounts of money. A bare "$" is the hotel's own currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from core.flows.understand.entities.found import Found
from core.flows.understand.text import has_figures
from core.flows.understand.watching import Watched

_LOCAL = {"AR": "ARS", "UY": "UYU", "CL": "CLP", "BR": "BRL", "MX": "MXN", "ES": "EUR", "US": "USD"}
_NAMES = {
    r"u\$s|us\$|usd|u\$d|dolares|dolar|dollars?|bucks|verdes": "USD",
    r"r\$|brl|reais|real|reales": "BRL",
    r"eur|euros?|€": "EUR",
    r"ars|pesos? argentinos?|pesos?|\$|mangos|lucas|palos|plata": "",
    r"uyu|pesos? uruguayos?": "UYU",
    r"clp|pesos? chilenos?": "CLP",
    r"mxn|pesos? mexicanos?": "MXN",
}
_NAME = "|".join(sorted((w for names in _NAMES for w in names.split("|")), key=len, reverse=True))
# One of these is in every amount that is not told in thousands.
_NAMED = Watched((
    "$", "usd", "dolar", "dollar", "bucks", "verdes", "brl", "reais", "real", "eur", "€", "ars", "peso", "mangos",
    "luca", "palos", "plata", "uyu", "clp", "mxn",
))  # fmt: skip
_AMOUNT = r"\d{1,3}(?:[., ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_THOUSAND = r"(?: ?(?:mil|k|lucas?|thousand)\b)"
# "How much in dollars 3 nights?": these are counted, and no money.
_NO_COUNT = (
    r"(?! ?(?:noches?|noites?|nights?|dias?|days?|semanas?|weeks?|personas?|pessoas?|people|adult\w*|pax)\b)"
)
_IN_THOUSANDS = re.compile(rf"\d{_THOUSAND}")


@dataclass(frozen=True)
class Money:
    amount: Decimal
    currency: str


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<before>{_NAME}) ?(?P<a>{_AMOUNT})(?P<ak>{_THOUSAND})?)(?![\d]){_NO_COUNT}"
        rf"|(?<![\d/.,-])(?P<b>{_AMOUNT})(?P<bk>{_THOUSAND})? ?(?:de )?(?P<after>{_NAME})(?![a-z])"
        rf"|(?<![\d/.,-])(?P<c>{_AMOUNT})(?P<ck>{_THOUSAND})(?![a-z])"
    )


@lru_cache(maxsize=64)
def find_money(text: str, country: str = "AR") -> tuple[Found[Money], ...]:
    """`text` is folded and numbered."""
    found: list[Found[Money]] = []
    if not has_figures(text) or not (_NAMED.said_in(text) or _IN_THOUSANDS.search(text)):
        return ()
    for match in _pattern().finditer(text):
        part = match.groupdict()
        which = next(k for k in "abc" if part[k])
        name = part["before"] or part["after"] or ""
        if (
            part["before"]
            and part["before"][0].isalpha()
            and match.start()
            and text[match.start() - 1].isalpha()
        ):
            continue
        times = 1000 if part[f"{which}k"] or name == "lucas" else 1000000 if name == "palos" else 1
        amount = _value(part[which] or "0") * times
        found.append(Found(match.start(), match.end(), Money(amount, _currency(name, country))))
    return tuple(found)


def _value(text: str) -> Decimal:
    """1.500 and 1,500 are fifteen hundred; 1.50 is one and a half."""
    whole, _, cents = text.replace(" ", "").replace(",", ".").rpartition(".")
    if whole and len(cents) < 3:
        return Decimal(whole.replace(".", "") + "." + cents)
    return Decimal((whole + cents).replace(".", ""))


def _currency(name: str, country: str) -> str:
    for names, code in _NAMES.items():
        if name and re.fullmatch(names, name):
            return (
                code if name not in {"ars", "peso argentino", "pesos argentinos"} else "ARS"
            ) or _LOCAL.get(country.upper(), "USD")
    return _LOCAL.get(country.upper(), "USD")
