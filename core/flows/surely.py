"""How surely something is meant: enough to act on, too faintly to count, or so loudly that a person has to read it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.flows import hearing
from core.flows.hearing import PLAIN
from core.flows.understand import Guess, Understanding
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL

# Only asks: answered wrongly it costs little, so less certainty is enough.
BOLD: Final = frozenset(PLAIN) | COURTESIES | {"ask_availability", "ask_price", "help"}
_BOLD_RIGHT, _BOLD_EACH = 0.6, 0.5
_LOUDER_BY: Final = 0.1
_LOUD_ALONE = 0.7  # a complaint heard by halves is asked about first


def complains(meant: Understanding) -> bool:
    """Unsure of the whole, a complaint has to be the louder part of it by far."""
    heard = {guess.name: guess.confidence for guess in meant.intents if guess.name not in COURTESIES}
    aloud = heard.pop("complaint", 0.0)
    if meant.answer:
        return aloud >= _BOLD_EACH
    return aloud >= max(_LOUD_ALONE, max(heard.values(), default=0.0) + _LOUDER_BY)


def may_act(meant: Understanding) -> bool:
    if not meant.intents:
        return False
    bold = meant.names <= BOLD and all(guess.confidence >= _BOLD_EACH for guess in meant.intents)
    return meant.answer or (bold and meant.right >= _BOLD_RIGHT)


def asks_faintly(meant: Understanding) -> bool:
    """Of questions this faint the words themselves say more than the guess."""
    return meant.names <= frozenset(PLAIN) and all(guess.confidence < _BOLD_RIGHT for guess in meant.intents)


def without_the_faint(meant: Understanding) -> Understanding:
    """Unless the whole is sure and asks a plain question: "do you have a helipad?" is one, and nobody knows."""
    if meant.answer and meant.names <= frozenset(PLAIN):
        return meant
    heard = tuple(g for g in meant.intents if g.confidence >= hearing.FLOOR or g.name in FOR_RECALL)
    faint = tuple(g for g in meant.intents if g not in heard)
    return replace(meant, intents=heard, rivals=(*faint, *meant.rivals)) if faint else meant


def of_wish(meant: Understanding, wish: str) -> Understanding:
    """The words of before, now with the wish the guest named."""
    return replace(meant, intents=(Guess(wish, 1.0),), rivals=(), right=1.0, answer=True, option=None)
