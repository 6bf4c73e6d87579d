"""Whether the room that is named, held or shown has a shower or a bathtub, as it is written of each of them.

Whoever cannot get over the edge of a tub is told the same; how high a step is at the shower goes to reception where
nobody wrote of it.
"""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.flows.facts import finer, room_has, telling
from core.flows.facts.floors_asked import rooms_meant
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.which_room import shower_or_tub
from core.flows.understand.wishes import stay_wishes
from core.flows.wished import noting
from core.flows.wished.noting import Noted
from core.services.scenes import Scene
from core.services.selling import RoomType

_TUB: Final = "bathtub"
_EITHER, _STEP = "shower_or_tub", "shower_step"
_CLAUSES: Final = re.compile(r", +")
_SAYS_NOTHING: Final = COURTESIES | {
    "inform", "out_of_scope", "help", "ask_room", "ask_amenity", "complaint", "ask_location", "early_checkin", "no",
}  # fmt: skip


def heard(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    if scene.taps or meant.names & FOR_RECALL or not shower_or_tub.NAMED.said_in(normalise(meant.text)):
        return None
    said = [piece for one in stay_wishes.sentences(meant.text) for piece in _clauses(one)]
    if not said:
        return None
    kinds = rooms_meant(session, scene, said, meant.text) or room_has.offered(session, scene)
    if not kinds:
        return None
    other, kept = noting.what_else(scene, meant.text, said, _SAYS_NOTHING)
    no_step = any(map(shower_or_tub.wants_no_step, said))
    return Noted((_of(session, scene, kinds, no_step=no_step),), other, kept)


def _clauses(sentence: str) -> list[str]:
    """Those that ask or tell of it, or the sentence that does so only as a whole."""
    found = [one for one in _CLAUSES.split(sentence) if _is_of_it(one)]
    return found or ([sentence] if _is_of_it(sentence) else [])


def _is_of_it(words: str) -> bool:
    return shower_or_tub.is_asked(words) or shower_or_tub.cannot_get_over(words)


def _of(session: Session, scene: Scene, kinds: list[RoomType], *, no_step: bool) -> Answer:
    """What is not written of one of them goes to reception, in the name of what is missing."""
    told = {kind.slug: _written(session, scene, kind) for kind in kinds}
    unsaid = any(not words for words in told.values())
    showers = [kind for kind in kinds if told[kind.slug] and not kind.amenities.get(_TUB)]
    lacks = _EITHER if unsaid else _STEP if no_step and showers and not _step_is_written(scene) else ""
    if lacks:
        telling.unwritten(session, scene, lacks)
    facts = tuple(f"room_types:{slug}" for slug in told)
    return Answer(
        "ask_room", "\n".join(filter(None, told.values())), known=not lacks, facts=facts, lacks=lacks
    )


def _written(session: Session, scene: Scene, kind: RoomType) -> str:
    """In the hotel's own words of that room where they speak of it, else by its list of amenities."""
    fact = scene.knowledge.fact(Subject.ROOM, kind.slug)
    if fact is not None and any(map(shower_or_tub.is_named, fact.texts.values())):
        return telling.fact(session, scene, fact)
    return room_has.of_topics(scene, kind, [_TUB]) if _TUB in kind.amenities else ""


def _step_is_written(scene: Scene) -> bool:
    return any(
        finer.written(one, scene.knowledge.facts.values()) for one in finer.OF_NEEDS if one.name == _STEP
    )
