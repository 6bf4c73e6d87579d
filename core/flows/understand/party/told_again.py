"""One child told once more by an age that was told: "they are 2, 6 and 11, the 2 year old sleeps in a crib"."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from core.flows.understand.entities.children import party_by_rules
from core.flows.understand.text import has_figures
from core.flows.understand.watching import Seldom

_CHILD: Final = (
    r"(?:nen[ea]|nenit[oa]|nin[oa]|chic[oa]|chiquit[oa]|hij[oa]|beb[ea]|peque|gordit[oa]|mas chic[oa]|menor|menin[oa]"
    r"|filh[oa]|crianca|pequen[oa]|one|kid|girl|boy|son|daughter|child|baby|toddler|little one)"
)
_DOES: Final = (
    r"(?:necesit|precis|need|duerm|dorm|sleep|vai? (?:a |en |no |na |con |com )|ir[ia]a? |us[ae]|llev|traz|tra[ei]"
    r"|com[ei]|eats?|toma|camin|alergic|allergic|celiac|puede|pode\b|can\b|could|would|goes|quier|quer|wants?|entra|cabe|fits?"
    r"|no (?:paga|cuenta|ocupa)|nao (?:paga|conta|ocupa)|paga|pays?|ocupa|doesn't|won't)"
)
_AGAIN: Final = Seldom(
    rf"\b(?:el|la|al|the|a|o|my|mi|minha|meu|our) (?:{_CHILD} )?"
    r"(?:(?:de|of|con|com|que tiene|que tem|who is|who's|aged) )?"
    rf"(?P<age>\d{{1,2}})(?:[ -]?(?:anos?|anitos?|aninhos?|years?[ -]old|yo|yrs?(?:[ -]old)?))?(?: {_CHILD})?"
    rf"(?= (?:(?:es|is|e|eh|tambien|tambem|also|ya|ja|todavia|ainda|still|so|solo|just|igual) )*"
    rf"(?:(?:la|el|a|o|the one) )?(?:(?:que|who|that) )?{_DOES})"
)


def without_one_told_again(spoken: str, lang: str) -> str:
    """`spoken` is folded and numbered."""
    if not has_figures(spoken):
        return spoken
    for said in reversed([*_AGAIN.finditer(spoken)]):
        beside = f"{spoken[: said.start()]} {spoken[said.end() :]}"
        if int(said["age"]) in party_by_rules(beside, lang).child_ages:
            spoken = beside
    return spoken


def points_at_one_of(ages: Collection[int], plain: str) -> bool:
    """ "The 2 year old sleeps in a crib", of children whose ages were told before."""
    return any(int(said["age"]) in ages for said in _AGAIN.finditer(plain)) if ages else False
