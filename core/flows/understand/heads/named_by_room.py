"""Who sleeps in which room, told by name: "my husband and I in one, my sister in the other"; counted room by room.

Nothing where one of the rooms has nobody who can be counted.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from core.flows.understand.heads.room_by_room import ROOM
from core.flows.understand.text import normalise, numbered, says_any

_LOOK: Final = ("otra", "otro", "outr", "other", "por un lado", "separate")
_KIND: Final = (
    r"(?:matrimonial|simples?|singles?|solteiro|individual|triples?|triplo|chic[oa]|chiquit[oa]"
    r"|grande|aparte|small)"
)
_ENDS: Final = (
    r"(?= ?(?:$|[,.;!?)])| (?:y|e|and|con|with|com|para|pra|for|please|por favor|porfa|del?|from|aparte)\b)"
)
_ONE: Final = (
    rf"(?:(?:en|in|em) (?:1|una?|one|um|uma|a)(?: (?:{ROOM}|{_KIND})){{0,2}}|num(?: {ROOM})?|numa|por un lado"
    rf"|(?:1|una?|one|a|um|uma) {ROOM}(?: {_KIND})?)"
)
_OTHER: Final = (
    rf"(?:(?:(?:en|in|em) )?(?:(?:la|el|the|a|o) )?(?:otr[oa]|outr[oa]|another|other)(?: (?:{ROOM}|{_KIND})){{0,2}}"
    rf"|noutr[oa]|n[oa] outr[oa]|por (?:el )?otro(?: lado)?)"
)
_A_ROOM: Final = re.compile(rf"\b(?:(?P<other>{_OTHER})|{_ONE}){_ENDS}")
# "For herself", "with my son of 12": still of that room.
_STILL: Final = re.compile(
    r" (?:para|pra|for|con|with|com) (?:(?! (?:y|e|and) ).)+?(?=$|[,.;!?]| (?:y|e|and) )"
)
_FOR_THEM: Final = re.compile(
    rf"\b(?:(?:1|una?|um|uma|one|an?|(?:the |la |el )?(?:otr[oa]|outr[oa]|another|other))(?: (?:{ROOM}|{_KIND}))*)"
    r" (?:para|pra|for) "
)
_BEGINS: Final = re.compile(
    r".*(?:[.?!:;]|\b(?:somos|seriamos|seremos|vamos|serian|son|we are|we're|it's|it is|it would be|sao|seria))",
)
_KIN: Final = (
    r"(?:marido|espos[oa]|mujer|senora|novi[oa]|pareja|polol[oa]|hij[oa]|nen[ea]|nin[oa]|beb[ea]|herman[oa]|prim[oa]"
    r"|amig[oa]|mam[ai]|pap[ai]|madre|padre|viej[oa]|abuel[oa]|niet[oa]|suegr[oa]|cunad[oa]|ti[oa]|sobrin[oa]|yerno"
    r"|nuera|husband|wife|partner|boyfriend|girlfriend|fiancee?|son|daughter|kid|child|baby|brother|sister|cousin"
    r"|friend|mum|mom|mother|dad|father|grand(?:ma|pa|mother|father|son|daughter)|aunt|uncle|nephew|niece|boy|girl"
    r"|namorad[oa]|filh[oa]|menin[oa]|irmao?|mae|pai|avo|net[oa]|sogr[oa]|crianca|genro|nora|chic[oa])"
)
_THE: Final = (
    r"(?:mi|my|minha|meu|el|la|su|her|his|their|the|o|a|nuestr[oa]|our|noss[oa]|una?|1|um|uma|otr[oa]"
    r"|another)"
)
_NAMED: Final = re.compile(
    rf"\b{_THE} (?:(?P<kin>{_KIN})|(?P<several>(?:{_KIN})e?s))\b"
    r"|\b(?P<self>yo|i|me|eu|ella|she|he|ela|ele|myself)\b|\b(?P<him>him|her|el)(?= (?:sol[oa]|alone|en|in)\b|$)"
)
_SO_MANY: Final = re.compile(
    r"\b(?:nosotr[oa]s|los|las|us|we|os|as|nos|the|l[oa]s otr[oa]s) (?P<these>[2-9])\b(?! (?:a[nñ]os|years))"
    rf"|\b(?P<those>[2-9]) (?:adult\w*|personas|people|pessoas|(?:{_KIN})e?s|of us|de nosotr\w+)\b"
)
_FEWEST: Final = 3
_LAST: Final = re.compile(r"[.;!?]")


def heads_named(text: str, lang: str) -> tuple[int, ...]:
    if not says_any(normalise(text), _LOOK):
        return ()
    plain = numbered(normalise(text), lang)
    each = tuple(map(_heads, _for_each(plain) or _before_each(plain)))
    return each if len(each) > 1 and all(each) and sum(each) >= _FEWEST else ()


def _for_each(plain: str) -> list[str]:
    """ "One for my husband and me, another for my daughter": whoever is named behind each."""
    found = [*_FOR_THEM.finditer(plain)]
    if len(found) < 2:
        return []
    ends = [*(following.start() for _, following in pairwise(found)), len(plain)]
    return [_LAST.split(plain[one.end() : end])[0] for one, end in zip(found, ends, strict=True)]


def _before_each(plain: str) -> list[str]:
    found = [*_A_ROOM.finditer(plain)]
    if len(found) < 2 or not any(one["other"] for one in found[1:]) or found[0]["other"]:
        return []
    told, begins = [], 0
    for one in found:
        still = _STILL.match(plain, one.end())
        ends = still.end() if still is not None else one.end()
        piece = plain[begins : one.start()]
        told.append(f"{_BEGINS.sub('', piece)} {plain[one.end() : ends]}")
        begins = ends
    return told


def _heads(piece: str) -> int:
    """Nobody is counted twice, and where several are named without their number nothing is known."""
    counted = [int(one["these"] or one["those"]) for one in _SO_MANY.finditer(piece)]
    named = [*_NAMED.finditer(_SO_MANY.sub(" ", piece))]
    if any(one["several"] for one in named):
        return 0
    return sum(counted) + len({one["kin"] or one["self"] or one["him"] for one in named})
