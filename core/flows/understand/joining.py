"""Somebody joins those who were told before: "my girlfriend comes too", "somos uno más"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.memory import Party
from core.flows.understand.reading import Understanding
from core.flows.understand.text import normalise

_WHO: Final = (
    r"(?:my|mi|minha|meu) (?:wife|husband|girlfriend|boyfriend|gf|bf|partner|mother|father|mom|mum|dad|sister|brother"
    r"|friend|mujer|esposa|esposo|marido|novi[oa]|pareja|mama|papa|madre|padre|herman[oa]|amig[oa]|suegr[oa]"
    r"|mulher|namorad[oa]|namo|noiv[oa]|companheir[oa]|mae|pai|irma|irmao|sogr[oa])"
)
_COMES: Final = (
    r"(?:is |will |se |va a |vai )?(?:com(?:es?|ing)|join(?:s|ing)?|viene|venir|vem|vir|suma|sumar|vai|va)"
)
_TOO: Final = (
    r"(?:too|also|as well|along|with (?:me|us)|tambien|conmigo|con nosotros|tambem|junto|comigo|com a gente)"
)
_JOINS: Final = re.compile(
    rf"\b{_WHO} (?:{_COMES}\b.{{0,12}}\b{_TOO}|{_TOO} {_COMES}|se suma)\b"
    rf"|\b{_TOO} {_COMES} {_WHO}\b|\bsomos un[oa]? mas\b|\b(?:one more (?:person|adult)|un[oa] (?:persona|adulto) mas"
    r"|mais um[a]? (?:pessoa|adulto))\b"
)


def one_more(known: Party, meant: Understanding) -> Understanding:
    """Told without a number of its own, one is added to the party; who was alone so far spoke of themselves."""
    said = meant.entities
    if not _JOINS.search(normalise(meant.text)):
        return meant
    if said.children is not None or (said.adults or said.people or 1) > 1:
        return meant
    adults = (known.adults or 1) + 1
    people = adults + (known.children or 0)
    return replace(meant, entities=replace(said, adults=adults, children=known.children, people=people))
