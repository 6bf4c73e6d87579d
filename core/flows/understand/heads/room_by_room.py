"""How many sleep in each room: "one for 2 and another for 3", "5 in two rooms, 3+2", "3 en una y 2 en otra"."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import has_figures, normalise, numbered
from core.flows.understand.watching import Seldom, Watched

_EACH_FOR: Final = re.compile(
    r"\b(?:(?:1|un|uno|una|otra|otro|one|another|um|uma|outra|outro)(?: (?:de|habitacion|hab|pieza|cuarto|quarto"
    r"|room))?|a room"
    r"|the other(?: one)?) (?:para|for|pra) (\d{1,2})\b(?! ?(?:noches?|nights?|noites?|dias?|days?))"
)
ROOM: Final = (
    r"(?:habitaci\w+|habs?|cuartos?|piezas?|quartos?|rooms?|dobles?|doubles?|duplos?|cabanas?|cabins?)"
)
_IN_ROOMS: Final = Seldom(rf"\b(?P<rooms>[2-8]) {ROOM}\b")
# Not of "3+2 kids", nor of the 3rd and the 4th.
_ADDED_UP: Final = re.compile(
    r"(?<![\d/.+])(?<!dia )(?<!el )\b\d{1,2}(?: ?(?:\+| y | e | and |/| mas | mais | plus ) ?\d{1,2})+(?![\d/:])"
    r"(?! ?(?:\+|de |of |kids|child\w*|ni[nñ]\w*|nen\w*|chic\w*|crian\w*|bebes?|menores|noches?|nights?|noites?))"
)
_SEVERAL_ROOMS: Final = re.compile(r"\b(?:habitaciones|habs|cuartos|piezas|quartos|rooms|cabanas|cabins)\b")
_FEWEST_HEADS: Final = 3
_NAMED: Final = r"(?:triples?|triplos?|familiar|family(?: room)?|simple|single|matrimonial)"
_ONE: Final = (
    rf"(?:(?:(?:el|la|the|o|a) )?(?:1|una?|uno|one|uma?)(?: (?:{ROOM}|{_NAMED}))?"
    rf"|(?:el|la|the|o|a) (?:{ROOM}|{_NAMED})(?: (?:al?|del?|do) (?:la |el )?[a-z]+)?)"
)
_OTHER: Final = rf"(?:(?:el|la|the|o|a) )?(?:otr[oa]|outr[oa]|other|another)(?: {ROOM})?"
_ONE_AND_OTHER: Final = re.compile(
    rf"\b(\d{{1,2}}) (?:en|em|in|num|numa|n[oa]) (?:{_ONE}|{ROOM}|{_NAMED}),? ?(?:y|e|and|,) (?:\w+ )?(\d{{1,2}})"
    rf" (?:en|em|in|no|na|num|numa) {_OTHER}\b"
)
_WORDS: Final = Watched((
    "hab", "cuarto", "pieza", "quarto", "room", "dobl", "doub", "dupl", "caban", "cabin", "otr", "outr", "other",
))  # fmt: skip
_FIGURES: Final = re.compile(r"\d{1,2}")


def heads_by_room(text: str, lang: str) -> tuple[int, ...]:
    """Nothing where they were not told apart."""
    plain = numbered(normalise(text), lang)
    if each := _EACH_FOR.findall(plain):
        return _counted(each)
    found = _told_apart(plain)
    return _counted(_FIGURES.findall(found.group())) if found is not None else ()


def without_heads_by_room(text: str, lang: str) -> str:
    """The words without them: they are no days."""
    if not _WORDS.said_in(normalise(text)):
        return text
    plain = numbered(normalise(text), lang)
    found = _told_apart(plain) if has_figures(plain) else None
    return f"{plain[: found.start()]} {plain[found.end() :]}" if found is not None else text


def _told_apart(plain: str) -> re.Match[str] | None:
    if (found := _ONE_AND_OTHER.search(plain)) is not None:
        return found
    rooms, added = _IN_ROOMS.search(plain), _ADDED_UP.search(plain)
    if added is None:
        return None
    each = _counted(_FIGURES.findall(added.group()))
    # "3 y 2" are days as well, unless they come to the five who were told of.
    come_to = str(sum(each)) in _FIGURES.findall(f"{plain[: added.start()]} {plain[added.end() :]}")
    if rooms is None:  # "rooms for 8: 5 + 3"
        several = come_to and "+" in added.group() and sum(each) >= _FEWEST_HEADS
        return added if several and _SEVERAL_ROOMS.search(plain) is not None else None
    if added.start() <= rooms.start() < added.end():
        return None
    return added if len(each) == int(rooms["rooms"]) and ("+" in added.group() or come_to) else None


def _counted(figures: list[str]) -> tuple[int, ...]:
    return tuple(int(one) for one in figures if 0 < int(one) < 30)
