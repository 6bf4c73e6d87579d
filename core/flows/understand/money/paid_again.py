"""Whoever has paid and is shown a sum anew asks whether it is to be paid once more: "tengo que pagar de nuevo?"."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import fold
from core.flows.understand.watching import Seldom

_PAY: Final = (
    r"(?:pag(?:ar\w*|o|amos|ue)|abon(?:ar|o|amos)|transfer(?:ir\w*)?|transfiero|deposit(?:ar|o)|pay(?:ing)?"
    r"|send)"
)
_ONCE_MORE: Final = (
    r"(?:de nuevo|otra vez|nuevamente|dos veces|de novo|outra vez|novamente|duas vezes|mais uma vez|again"
    r"|twice|once more|a second time|all over again)"
)
_MUST: Final = (
    r"(?:tengo (?:que|q)|tenemos (?:que|q)|hay (?:que|q)|tenho (?:que|de)|preciso|do (?:i|we) (?:have|need) to"
    r"|must i)"
)
_IT: Final = (
    r"(?: (?:it|them|la|lo|el|o|a|all|todo|toda|tudo|everything|this|that|eso|isso|the|senal?|sinal|deposit|money"
    r"|plata))*"
)
_WHOLE: Final = r"(?:todo|entera|completa?|tudo|inteiro|the whole (?:thing|lot|deposit)|all of it|in full)"
_ANOTHER: Final = r"(?:otra|outro|another|second|segunda?|segundo)"
_ASKED: Final = Seldom(
    rf"\b{_PAY}{_IT} {_ONCE_MORE}\b|\b{_MUST} {_PAY} {_ANOTHER} (?:senal?|sinal|deposit|payment|pago|pagamento)\b"
    rf"|\b(?:otra vez|de nuevo|de novo|outra vez|again) {_MUST} {_PAY}\b|\b{_MUST} {_PAY}{_IT} {_WHOLE}\b"
)
# Money that is not the hotel's own is no sum to reckon with, nor is a share of one.
_OTHER_MONEY: Final = (
    r"(?: ?(?:de )?(?:(?:us|u\$s|american|canadian|americanos)\b ?)?(?:dol(?:ar(?:es?|s)?|lars?)|bucks|usd|u\$[sd]|us\$"
    r"|euros?|eur|rea(?:l|is|les)|brl|r\$|pounds?|libras?|gbp|guaranies|chilenos|uruguayos|€|£|%|percent\b"
    r"|por ciento\b|por cento\b))"
)
# "Pague 88800", "paid 54 mil"; a figure that goes on is the number of a transfer.
_SUM: Final = (
    r"(?:\$|ars|pesos)? ?(?P<sum>\d{1,3}(?:[.,]\d{3})++|\d{3,9}|\d{1,3}(?= ?(?:mil|k|lucas)\b))(?!\d)"
    rf"(?P<mil> ?(?:mil|k|lucas)\b)?+(?!{_OTHER_MONEY})(?! ?pesos (?:chilenos|uruguayos|mexicanos|colombianos))"
)
_PAID_SUM: Final = re.compile(
    rf"\b(?:pague|abone|transferi|deposite|mande|paguei|mandei|depositei|paid|sent|transferred|wired)\b"
    rf"(?: (?:los|el|la|os|o|a|the|you|te|ya|ja|already|de|unos))* {_SUM}"
)
_THOUSAND: Final = 1000
_SENTENCES: Final = re.compile(r"[^!?;\n]+[!?;\n]*")


def asked(text: str) -> bool:
    return _ASKED.search(fold(text)) is not None


def without_it(text: str) -> str:
    """What the message says besides."""
    return " ".join(one.strip() for one in _SENTENCES.findall(text) if not asked(one)).strip(" ,;")


def sum_paid(text: str) -> int | None:
    """In whole units of the hotel's money, where the guest names it."""
    found = _PAID_SUM.search(fold(text))
    if found is None:
        return None
    return int(re.sub(r"\D", "", found["sum"])) * (_THOUSAND if found["mil"] else 1)
