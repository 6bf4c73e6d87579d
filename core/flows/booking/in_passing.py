"""What changes nothing and is no question: who drives them there, that they are the same as before.

It is acknowledged, and the open question stands.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking import beside, progress
from core.flows.booking.wanted import remembered, says_anything
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.intents.plainly_said import is_said
from core.flows.understand.stay.told_of import THOSE
from core.flows.understand.text import normalise, numbered
from core.services import words
from core.services.scenes import Scene

_SHORT: Final = 12


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    plain = normalise(meant.text)
    here = progress.of(scene)
    changes = meant.stay or meant.changes or meant.party is not None or meant.names & FOR_RECALL
    matters = changes or "?" in plain or len(plain.split()) > _SHORT
    if matters or here is None:
        return None
    if is_said("driven_there", plain):
        return beside.told(session, scene, scene.say("booking.noted"), "noted")
    stands = here.step not in progress.ASKING and not says_anything(meant)
    people = remembered(scene, None).people if stands else None
    same = THOSE.search(numbered(plain, meant.language.spoken))
    if people is None or same is None or int(same["number"] or same["same"]) != people.guests:
        return None
    said = scene.say("booking.who_comes", people=words.people(scene, people))
    return beside.told(session, scene, said, "told_who_comes")
