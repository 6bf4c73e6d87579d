"""What is wanted no longer: "no crib", "la cuna ya no va". A wish that is a "without" itself takes nothing off.

"Sin pluma y sin TACC, y la cuna" wishes for three things: each "without" is of what it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from core.flows.understand.wishes import needs

Found = tuple[str, int, int]

# "No quarto" is Portuguese for "in the room". A "without" ends where an "and" brings up something else.
DENIED: Final = re.compile(
    r"(?:\b(?:no(?! (?:quarto|andar|nosso|meu|hotel|chale))|nao|not|don'?t|won'?t|no longer"
    r"|cancel\w*|sac\w+|quit\w+|tir\w+|remove|forget)\b(?: [a-z']+){0,4}"
    r"|\b(?:sin|sem|without)\b(?: (?!(?:y|e|and|mas|plus|con|com|with)\b)[a-z']+){0,4}) ?$"
)
_NO_MORE: Final = re.compile(
    r"^(?: [a-z]+){0,2} (?:nao|not|no longer|no (?:va|hace|la|lo|more|quier\w+|quer\w+|necesit\w+|es))\b"
    r"(?! (?:(?:so|solo|just|only|apenas) )?(?:\d|un[oa]?|uma?|one)\b)"
)
_AND: Final = re.compile(r"^ (?:y|e|and) ")
_OF_ITS_OWN: Final = " , "
_NEITHER: Final = " ni "


def is_denied(sentence: str, wish: Found, found: Iterable[Found]) -> bool:
    """Of a folded sentence, with all that was `found` in it."""
    kind, start, end = wish
    before = _before(sentence, start, found)
    if kind in needs.OF_HEALTH or needs.says_no_itself(sentence[start:end]):
        return needs.is_denied(kind, before)
    return DENIED.search(before) is not None or _NO_MORE.search(sentence[end:]) is not None


def _before(sentence: str, start: int, found: Iterable[Found]) -> str:
    """The words up to there: no "without" of another wish reaches on, one of several things is of them all."""
    before = sentence[:start]
    for _kind, first, last in sorted(found, key=lambda one: one[1], reverse=True):
        if last > start:
            continue
        if needs.says_no_itself(sentence[first:last]):
            before = before[:first] + _OF_ITS_OWN + before[last:]
        elif _AND.match(before[last:]):
            before = before[:last] + _AND.sub(_NEITHER, before[last:])
    return before
