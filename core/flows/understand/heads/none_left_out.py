"""Some of the children told before are named: over which rooms all are shared out, or that the house forgot them.

"One for us with the baby, the other for the two big ones" counts nobody anew, and whoever was left out comes too.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from core.domain.memory import Party
from core.flows.understand.heads.room_by_room import ROOM
from core.flows.understand.intents.deciding import Guess
from core.flows.understand.reading import Understanding
from core.flows.understand.stay import StayReading
from core.flows.understand.text import says_any

_SURE: Final = 0.9
_OLDEST: Final = 17
_OLDEST_BABY: Final = 2
_PAIR: Final = 2
_WATCHED: Final = (
    "otra", "otro", "other", "outr", "afuera", "fuera", "fora", "out", "olvid", "forg", "esque", "falt", "miss", "beb",
    "baby", "nenem", "adult",
)  # fmt: skip
_SHARED: Final = re.compile(
    rf"\b(?:una?|uno|1|one|um|uma)(?: {ROOM})?,? (?:(?:para|pra|for|con|with|com|a|en|in) )?"
    r"(?!que\b|that\b)[^.!?]{3,70}?"
    r"(?:,| y| e| and) (?:(?:la|el|the|o|a|en|in|na|no) )*(?:otr[oa]|other|another|outr[oa])\b"
)
_OF_CHILDREN: Final = re.compile(
    r"\b(?:beb[ea]s?|bebit[oa]s?|baby|babies|nenem|nen[ea]s|nin[oa]s|chic[oa]s|gurises|pib[ea]s|hij[oa]s|kids|children|little"
    r"|criancas|filh[oa]s|grandes|mayores|mas grandecit[oa]s|bigger|big(?:ger)? (?:ones|kids)|older|oldest|maiores"
    r"|mais velh[oa]s|pequen[oa]s|menores|chiquit[oa]s)\b"
)
_FORGOTTEN: Final = re.compile(
    r"\bno (?:me |nos |te )?(?:los |las )?(?:dej\w+|olvid\w+)|\b(?:te|se) (?:me )?(?:olvid\w+|falt\w+)"
    r"|\bfalta(?:n|m|ron|ram)?\b"
    r"|\b(?:don'?t|dont|do not|please not) (?:leave|forget)|\byou(?:'ve| have)? (?:forgot\w*|left)"
    r"|\bleft out\b|\bmissing\b"
    r"|\bnao (?:deix\w+|esquec\w+)|\besquec(?:eu|eram)\b|\bfaltou\b"
)
# "2 adults and 3 kids, the one of 9 and the one of 6 are no adults": told of children, and no more of them.
_NO_ADULTS: Final = re.compile(
    r"\b(?:no son|no es|aren'?t|are not|isn'?t|is not|are no|nao sao|nao e) (?:an? )?"
    r"(?:adult\w*|grandes|mayores|grown\w*)\b"
)
_SO_MANY: Final = re.compile(
    r"\b(?P<adults>\d{1,2}) adult\w* ?(?:y|e|and|,|\+|mas) ?(?P<children>\d)"
    r" (?:chic|nin|nen|gur|pib|hij|kid|child|crian|filh|menor|little)"
)
_AND_THE_BABY: Final = re.compile(
    r"(?:^|[.!?,;] ?)(?:(?:y|e|and|but|pero|mas|what about|where'?s|cade|donde esta) )+(?:el|la|the|o|a|mi|my|our"
    r"|nuestr[oa]|meu|minha|nosso|nossa) (?:beb[ea]|bebit[oa]|baby|nenem)\b(?= ?[?!.,;]| ?$)"
)


def none_left_out(known: Party, meant: Understanding, plain: str) -> Understanding | None:
    """Of normalised words with their figures; nothing where no children were told before."""
    if not known.children or known.adults is None or not says_any(plain, _WATCHED):
        return None
    if _AND_THE_BABY.search(plain) and any(age <= _OLDEST_BABY for age in known.child_ages):
        told_back = (None, known.heads, known.adults)  # "it says 2 adults, where's the baby?"
        return _all_come(known, meant) if meant.entities.people in told_back else None
    if _FORGOTTEN.search(plain) and (ages := _ages(meant, plain)):
        return _all_come(_with(known, ages), meant)
    if _NO_ADULTS.search(plain) and (told := _SO_MANY.search(plain)) is not None:
        children = int(told["children"])
        ages = known.child_ages if len(known.child_ages) == children else ()
        return _all_come(Party(int(told["adults"]), children, ages, known.rooms), meant)
    rooms = meant.entities.rooms or known.rooms or 1
    if rooms < _PAIR and re.search(ROOM, plain) is None:
        return None
    if _SHARED.search(plain) is None or _OF_CHILDREN.search(plain) is None:
        return None
    return _all_come(replace(known, rooms=max(rooms, _PAIR)), meant)


def _ages(meant: Understanding, plain: str) -> tuple[int, ...]:
    told = meant.entities.child_ages or tuple(map(int, re.findall(r"\b\d{1,2}\b", plain)))
    return told if all(age <= _OLDEST for age in told) else ()


def _with(known: Party, ages: tuple[int, ...]) -> Party:
    """Whoever of these ages was not counted comes as well."""
    if len(known.child_ages) != known.children:
        return known
    more = tuple((Counter(ages) - Counter(known.child_ages)).elements())
    return replace(known, children=len(known.child_ages) + len(more), child_ages=(*known.child_ages, *more))


def _all_come(party: Party, meant: Understanding) -> Understanding:
    said = replace(meant.entities, adults=None, people=None, children=None, child_ages=(), rooms=party.rooms)
    stay = meant.stay if meant.stay.complete else StayReading()
    told = replace(meant, entities=said, party=party, stay=stay, changes=(), perhaps=False, apart=())
    asks = tuple(one for one in meant.intents if one.name.startswith("ask_")) if meant.answer else ()
    intents = asks or (Guess("ask_availability", _SURE),)
    return replace(told, intents=intents, right=_SURE, answer=True, agrees=None, option=None)
