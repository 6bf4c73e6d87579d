"""E-mail addresses, telephone numbers, links and booking codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.domain.bookings import CODE_ALPHABET, CODE_LENGTH, CODE_SIGN
from core.flows.understand.entities.found import Found
from core.flows.understand.text import says_any

_EMAIL = r"(?P<email>[a-z0-9][a-z0-9._%+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+)"
_LINK = r"(?P<link>(?:https?://|www\.)\S+|\b[a-z0-9-]+\.(?:com|net|org|io|app)(?:\.[a-z]{2})?(?:/\S*)?)"
# Codes are made without look-alikes (0 O 1 I), and always mix letters and digits or come after the word for them.
_UNITS = (
    "dia|day|noc|noi|nig|pax|per|adu|hor|hou|hab|ene|feb|mar|abr|apr|may|jun|jul|ago|aug|sep|set|oct|out|nov|dic|dec|"
    "jan|mai|dez|fev|mil|usd|ars|min|cua|qua|roo|mes|sem|nen|chi|kid|ano|yea|gue|cri|pes|mts|km|kg"
)
_CODE = (
    r"(?P<code>(?<![a-z0-9@/-])(?=[a-z0-9]{6}(?![a-z0-9]))(?=[a-z0-9]*[a-z])(?=[a-z0-9]*\d)"
    rf"(?!\d{{1,5}}(?:{_UNITS}))[a-z0-9]{{6}})"
)
_TOLD = (
    r"(?:codigo|cod|code|reserva|reservation|booking|localizador|confirmacion|confirmation|referencia|reference|ref|"
    r"numero|number|nro|n)(?: (?:de|da|of|my|mi|minha|la|es|e|is|reserva|reservation|booking|numero|number|nro|code|"
    r"codigo|confirmacion|confirmation|reference))*"
    r"[ :#.]*(?P<told>(?=[a-z0-9-]*\d)(?=[a-z0-9-]*[a-z])[a-z0-9-]{5,10})(?![a-z0-9-])"
)
# The house's letters before it make a code of what else might be a word or a number, however it is spaced.
_SIGN = f"[{CODE_ALPHABET.lower()}]"
_MARKED = (
    rf"(?<![a-z0-9@./-])c ?[-.]? ?j(?:(?: ?[-:.#_] ?| )(?=[a-z -]*\d)|-|(?=[a-z]*\d))"
    rf"(?P<marked>{_SIGN}(?:[ .-]?{_SIGN}){{{CODE_LENGTH - 1}}})(?![a-z0-9@-])"
)
_PHONE = (
    r"(?P<phone>(?<![\d/$.,])(?:\+ ?\d[\d ().-]{7,18}\d|"
    r"\(?\d{2,5}\)?[ .-]?(?:15[ .-]?)?\d{3,5}[ .-]?\d{4}|\d{8,13})(?![\d/]))"
)
# A tax number or a passport's is nobody's telephone, nor a day.
_PAPER = (
    r"(?:cuit|cuil|cnpj|cpf|rfc|rut|ruc|nit|dni|cedula|pasaporte|passport|passaporte|curp)"
    r"(?: (?:es|is|e|el|la|numero|number|nro|n|no|de|do|da|empresa|the))*[ :#.]*"
    r"(?P<document>[a-z]{0,4}\d[\d ./-]{4,16}[\dkx])(?![\da-z])"
)
_PATTERN = re.compile(rf"{_EMAIL}|{_LINK}|\b{_PAPER}|{_MARKED}|\b{_TOLD}|{_CODE}|{_PHONE}")
# One look for each sign that anything of all this may be there.
_FIGURED = re.compile(r"\d(?:\d\d|[a-z]|[ .)-]\d|(?<=[a-z]\d))")
_DOTTED = re.compile(r"\.[a-z]")
_DATE_LIKE = re.compile(
    r"\d{1,2}[-./ ]\d{1,2}[-./ ](?:20)?\d\d$|20\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-/]\d{1,2}\b"
)


@dataclass(frozen=True)
class Contact:
    kind: str  # email | phone | link | code | document
    text: str


@lru_cache(maxsize=64)
def find_contacts(plain: str) -> tuple[Found[Contact], ...]:
    """`plain` is folded but not numbered, so that codes and addresses are still whole."""
    if not (says_any(plain, "@/") or _FIGURED.search(plain) or _DOTTED.search(plain)):
        return ()
    found = []
    for match in _PATTERN.finditer(plain):
        kind = match.lastgroup or ""
        text = match.group(kind)
        start, end = match.span(kind)
        if kind == "phone" and (not 8 <= sum(c.isdigit() for c in text) <= 15 or _DATE_LIKE.match(text)):
            continue
        if kind == "marked":
            start, kind = match.start(), "code"
            text = f"{CODE_SIGN}-" + "".join(filter(str.isalnum, text)).upper()
        elif kind in {"told", "code"}:
            kind, text = "code", text.upper()
        found.append(Found(start, end, Contact(kind, text)))
    return tuple(found)
