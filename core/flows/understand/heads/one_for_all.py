""" "The kids with us", "no two rooms", "una sola te dije", said where several rooms are looked for: one is wished for.

And "has it two bedrooms?" of the one that is talked about, which wishes for no second room.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Final

from core.base.kept import table
from core.domain.memory import Party
from core.flows.understand.reading import Understanding
from core.flows.understand.text import normalise, numbered

_SURE: Final = 0.9
_MOST_WORDS: Final = 14
_ITS_BEDROOMS: Final = re.compile(
    r"\W*(?:(?:y|e|and|ah|ok|pero|but) )*(?:cuant[oa]s|quant[oa]s|how many|tiene|tem|has it|does it have|is it)"
    r"(?: (?:1|2|3|una?|uma?|one))?(?: (?:con|de|com|of))?"
    r" (?:habitacion(?:es)?|piezas?|cuartos?|dormitorios?|ambientes?|quartos?|(?:bed)?rooms?)"
    r"(?: (?:tiene|tem|does it have|has it))?(?:,? (?:o|ou|or) (?:1|2|una?|uma?|one)(?: (?:sol[oa]|so|only))?)?\W*"
)


@table
def _all_in_one() -> re.Pattern[str]:
    said = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    anywhere = "|".join(said["anywhere"])
    whole = rf"\W*(?:(?:{said['around']})\W+)*(?:{'|'.join(said['whole'])})(?:\W+(?:{said['around']}))*\W*"
    return re.compile(rf"(?P<whole>\A{whole}\Z)|\b(?:{anywhere})\b")


def with_one_for_all(known: Party, meant: Understanding) -> Understanding:
    plain = numbered(normalise(meant.text), meant.language.spoken)
    if meant.entities.rooms is not None and known.room_type and _ITS_BEDROOMS.fullmatch(plain):
        return replace(meant, entities=replace(meant.entities, rooms=None))
    several = max(known.rooms or 1, meant.entities.rooms or 1) > 1 and known.adults is not None
    if not several or (meant.party is not None and meant.party.heads != known.heads):
        return meant
    if len(plain.split()) > _MOST_WORDS or _all_in_one().search(plain) is None:
        return meant
    # Those who sleep together are those who were told before.
    said = replace(meant.entities, adults=None, children=None, child_ages=(), people=None, rooms=1)
    told = replace(meant, entities=said, party=known, changes=(), agrees=None, option=None)
    return told.heard_as("inform", _SURE)
