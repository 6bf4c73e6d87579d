"""What somebody's health has to know of a room: grab bars, the width of a door, whether the power fails at night.

What is written of it is told. Nothing near it is: it is said to be unknown, and goes to reception with a promise.
"""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Fact
from core.flows.facts import finer, telling
from core.flows.facts.finer import Finer
from core.flows.facts.shelves import may_hear
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.watching import Watched
from core.flows.understand.wishes import stay_wishes
from core.flows.understand.wishes.needs import AIDS
from core.flows.wished import noting
from core.flows.wished.noting import Noted
from core.services.scenes import Scene

_NAMED: Final = Watched(
    ("barra", "agarrad", "pasaman", "corrimao", "grab", "rail", "ducha", "bano", "banho", "banheir", "chuveiro"
     , "shower", "bath", "toilet"
     , "inodoro", "wet room", "puerta", "porta", "door", "luz", "electric", "corriente", "energia", "generad"
     , "gerador", "generator", "apag", "blackout", "power", "enchuf", "plug", "tomada", "cama", "bed", "pillow"
     , "almohada", "travesseiro", "duvet", "edredo", "acolchad"
     , "electrogeno", "adapta", "adapte", "accesib", "accessib", "acessiv")
)  # fmt: skip
_PIECES: Final = re.compile(r", +|(?<=[a-z0-9]) (?=(?:do you|is there|are there|hay|tienen|tem) )")
_ONLY_ASKS: Final = re.compile(
    r"(?:tem|ha|teria|hay|habra|tienen?|tenes|tendran"
    r"|(?:is|are) there(?: one| any)?|(?:do you )?have (?:one|that|it))\W*"
)
_MOST_WORDS: Final = 30
_SAYS_NOTHING: Final = COURTESIES | {"inform", "out_of_scope", "help", "human", "complaint"}


def heard(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    if scene.taps or meant.names & FOR_RECALL or not _NAMED.said_in(normalise(meant.text)):
        return None
    asking = {
        piece: about
        for one in stay_wishes.sentences(meant.text)
        for piece, about in _pieces_asking(one).items()
    }
    if not asking:
        return None
    matters = {one.name: one for about in asking.values() for one in about}
    other, kept = noting.what_else(scene, meant.text, asking, _SAYS_NOTHING)
    return Noted(tuple(_answers(session, scene, tuple(matters.values()))), other, kept)


def _pieces_asking(sentence: str) -> dict[str, tuple[Finer, ...]]:
    """ "Two of us from the 8th, are there grab bars?": the days are not asked."""
    whole = _asked(sentence)
    if not whole:
        return {}
    pieces = {one: _named(one) for one in _with_its_asking(sentence) if one}
    asking = {one: about for one, about in pieces.items() if about}
    return (
        asking
        if {one.name for about in asking.values() for one in about} >= {one.name for one in whole}
        else {sentence: whole}
    )


def _with_its_asking(sentence: str) -> list[str]:
    """ "A shower without a step, is there one?": what only asks belongs to what stands before it."""
    *before, last = map(str.strip, _PIECES.split(sentence))
    if (
        before
        and _ONLY_ASKS.fullmatch(normalise(last))
        and sentence.endswith(whole := f"{before[-1]}, {last}")
    ):
        return [*before[:-1], whole]
    return [*before, last]


def _named(words: str) -> tuple[Finer, ...]:
    plain = normalise(words)
    return tuple(one for one in finer.OF_NEEDS if one.asked.search(plain))


def _asked(sentence: str) -> tuple[Finer, ...]:
    """Nothing where it is wanted, and will be noted."""
    if not asks(sentence) or len(sentence.split()) > _MOST_WORDS or stay_wishes.asks_whether_noted(sentence):
        return ()
    if any(wish.kind == AIDS for wish in stay_wishes.told(sentence)):
        return ()
    return _named(sentence)


def _answers(session: Session, scene: Scene, about: tuple[Finer, ...]) -> list[Answer]:
    every = [fact for fact in scene.knowledge.facts.values() if may_hear(fact)]
    told: dict[str, Fact] = {}
    unknown = []
    for one in about:
        written = finer.written(one, every)[:1]
        told |= {fact.topic: fact for fact in written}
        unknown += [] if written else [one.name]
    facts = list(told.values())
    answers = []
    if facts:
        text = "\n".join(telling.fact(session, scene, fact) for fact in facts)
        answers.append(Answer("ask_amenity", text, facts=telling.names_of(facts)))
    for name in unknown:
        telling.unwritten(session, scene, name)
        answers.append(Answer("ask_amenity", known=False, lacks=name, facts=("guest.wishes",)))
    return answers
