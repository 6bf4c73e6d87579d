"""How surely something is meant: enough to act on, too faintly to count, or so loudly that a person has to read it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.flows.heard import hearing
from core.flows.heard.hearing import PLAIN
from core.flows.understand import Guess, Understanding
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL

# Only asks: answered wrongly it costs little, so less certainty is enough.
BOLD: Final = frozenset(PLAIN) | COURTESIES | {"ask_availability", "ask_price", "help"}
# "Human" is heard in much impatience.
_LIKELY_A_PERSON: Final = 0.8
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
    recalled = FOR_RECALL - {"human"} if _looks_for_a_room(meant) else FOR_RECALL
    heard = tuple(g for g in meant.intents if _is_loud(g, recalled))
    faint = tuple(g for g in meant.intents if g not in heard)
    return replace(meant, intents=heard, rivals=(*faint, *meant.rivals)) if faint else meant


def _is_loud(guess: Guess, recalled: frozenset[str]) -> bool:
    least = _LIKELY_A_PERSON if guess.name == "human" else hearing.FLOOR
    return guess.name in recalled or guess.confidence >= least


def _looks_for_a_room(meant: Understanding) -> bool:
    """ "A room from the 9th to the 11th, one person, and a straight answer, not a menu": no person is asked for."""
    told = meant.stay.complete and meant.entities.people is not None
    return told and bool(meant.names & {"book", "ask_availability", "ask_price"})


def of_wish(meant: Understanding, wish: str) -> Understanding:
    """The words of before, now with the wish the guest named."""
    return replace(meant, intents=(Guess(wish, 1.0),), rivals=(), right=1.0, answer=True, option=None)
