"""One of several meant by what it costs, short or whole: "la de 515", "o de 743 mil", "the 418 one"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from core.flows.understand.answers.sealing import pieces
from core.flows.understand.text import has_figures, normalise
from core.flows.understand.which_room.pointing import asks_or_denies

_AMOUNT: Final = (
    r"(?:(?:u\$s|us ?\$|usd|r\$|brl|ars|eur|€|\$) ?)?(?P<amount>\d{1,3}(?:[.,]\d{3})+|\d{2,7})"
    r"(?: ?(?:mil|k|lucas|luquitas|thousand|grand|pesos|reais|reales|dolares|dollars|usd|ars|eur|euros)\b){0,2}"
)
_A_NIGHT: Final = r"(?: ?(?:la|por|a|per|each|x|p/|/|de) ?(?:noche|night|noite|dia|day|diaria)\b)"
# "La de 15 de enero", "la de 40 años": no price.
_NO_PRICE: Final = (
    rf"(?:(?P<night>{_A_NIGHT})|(?![\d/%]|[.,-]\d| ?(?:de|of|anos?|years?|dias?|days?|noches?|nights?|noites?|personas?"
    r"|people|pessoas|metros|m2)\b))"
)
_ONE: Final = (
    r"(?: (?:opcion|opcao|option|oferta|habitacion|habi|pieza|cuarto|quarto|room|one|combo|alternativa))?"
)
_OF_SO_MUCH: Final = re.compile(
    rf"\b(?:la|el|the|a|o|es[ae]|aquella|ess[ae]|that){_ONE}"
    r" (?:(?:de|por|for|at|x)(?: (?:los|las|os|the))?|(?:que|q|which|that)(?: me)? (?:sale|salia|cuesta|vale|costs?"
    r"|custa|sai|is|was|esta|estaba|ta|era|e|es))"
    rf" {_AMOUNT}{_NO_PRICE}"
)
_SO_MUCH_ONE: Final = re.compile(
    rf"\b(?:the|that|this) {_AMOUNT}(?P<night>{_A_NIGHT})? (?:one|option|room|choice)\b"
)
_SHAPES: Final = (_OF_SO_MUCH, _SO_MUCH_ONE)
_THOUSAND: Final = Decimal(1000)


class Told(NamedTuple):
    amount: Decimal
    a_night: bool


class Price(NamedTuple):
    """What one of several costs."""

    total: Decimal
    a_night: Decimal


def place_by_price(text: str, prices: Sequence[Price]) -> int | None:
    """Where in a list the only one stands whose price is told, where it is pointed at and not asked of.

    What one of them costs in all outweighs what another costs a night.
    """
    told = _all_told(text)
    in_all = {
        at
        for one in told
        if not one.a_night
        for at, price in enumerate(prices)
        if _is_so_much(one, price.total)
    }
    found = in_all or {
        at for one in told for at, price in enumerate(prices) if _is_so_much(one, price.a_night)
    }
    return found.pop() if len(found) == 1 else None


def tells_a_price(text: str) -> bool:
    return bool(_all_told(text))


def by_its_name(text: str, price: Price, name: str) -> str:
    """With its name in place of its price."""
    if place_by_price(text, (price,)) is None:
        return text
    plain = normalise(text)
    for shape in _SHAPES:
        plain = shape.sub(f"la {name}", plain)
    return plain


def _all_told(text: str) -> list[Told]:
    if not has_figures(text):
        return []
    said = (normalise(piece).strip(" ¿¡") for piece in pieces(text))
    return [told for part in said if not asks_or_denies(part) for told in _told(part)]


def _told(part: str) -> list[Told]:
    return [
        Told(Decimal(re.sub(r"[.,]", "", found["amount"])), found["night"] is not None)
        for shape in _SHAPES
        for found in shape.finditer(part)
    ]


def _is_so_much(told: Told, price: Decimal) -> bool:
    """To the unit, or in thousands, cut or rounded."""
    near = {price.quantize(Decimal(1), how) for how in (ROUND_DOWN, ROUND_HALF_UP)}
    short = {(price / _THOUSAND).quantize(Decimal(1), how) for how in (ROUND_DOWN, ROUND_HALF_UP)}
    return told.amount in near | short or told.amount / _THOUSAND in short
