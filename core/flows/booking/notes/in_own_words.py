"""What a guest asks to be written down and is no wish the house knows: it stands on the booking as it was said."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from core.flows.understand.answers import sealing
from core.flows.understand.answers.beside_an_order import is_to_be_noted, notes_what_was_said
from core.flows.understand.text import normalise
from core.flows.understand.which_room.one_more import adds_a_room
from core.flows.understand.wishes import stay_wishes
from core.flows.understand.wishes.pets import names_a_pet
from core.services.scenes import Scene

_LEADS: Final = re.compile(
    r"(?i)^[¡¿\s]*(?:(?:y|e|and|also|please|por favor|porfa|tambi[eé]n|tamb[eé]m|adem[aá]s|dale|ok|pode|pod[eé]s|puede"
    r"|can you|could you|me|nos|le)\s+)*"
    r"(?:anot\w*|anotá\w*|apunt\w*|agreg\w*|pon[eé]?\w*|pong[ao]\w*|escrib\w*|registr\w*|coloc\w*|coloque|põe|poe|bota"
    r"|note|write|add|put|mark)(?:\s+(?:down|a note|una nota|uma nota|in|por favor|please|porfa))*"
    r"(?:\s+(?:que|q|that|lo|o|de))*[\s:,]+"
)
# "Una a nombre de Ludmila Poczynok y la otra a nombre de Gastón Iraola".
_EACH_NAMED: Final = re.compile(
    r"\b(?:nom(?:br)?e d\w+|under|name(?: of)?)\b.{3,40}"
    r"\b(?:y|e|and) (?:la|el|the|a|o) (?:otr[ao]|other|outr[ao])\b.{3,}"
)
_LISTED: Final = re.compile(r"(?:^|\s)[^\W\d_a-z][^\W\d_]*,$")
_TOO_LITTLE: Final = 2
_LATELY: Final = 6
_MOST_LETTERS: Final = 160


def to_be_noted(scene: Scene, known: Collection[str]) -> tuple[str, ...]:
    """As far as the house does not know it by itself, in `known` words."""
    lines = (*scene.memory.said_before(_LATELY), scene.words)
    bits = [bit for line in lines for bit in _notes_in(line)]
    said = (_LEADS.sub("", bit).strip(" .,;:!") for bit in bits)
    told = normalise(" ".join(known))
    new = (one for one in said if len(one.split()) >= _TOO_LITTLE and normalise(one) not in told)
    return tuple(dict.fromkeys(one[:_MOST_LETTERS] for one in new))


def _goes_on(bit: str) -> bool:
    """ "Anote por favor: ...", "somos Nahuel, Ciro, ..."."""
    return bit.endswith(":") or _LISTED.search(bit) is not None


def _notes_in(line: str) -> list[str]:
    """With the names of a list that goes on behind its commas; "anotalo" is of what was said before it."""
    found: list[str] = []
    goes_on, bits = False, sealing.pieces(line)
    for at, bit in enumerate(bits):
        if notes_what_was_said(bit):
            found += [one for one in bits[max(at - 1, 0) : at] if _is_unknown(one) and "?" not in one]
        elif _EACH_NAMED.search(normalise(bit)) is not None or (is_to_be_noted(bit) and _is_unknown(bit)):
            found.append(bit)
            goes_on = _goes_on(bit)
        elif goes_on:
            found[-1] = f"{found[-1]} {bit}"
            goes_on = _goes_on(bit)
    return found


def _is_unknown(bit: str) -> bool:
    return not (stay_wishes.told(bit) or names_a_pet(bit) or adds_a_room(normalise(bit)))
