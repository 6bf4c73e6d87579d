"""Somebody joins those who were told before, or stays at home: "my girlfriend comes too", "se bajó la Meli"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from core.domain.joining import TO_BE_ASKED, Change, party_after
from core.domain.memory import Party
from core.flows.understand.entities import read_entities
from core.flows.understand.entities.spoken import as_spoken
from core.flows.understand.intents.deciding import Guess, decide
from core.flows.understand.intents.labels import COURTESIES
from core.flows.understand.joining.reading import told_in, without_a_quarrel
from core.flows.understand.reading import Understanding
from core.flows.understand.temper import Mood, mood
from core.flows.understand.text import normalise, numbered

__all__ = ["number_beside", "who_joins"]

_OF_ADULTS: Final = re.compile(r"\b\d{1,2} (?:adult|mayor|grande|grown)")
_TELLS: Final = re.compile(r"\d|\b(?:y|e|and|solo|just|only|so) (?:yo|eu|me|i)\b")
_CERTAIN: Final = 0.9
# Beside somebody who joins or leaves these are only the way it is said.
_MANNERS: Final = COURTESIES | {
    "inform", "yes", "no", "opt_out", "opt_in", "book", "confirm_booking", "cancel_booking", "complaint",
    "modify_booking", "review_answer", "out_of_scope", "help", "booking_status",
}  # fmt: skip
_ALARM: Final = frozenset({"urgent_help"})
_FAINT: Final = 0.5
_FEWEST_WORDS: Final = 2


def who_joins(known: Party, meant: Understanding, reads: Callable[[str], Understanding]) -> Understanding:
    """The message with the party that comes after it, where it changes one. `reads` reads what else it says."""
    told = told_in(meant.text, meant.language.spoken)
    if told.perhaps:
        nothing = reads("")
        calm = _without_false_alarms(meant, nothing)
        asks = calm.answer and not calm.names <= _MANNERS
        return calm if asks else replace(_sure(calm, nothing), perhaps=True)
    if not told.changes:
        return meant
    rest = reads(told.rest)
    meant = _without_false_alarms(replace(meant, changes=told.changes), rest)
    if not known.adults and not all(one.joins and one.who.adults for one in told.changes):
        return meant
    if known.children and len(rest.entities.child_ages) == known.children:
        known = replace(known, child_ages=rest.entities.child_ages)
    after = party_after(known, told.changes)
    if after is None:
        return meant
    number = _number_told(rest)
    if number > 1 and not _is_what_is_left(known, told.changes, number, rest):
        return _sure(replace(meant, entities=rest.entities, stay=rest.stay), rest)
    people = after.adults + (after.children or 0) if after.adults else None
    said = replace(
        rest.entities,
        adults=after.adults,
        children=after.children,
        child_ages=after.child_ages,
        people=people,
        rooms=None,
    )
    return _sure(replace(meant, entities=said, stay=rest.stay, party=after), rest)


def _number_told(rest: Understanding) -> int:
    """Beside the change, in so many words: "so we are 3", "just my husband and me"."""
    plain = numbered(normalise(rest.text), rest.language.spoken)
    told = rest.entities.adults or rest.entities.people or 1
    return told if _TELLS.search(plain) else 1


def number_beside(meant: Understanding) -> int | None:
    """How many they are with those who join or without those who leave, where it is said."""
    rest = told_in(meant.text, meant.language.spoken).rest
    found = read_entities(rest, meant.language.spoken)
    number = found.people or found.adults or 1
    return number if number > 1 and _TELLS.search(numbered(normalise(rest), meant.language.spoken)) else None


def _is_what_is_left(known: Party, changes: tuple[Change, ...], number: int, rest: Understanding) -> bool:
    """ "My sister isn't coming, so we are 3": the number is the party, unless it is just what is left of it."""
    plain = numbered(normalise(rest.text), rest.language.spoken)
    if _OF_ADULTS.search(plain) or rest.entities.children:
        return False
    after = party_after(known, changes)
    if after is TO_BE_ASKED:
        return bool(known.children) and number < (known.adults or 0) + (known.children or 0)
    return after is not None and number == (after.adults or 0) + (after.children or 0)


def _without_false_alarms(meant: Understanding, rest: Understanding) -> Understanding:
    """Who quarrelled and stays at home is in no danger, and "se baja" asks for no end of writing."""
    false = {"opt_out"} - rest.names
    if _is_no_danger(meant, rest):
        false |= {"urgent_help"}
    others = tuple(guess for guess in meant.intents if guess.name not in false)
    if len(others) == len(meant.intents):
        return meant
    return replace(meant, intents=others or (Guess("inform", _CERTAIN),))


def _is_no_danger(meant: Understanding, rest: Understanding) -> bool:
    """Where the quarrel is what sounded so, or hardly anything did and somebody joins. In doubt it rings."""
    alarm = next((guess.confidence for guess in meant.intents if guess.name == "urgent_help"), 0.0)
    calmer = without_a_quarrel(rest.text, rest.language.spoken)
    if mood(meant.text) is Mood.DANGER or "urgent_help" in _wishes(calmer):
        return False
    return calmer != _as_read(rest) or (alarm < _FAINT and all(one.joins for one in meant.changes))


def _as_read(rest: Understanding) -> str:
    return " ".join(as_spoken(rest.text, rest.language.spoken, "AR").left.split())


def _wishes(words: str) -> set[str]:
    """What so many words ask for; of one or two nothing can be told."""
    if len(re.findall(r"[a-z]{3,}", words)) < _FEWEST_WORDS:
        return set()
    return {guess.name for guess in decide(words).intents}


def _sure(meant: Understanding, rest: Understanding) -> Understanding:
    """What is asked beside it is still asked; a yes to a party that is another one by now takes nothing."""
    asked = rest.intents if rest.answer and len(rest.text.split()) >= _FEWEST_WORDS else ()
    asked = tuple(one for one in asked if one.name not in _MANNERS | _ALARM)
    alarm = tuple(one for one in meant.intents if one.name in _ALARM)
    told = (*alarm, Guess("inform", _CERTAIN), *asked)
    return replace(meant, intents=told, right=_CERTAIN, answer=True, agrees=None, option=None)
