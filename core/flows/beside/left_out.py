"""Somebody who was only thought of stays at home: "no, forget grandma", "dejala a mi suegra, quedamos como estábamos".

Nothing was changed for them, so nothing changes now. Whatever else is said is served as if it had come alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import Party
from core.flows.booking import progress
from core.flows.booking.notes import noted
from core.flows.booking.progress import Step
from core.flows.booking.search import how_many
from core.flows.heard import hearing
from core.flows.heard.gathering import as_before, gathered
from core.flows.stays import progress as stays
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.joining.called import is_among
from core.flows.understand.joining.reading import told_in
from core.flows.understand.joining.undoing import without_taking_back
from core.flows.understand.text import normalise
from core.flows.wished.noting import Noted
from core.services import words
from core.services.scenes import Scene

_LATELY: Final = 6
_SENTENCES: Final = re.compile(r"[.;!?\n]+[ \n]*(?=\S)")
_LONGEST: Final = 30
_FEWEST_WORDS: Final = 2
# "Dejala a mi suegra", "nah leave her", where the verb alone tells no more.
_LETS_BE: Final = re.compile(
    r"\b(?:dej[ae]\w*|deix[ae]\w*|olvid\w+|esque[cs]\w*|forget|never ?mind|leave|scrap|skip|drop|sin|sem|without"
    r"|mejor no|no (?:va|viene|vendra|hace falta|importa)|se queda|fica em casa|nao (?:vai|vem|precisa)"
    r"|not coming|stays? home)\b"
)


_COMES: Final = re.compile(
    r"\b(?:com(?:e|es|ing)|join\w*|bring|fits?|add|ven(?:ir|ga)|vien\w+|sum\w+|entra\w*|cab(?:e|ria|emos)|llev\w+|tra(?:er|igo)"
    r"|vir|vem|ir|lev\w+|traz\w+|acrescent\w+)\b"
)
_TELLS_ALL: Final = re.compile(r"\b(?:somos|seriamos|we are|we're|para|for|del? \d|from)\b")


def heard(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    if scene.taps or meant.names & FOR_RECALL or len(meant.text.split()) > _LONGEST:
        return None
    let_be = _let_be(scene, meant)
    unchanged = replace(scene, memory=as_before(scene))
    people = how_many.known(session, unchanged) if let_be is not None else None
    if let_be is None or people is None or _were_added(scene, let_be.names, people):
        return None
    if _others_are_left(meant, people):
        return None
    before, rest = as_before(scene), let_be.rest
    if before.flow == stays.NAME:
        before = replace(before, flow=None, data={}, asked=None)
    apart = replace(scene, memory=before)
    other = hearing.hear_words(apart, rest) if len(rest.split()) >= _FEWEST_WORDS else None
    other = other if other is not None and other.answer else None
    kept = gathered(before, other)
    said = scene.say("stay.left_for", people=words.people(scene, people))
    made = noted.theirs(session, scene)
    facts = (f"booking:{made.code}",) if made is not None else ()
    return Noted((Answer("inform", said, facts=facts),), other, kept)


@dataclass(frozen=True)
class LetBe:
    """Who stays at home, and what else is said."""

    names: tuple[str, ...]
    rest: str


def _let_be(scene: Scene, meant: Understanding) -> LetBe | None:
    """Only of those of whom was just thought."""
    thought_of = _thought_of(scene, meant.language.spoken)
    if not thought_of:
        return None
    told = told_in(meant.text, meant.language.spoken)
    leaving = [name for one in told.changes if not one.joins for name in one.who.called]
    if any(one.joins or not one.who.called for one in told.changes):
        return None
    proposed = stays.of(scene)
    if told.changes and proposed is not None and proposed.request.changes:
        return None  # of several who would join the others still do
    lets_be = _LETS_BE.search(normalise(meant.text)) is not None
    named = leaving or [name for name in told.called if lets_be and is_among(name, thought_of)]
    if not named and not (meant.undoes and _nothing_to_take_back(scene)):
        return None
    if any(not is_among(name, thought_of) for name in named):
        return None
    others = [
        part
        for part in _SENTENCES.split(meant.text)
        if not any(is_among(name, told_in(part, meant.language.spoken).called) for name in named)
    ]
    rest = " ".join(filter(None, (without_taking_back(part) for part in others)))
    return LetBe(tuple(named) or thought_of, rest.strip())


def _nothing_to_take_back(scene: Scene) -> bool:
    """Where something was changed of what is looked for or held, "as it was" is heard there."""
    booked = progress.of(scene) is None and scene.memory.asked is None
    return booked or as_before(scene).before is None


def _thought_of(scene: Scene, lang: str) -> tuple[str, ...]:
    """Those of whom it was told lately that they might come, or asked whether they can."""
    names: list[str] = []
    for line in scene.memory.said_before(_LATELY):
        told = told_in(line, lang)
        joining = [name for one in told.changes if one.joins for name in one.who.called]
        asked = "?" in line and _COMES.search(normalise(line)) and not _TELLS_ALL.search(normalise(line))
        names += joining or (told.called if told.perhaps or asked else ())
    return tuple(names)


def _others_are_left(meant: Understanding, people: Party) -> bool:
    """ "My sister dropped out, we're 3 again", of whoever holds a room for four: she was counted there."""
    told = meant.entities.people or meant.entities.adults
    return told is not None and told < people.guests


def _were_added(scene: Scene, names: tuple[str, ...], people: Party) -> bool:
    """While rooms are looked for whoever joins is counted at once; on a booking only a change that was made does it."""
    here = progress.of(scene)
    before = as_before(scene)
    if here is not None and here.step not in (Step.PAY, Step.GIVE_UP):
        return any(is_among(name, before.named.come) for name in names)
    was = before.before.party if before.before is not None else None
    return was is not None and was.adults is not None and was.heads < people.guests
