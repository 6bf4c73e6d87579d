"""Money that would come from another country: "I pay by transfer from the Netherlands", "no tengo cuenta argentina"."""

from __future__ import annotations

import re
from typing import Final

from core.flows.facts.topics import speaks_of
from core.flows.understand.money.paid import says_paid
from core.flows.understand.text import normalise

_BY_A_BANK: Final = re.compile(
    r"\b(?:transf\w+|banks?|bancos?|bancari[oa]s?|cuentas?|contas?|accounts?|wire|iban|swift|sepa|pix|depos\w+)\b"
)
_PAYS: Final = re.compile(
    r"\b(?:pag(?:o|ar|amos|aria|ariamos|aremos|are|uemos|o)|pay(?:ing)?|abon(?:o|ar|amos|aria)|senar|sen(?:o|amos))\b"
)
# Money brought along in a pocket comes from no bank.
_IN_HAND: Final = re.compile(
    r"\b(?:efectivo|cash|dinheiro|billetes?|dolares|dollars|usd|euros?|reais|reales|pesos|cambio|exchange)\b"
)
_NO_ACCOUNT: Final = re.compile(
    r"\b(?:no|nao|not|sin|sem|without|don'?t|haven'?t|isn'?t|ninguna?)\b(?: [a-z']+){0,4}? (?:cuentas?|contas?"
    r"|accounts?"
    r"|banks?|bancos?)(?: [a-z]+){0,3}? (?:argentin[oae]\w*|aca|alla|ahi|here|there|local)\b"
    r"|\b(?:cuentas?|contas?|accounts?|banks?|bancos?) (?:bancaria )?(?:argentin[oae]\w*|aca|local)"
    r" (?:no|nao) (?:tengo|tenemos|tenho|temos)\b"
    r"|\b(?:no|nao|not|don'?t|sin|without)\b(?: [a-z']+){0,3}? (?:argentin(?:e|ian)|local) (?:bank|account)"
)
_HAS_ONE: Final = re.compile(
    r"\b(?:tengo|tenemos|tenho|temos|have|got|desde|from|uso|con|com|with|hay)\b(?: [a-z']+){0,3}?"
    r" (?:cuentas?|contas?|accounts?|banks?|bancos?)(?: [a-z]+){0,2}? argentin\w*"
    r"|\b(?:have|got|with|from|an?) argentin(?:e|ian) (?:bank|account)"
    r"|\b(?:es|is|e|soy|somos|son|sou) argentin\w+\b"
    r"|\b(?:vive|lives|mora|viven|esta) (?:en|in|na|em) (?:la )?argentina\b"
    r"|\b(?:desde|from|de|da|por|by|via|un|una|an?|um|uma|mi|my|meu|minha)(?: [a-z]+)? argentin\w*\b"
)


def has_an_account_here(text: str) -> bool:
    plain = normalise(text)
    return _HAS_ONE.search(plain) is not None and _NO_ACCOUNT.search(plain) is None


def pays_from_abroad(text: str) -> bool:
    """By a bank, or in whatever way; not what is in their pocket, nor what was sent already."""
    plain = normalise(text)
    if says_paid(text) or has_an_account_here(text):
        return False
    if _NO_ACCOUNT.search(plain) is not None:
        return True
    if not speaks_of("abroad", text):
        return False
    by_a_bank = _BY_A_BANK.search(plain) is not None
    return by_a_bank or (_PAYS.search(plain) is not None and _IN_HAND.search(plain) is None)
