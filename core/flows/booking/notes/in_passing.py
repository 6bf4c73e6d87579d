"""What changes nothing and is no question: who drives them there, that they are the same as before.

It is acknowledged, and the open question stands.
"""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking import beside, progress
from core.flows.booking.progress import Progress, Step
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
# Where it is the answer, and no word beside it.
_ASKED_WHO: Final = progress.ASKING | {Step.CHILDREN}
_ONLY_ADULTS: Final = re.compile(
    r"(?:(?:no|nao|yes|si|sim|we are|we're|somos|its|it's|sao|e|y|and)[ ,]+)*"
    r"(?:just|only|all|all of us|solo|solamente|todos|so|somente|apenas|todas)(?: (?:are|somos|son))? "
    r"(?:adults?|adult[oa]s|grown[ -]?ups|mayores|grandes|maiores)(?:,? (?:no (?:kids|children)"
    r"|sin (?:chicos|ninos|nenes)"
    r"|sem criancas))?[ .!]*"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    plain = normalise(meant.text)
    here = progress.of(scene)
    changes = meant.stay or meant.changes or meant.party is not None or meant.names & FOR_RECALL
    matters = changes or "?" in plain or len(plain.split()) > _SHORT
    if matters or here is None:
        return None
    if is_said("driven_there", plain):
        return beside.told(session, scene, scene.say("booking.noted"), "noted")
    if (grown := _all_grown_up(scene, meant, here, plain)) is not None:
        return beside.told(session, scene, grown, "told_who_comes")
    stands = here.step not in progress.ASKING and not says_anything(meant)
    people = remembered(scene, None).people if stands else None
    same = THOSE.search(numbered(plain, meant.language.spoken))
    if people is None or same is None or int(same["number"] or same["same"]) != people.guests:
        return None
    said = scene.say("booking.who_comes", people=words.people(scene, people))
    return beside.told(session, scene, said, "told_who_comes")


def _all_grown_up(scene: Scene, meant: Understanding, here: Progress, plain: str) -> str | None:
    """ "Just adults", of those who were told before: as they were taken already."""
    people = remembered(scene, None).people
    if here.step in _ASKED_WHO or people is None or people.children or meant.stay:
        return None
    if _ONLY_ADULTS.fullmatch(plain) is None:
        return None
    return scene.say("booking.who_comes", people=words.people(scene, people))
