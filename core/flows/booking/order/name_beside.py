"""A name in a bit of its own, beside whatever else is said: "I just told you. Mortimer Blackthwaite", or a surname."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from core.flows.booking.order import naming
from core.flows.booking.order.nobodys import is_nobodys
from core.flows.understand.answers import gladness, ordering, sealing, taking
from core.flows.understand.answers.beside_an_order import is_to_be_noted
from core.flows.understand.entities.names import is_given, is_no_name
from core.flows.understand.intents.deciding import decide
from core.services.scenes import Scene

_NOTHING: Final = frozenset({"inform", "out_of_scope", "review_answer"})
_SURNAME: Final = re.compile(
    r"(?:(?:[Dd]e|[Dd]el|[Dd]a|[Dd]o|[Vv]on|[Vv]an)(?: la| los)? )?[^\W\d_a-z][^\W\d_]*[^\W\d_A-Z][^\W\d_]*"
)
_PAIR: Final = re.compile(r"[^\W\d_]+ (?:y|e|and|&) [^\W\d_]+[ .,;:!]*")
_LISTED: Final = re.compile(r"(?:^|\s)[^\W\d_a-z][^\W\d_]*,$")
_SHORTEST: Final = 4


def in_some_piece(words: str) -> str | None:
    """The last one that is told."""
    named = [naming.in_a_piece(bit) for bit in sealing.pieces(words)]
    return next((name for name in reversed(named) if name is not None), None)


def ends_a_list(bits: Sequence[str], at: int) -> bool:
    """ "Somos Nahuel, Ciro, Benja y Thiago": those who come, and nobody's whole name."""
    before = bits[at - 1] if at > 0 else ""
    return _PAIR.fullmatch(bits[at]) is not None and (
        is_to_be_noted(before)
        or (_LISTED.search(before) is not None and not taking.agrees(before.strip(" ,")))
    )


def surname_at_the_end(scene: Scene, bits: Sequence[str]) -> str | None:
    """ "Book the triple. Blackthwaite": with the first name the channel shows, where it shows no more."""
    said = bits[-1].strip(" .,;:!") if len(bits) > 1 else ""
    if len(said) < _SHORTEST or _SURNAME.fullmatch(said) is None or "?" in bits[-1]:
        return None
    if (
        taking.agrees(said)
        or gladness.thanks(said)
        or ordering.knows(said)
        or is_nobodys(said)
        or is_no_name(said)
    ):
        return None
    told = decide(said)
    if told.answer and {guess.name for guess in told.intents} - _NOTHING:
        return None
    first = scene.guest.name.split()
    return f"{first[0]} {said}" if len(first) == 1 and is_given(first[0]) else said
