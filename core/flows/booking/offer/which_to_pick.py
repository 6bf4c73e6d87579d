""" "Which one would you pick?": a matter of taste; the cheapest, or what the named one has, is a fact."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.flows.booking import beside, progress
from core.flows.booking.offer.pointed_at import names_of, table
from core.flows.booking.progress import Progress, Step
from core.flows.booking.wanted import says_anything
from core.flows.facts import telling
from core.flows.facts.room_names import spoken_of_alone
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import showing, words
from core.services.scenes import Scene

_AT: Final = frozenset({Step.CHOICE, Step.YES})
_MOST_WORDS: Final = 14
_FEW: Final = 2
_ASKED: Final = re.compile(
    r"\b(?:which|what) (?:one |room |of them |of these )?(?:would|do|should|'?d) (?:you|u|i|we) (?:pick|choose|take"
    r"|recommend|suggest|go for|prefer)\b|\b(?:cual|qual|que)(?: de (?:las|los|ell[ao]s))?(?: (?:me|nos|vos|usted|tu|vc"
    r"|voce|te))* (?:recomend\w+|aconsej\w+|sugier\w+|suger\w+|el[ei][gj]\w+|escolh\w+|conviene|convendria|compensa)\b"
    r"|\b(?:vale|merece) (?:a pena|la pena)\b|\bworth (?:it|the)\b"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here = progress.of(scene)
    plain = normalise(meant.text)
    if here is None or here.step not in _AT or scene.taps or len(plain.split()) > _MOST_WORDS:
        return None
    if meant.stay or meant.changes or meant.names & FOR_RECALL or _ASKED.search(plain) is None:
        return None
    if says_anything(meant) and meant.entities.room_type is None:
        return None
    said = _of_the_one_named(session, scene, plain) or _of_all(session, scene, here)
    return beside.told(session, scene, said, "told_which_to_pick") if said else None


def _of_the_one_named(session: Session, scene: Scene, plain: str) -> str:
    """ "Is the river one worth it?": what it has, and not what to think of it."""
    spoken = set(re.findall(r"[a-z]{3,}", plain))
    here = progress.of(scene) or Progress(Step.CHOICE)
    kinds = {
        part.room_type.slug: part.room_type
        for one in table(session, scene, here, left_out=True)
        for part in one.parts
    }
    own = spoken_of_alone(spoken, {slug: names_of(kind) for slug, kind in kinds.items()})
    fact = scene.knowledge.fact(Subject.ROOM, own[0]) if len(own) == 1 else None
    return telling.fact(session, scene, fact) if fact is not None else ""


def _of_all(session: Session, scene: Scene, here: Progress) -> str:
    """What the cheapest of them costs, and of two what is written of either."""
    there = table(session, scene, here, left_out=here.step is Step.YES)
    if len(there) < 2:
        return ""
    cheapest = min(there, key=lambda one: one.total)
    total = words.money(scene, showing.total_of(cheapest.parts))
    taste = scene.say("booking.matter_of_taste", room=words.all_rooms(scene, cheapest.parts), total=total)
    slugs = list(dict.fromkeys(part.room_type.slug for one in there for part in one.parts))
    facts = [fact for slug in slugs if (fact := scene.knowledge.fact(Subject.ROOM, slug))]
    written = "\n".join(telling.fact(session, scene, fact) for fact in facts) if len(slugs) <= _FEW else ""
    return f"{written}\n\n{taste}".strip()
