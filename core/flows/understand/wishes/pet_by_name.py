"""A pet told by its name, and what it is behind that: "viene Toto, el caniche", "o Thor vem com a gente, é um pug"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from core.flows.understand.text import normalise, says_any
from core.flows.understand.wishes.pets import PET, called, names_a_pet
from core.flows.understand.wishes.weights import FIGURE, KILOS, POUNDS, SURELY_POUNDS

_OURS: Final = r"(?:el|la|mi|nuestr[oa]|un|una|su|my|our|the|a|o|meu|minha|nosso|nossa|um|uma)"
_IS: Final = r"(?:(?:que )?(?:es|eh?|is|he'?s|she'?s|it'?s|who'?s) )?"
_WEIGHS: Final = rf"(?: (?:de|of) {FIGURE} ?(?:{KILOS}|{SURELY_POUNDS}|{POUNDS}))?"
_ITS_KIND: Final = rf"{_IS}{_OURS} (?:[a-z]+ )??{PET}{_WEIGHS}"
_ENDS: Final = r"(?= *(?:$|[,.;!?)\n]))"
_COMES: Final = (
    r"(?:v(?:a|an|iene|ienen|ai|ao|em)|com(?:es|ing)|is coming|will come|llev(?:o|a|an|amos|ar)"
    r"|tra(?:igo|e|en|emos|go|z|zemos)|lev(?:o|a|am|amos|ar)|bring(?:ing)?|will bring)"
)
_WITH_US: Final = (
    r"(?: (?:con|com|with) (?:nosotr[oa]s|migo|a gente|us|me|nos|eu)| conmigo| tambien| tambem| too| junto)?"
)
_NAME: Final = r"(?:(?:el|la|o|a) )?(?P<{}>[a-z]{{3,12}})"
_BY_NAME: Final = re.compile(
    rf"\b{_COMES}{_WITH_US} {_NAME.format('behind')}[,(] ?{_ITS_KIND}{_ENDS}"
    rf"|\b{_NAME.format('before')} {_COMES}{_WITH_US}[,(] ?{_ITS_KIND}{_ENDS}"
)
_ONLY_ITS_KIND: Final = re.compile(rf"[ ,(]*{_ITS_KIND}[ ,.!)]*")
_CUTS: Final = (", ", "(", ",")


@lru_cache(maxsize=256)
def comes_by_name(text: str) -> str:
    """The name, folded; nothing where none was told so."""
    plain = normalise(text)
    if not says_any(plain, _CUTS) or not names_a_pet(text):
        return ""
    said = _BY_NAME.search(plain)
    return (said["behind"] or said["before"]) if said is not None else ""


def tells_its_kind(piece: str) -> bool:
    """ "..., el caniche": of whoever was named before it."""
    return names_a_pet(piece) and _ONLY_ITS_KIND.fullmatch(normalise(piece)) is not None


def pet_names(lines: Iterable[str]) -> frozenset[str]:
    """What their pets are called, by whatever was said before."""
    lines = tuple(lines)
    return called(lines) | {name for line in lines if (name := comes_by_name(line))}
