"""A message the reader is not sure of as a whole may be clear piece by piece."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.flows.heard import hearing
from core.flows.understand import Guess, Understanding
from core.flows.understand.intents.deciding import decide
from core.flows.understand.intents.labels import ANSWERS, COURTESIES, FOR_RECALL

_CLEAR, _CLEARER = 0.6, 0.85
_BEYOND_DOUBT: Final = 0.95
_THOUGHT_OF, _LIKELY = 0.3, 0.4
_LOUD: Final = 0.5
_MOST: Final = 8
_WANDERS: Final = COURTESIES | {"out_of_scope", "review_answer", "inform", "help"}


def piece_by_piece(meant: Understanding, bold: frozenset[str]) -> Understanding:
    """The clear pieces together, as long as none of the others says something else aloud.

    Each has passed the gate by itself. What may not be answered boldly has to be clearer still; it only begins a flow,
    which says again what it understood before it touches anything.
    """
    parts = hearing.pieces(meant.text)
    if not 2 <= len(parts) <= _MOST or meant.names & FOR_RECALL:
        return meant
    clear: dict[str, Guess] = {}
    for verdict in map(decide, parts):
        for guess in verdict.intents:
            if guess.name in COURTESIES | ANSWERS | {"out_of_scope"}:
                continue  # "my mistake" outweighs no question
            if verdict.answer and guess.confidence >= (_CLEAR if guess.name in bold else _CLEARER):
                clear[guess.name] = max(clear.get(guess.name, guess), guess, key=lambda one: one.confidence)
            elif guess.confidence >= _LOUD:
                return meant
    beside = clear.keys() | COURTESIES | ANSWERS
    if not clear or any(rival.confidence >= _LIKELY and rival.name not in beside for rival in meant.rivals):
        return meant  # nothing clear, or the whole says nearly as loudly what no piece does
    ranked = tuple(sorted(clear.values(), key=lambda guess: -guess.confidence))
    return replace(meant, intents=ranked, right=min(guess.confidence for guess in ranked), answer=True)


def with_the_wish_to_book(meant: Understanding) -> Understanding:
    """ "I want to book. Can I pay in cash?": the question is the louder, the wish no less clear by itself."""
    parts = hearing.pieces(meant.text)
    if not meant.answer or not 2 <= len(parts) <= _MOST or not meant.names <= frozenset(hearing.PLAIN):
        return meant
    heard = [guess for part in parts for guess in decide(part).intents[:1]]
    wish = [guess for guess in heard if guess.name == "book" and guess.confidence >= _BEYOND_DOUBT]
    return replace(meant, intents=(*meant.intents, *wish[:1]))


def only_questions(meant: Understanding) -> Understanding:
    """Torn between plain questions, all of them are answered: two short answers are less trouble than asking back."""
    thought_of = [
        guess
        for guess in sorted((*meant.intents, *meant.rivals), key=lambda guess: -guess.confidence)
        if guess.confidence >= _THOUGHT_OF and guess.name not in COURTESIES
    ]
    plain = thought_of and all(guess.name in hearing.PLAIN for guess in thought_of)
    if not plain or thought_of[0].confidence < _LIKELY:
        return meant
    return replace(meant, intents=tuple(thought_of), answer=True)


def about_something_named(meant: Understanding) -> Understanding:
    """Who names the wifi most likely asks about it, whatever else the words seem to wander off to."""
    asked = tuple(guess for guess in meant.intents if guess.name in hearing.PLAIN)
    others = {guess.name for guess in meant.intents if guess not in asked}
    if not meant.entities.amenities or not asked or not others <= _WANDERS:
        return meant
    return replace(meant, intents=asked, answer=max(guess.confidence for guess in asked) >= _LOUD)
