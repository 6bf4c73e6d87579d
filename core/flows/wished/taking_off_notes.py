""" "Remove that note", "sacá lo de la torta": the note that is named goes, the others stay; else it is asked which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking.notes import noted
from core.flows.turn import NOTED_WISH, Answer
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import COURTESIES
from core.flows.understand.text import fold, normalise
from core.flows.understand.wishes import note_taken_off, stay_wishes
from core.flows.understand.wishes.needs import IN_THEIR_WORDS
from core.flows.understand.wishes.note_taken_off import TakenOff
from core.flows.understand.wishes.pets import leaves_the_pet
from core.flows.wished import noting
from core.flows.wished.noting import Noted
from core.services.own_stays import Booking
from core.services.scenes import Scene

_SAYS_NOTHING: Final = COURTESIES | {"inform", "out_of_scope", "cancel_booking", "modify_booking"}
_PIECES: Final = re.compile(r"(?<=[^.])\. +|; +")
_BLANK: Final = "\x00"
_FEW_WORDS: Final = 8


@dataclass(frozen=True)
class Note:
    """One thing that stands on a booking: its kind, the words that told it, and how it is read back."""

    kind: str
    words: str
    name: str

    def is_named_by(self, order: TakenOff) -> bool:
        """By a word that only names it where a note is spoken of; else by what makes up half of it."""
        theirs = note_taken_off.words_in(fold(self.name))
        if not order.points:
            half = 2 * len(order.words) >= len(theirs)
            return self.kind == noted.NOTE and half and order.words <= theirs
        return bool(order.words) and order.words <= theirs


def heard(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    order = None if scene.taps else _ordered(scene, meant.text)
    booking = noted.theirs(session, scene) if order is not None else None
    if order is None or booking is None:
        return None
    notes = _standing(scene, booking)
    chosen = _meant(scene, order, notes)
    if chosen is None:
        return None
    said = _taken_off(session, scene, booking, chosen, notes) if chosen else _which(scene, booking, notes)
    return _beside_the_rest(scene, meant, booking, order, said)


def of_what_nobody_noted(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    """ "Remove the crib" of whoever has none lets go of no booking."""
    order = None if scene.taps else note_taken_off.asked(meant.text)
    told = stay_wishes.told(meant.text) if order is not None else ()
    if order is None or not told or any(wish.wanted for wish in told):
        return None
    booking = noted.theirs(session, scene)
    if booking is None or {wish.kind for wish in told} & noted.standing(scene, booking).keys():
        return None
    said = scene.say(
        "noted.is_off", code=booking.code, wishes=noted.names(scene, [wish.kind for wish in told])
    )
    return _beside_the_rest(scene, meant, booking, order, said)


def _beside_the_rest(
    scene: Scene, meant: Understanding, booking: Booking, order: TakenOff, said: str
) -> Noted:
    rest, kept = noting.what_else(scene, order.beside(meant.text), (), _SAYS_NOTHING)
    return Noted((Answer(NOTED_WISH, said, facts=(f"booking:{booking.code}",)),), rest, kept)


def _standing(scene: Scene, booking: Booking) -> list[Note]:
    notes = []
    for kind, words in noted.standing(scene, booking).items():
        notes += [Note(kind, one, noted.names_as_told(scene, {kind: one})) for one in _apart(kind, words)]
    return notes


def _apart(kind: str, words: str) -> Sequence[str]:
    """Of several things told of one kind each can go alone."""
    if kind == noted.NOTE:
        return _PIECES.split(words)
    things = stay_wishes.things(kind, words) if kind in IN_THEIR_WORDS else ()
    return things if len(things) > 1 else (words,)


def _meant(scene: Scene, order: TakenOff, notes: list[Note]) -> list[Note] | None:
    """Those that are named; none where it has to be asked which, and nothing at all where no note is meant."""
    kinds = noted.named(order.said) if order.points else set()
    by_words = [one for one in notes if one.is_named_by(order)]
    if named := by_words or [one for one in notes if one.kind in kinds]:
        return named
    if order.surely:
        alone = not order.words and len(notes) == 1
        return notes if alone or (order.every and not order.words) else _just_told(scene, order, notes)
    told = _just_told(scene, order, notes) if not order.words else []
    return told or None


def _just_told(scene: Scene, order: TakenOff, notes: list[Note]) -> list[Note]:
    """The one that the house spoke of with its last words."""
    said = normalise(scene.memory.said or "")
    told = [one for one in notes if normalise(one.name) in said]
    return told if len(told) == 1 and not order.words else []


def _ordered(scene: Scene, text: str) -> TakenOff | None:
    """Where no note is spoken of, what is taken off by its own name is heard as that."""
    order = note_taken_off.asked(text)
    if order is not None and order.surely:
        return order
    if leaves_the_pet(text) or any(not wish.wanted for wish in stay_wishes.told(text)):
        return None
    asked = scene.say("noted.which_off", code=_BLANK, wishes=_BLANK).split(_BLANK)[0]
    if asked in (scene.memory.said or "") and len(text.split()) <= _FEW_WORDS:
        return order or note_taken_off.answered(text)
    return order


def _taken_off(
    session: Session, scene: Scene, booking: Booking, chosen: list[Note], notes: list[Note]
) -> str:
    """What is written last on a matter counts: of a kind that goes, the notes that stay are written once more."""
    for kind in dict.fromkeys(one.kind for one in chosen):
        gone = ". ".join(one.words for one in chosen if one.kind == kind)
        noted.keep(session, scene, booking, kind, gone, wanted=False)
        for one in notes:
            if one.kind == kind and one not in chosen:
                noted.write(session, scene, booking, kind, one.words, wanted=True)
    left = [one.name for one in notes if one not in chosen]
    lines = [
        scene.say("noted.taken_off", code=booking.code, wishes=scene.list_of([one.name for one in chosen]))
    ]
    lines += [scene.say("readback.wishes", wishes="; ".join(left))] if left else []
    return "\n".join(lines)


def _which(scene: Scene, booking: Booking, notes: list[Note]) -> str:
    if not notes:
        return scene.say("noted.nothing", code=booking.code)
    return scene.say("noted.which_off", code=booking.code, wishes="; ".join(one.name for one in notes))
