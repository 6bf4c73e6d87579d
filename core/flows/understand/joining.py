"""Somebody joins those who were told before, or stays at home: "my girlfriend comes too", "mi hermana no viene"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.memory import Party
from core.flows.understand.intents.deciding import Guess
from core.flows.understand.reading import Understanding
from core.flows.understand.text import normalise, numbered

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


_CHILD: Final = (
    r"(?:(?:my|mi|minha|meu|el|la|o|a|the|one of the|uno de los|una de las|um dos|uma das) )"
    r"(?:hij[oa]s?|nen[ea]s?|nin[oa]s?|chic[oa]s?|beb[ea]|son|daughter|kids?|child|baby|filh[oa]s?|crianca)"
)
_NOT_COMING: Final = (
    r"(?:(?:al final |finalmente |ya |no final |after all )*(?:no (?:viene|va|vienen|puede|se suma|nos acompana)"
    r"|nao (?:vem|vai|pode)|isn'?t coming|is not coming|won'?t (?:come|make it|be coming)|can'?t (?:come|make it)"
    r"|cancelled|canceled|se bajo|se baja|desistiu)\b)"
)
_STAYS: Final = re.compile(
    rf"(?:(?P<child>{_CHILD})|{_WHO}) {_NOT_COMING}|\bsomos un[oa] menos\b|\bone (?:person )?less\b"
    r"|\bum[a]? (?:pessoa )?a menos\b"
)
_WITHOUT_A_CHILD: Final = re.compile(
    r"\b(?:sin|without|sem) (?:el|la|the|o|a) (?:nen[ea] |chic[oa] |nin[oa] |mas grande |mayor |menor )?(?:de )?"
    r"(?P<age>\d{1,2})"
    r"(?= ?(?:$|[,.?!;]|anos?|years?|-|yo\b))"
)
_AGREEING: Final = frozenset({"yes", "no", "confirm_booking", "book", "cancel_booking", "complaint"})
_CERTAIN: Final = 0.9


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


def one_less(known: Party, meant: Understanding) -> Understanding:
    """Of a party told before. Which of several children stays at home is told by the age, or their ages are asked."""
    plain = numbered(normalise(meant.text), meant.language.spoken)
    child = _WITHOUT_A_CHILD.search(plain)
    if child is not None and int(child.group("age")) in known.child_ages:
        ages = list(known.child_ages)
        ages.remove(int(child.group("age")))
        return _as_told(meant, known.adults, tuple(ages))
    stays = _STAYS.search(plain)
    if stays is None or not known.adults or meant.stay:
        return meant
    if stays.group("child") is None:
        return _as_told(meant, known.adults - 1, known.child_ages) if known.adults > 1 else meant
    if not known.children:
        return meant
    left = known.children - 1
    said = replace(
        meant.entities, adults=known.adults, children=left, child_ages=(), people=known.adults + left
    )
    return _sure(replace(meant, entities=said))


def _as_told(meant: Understanding, adults: int | None, ages: tuple[int, ...]) -> Understanding:
    people = adults + len(ages) if adults else None
    said = replace(
        meant.entities, adults=adults, children=len(ages), child_ages=ages, people=people, rooms=None
    )
    return _sure(replace(meant, entities=said))


def _sure(meant: Understanding) -> Understanding:
    """Whatever else was heard: a yes to a party that is another one by now takes nothing."""
    if meant.answer and not meant.names & _AGREEING:
        return meant
    return replace(meant, intents=(Guess("inform", _CERTAIN),), right=_CERTAIN, answer=True, agrees=None)
