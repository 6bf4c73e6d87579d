"""Something of the house's put on a booking that stands, "agregame la cochera los 3 días": reception's to arrange."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import STANDS
from core.flows import matters
from core.flows.stays import which
from core.flows.stays.approving import ask_staff
from core.flows.stays.progress import NAME, Matter
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import paying
from core.services.scenes import Scene

_ADD: Final = re.compile(
    r"\b(?:agreg(?:a|ame|anos|ale|ue|uen|uenme)|sum(?:ame|anos|ale)|anot(?:ame|anos)|inclui(?:me|nos)|add|adiciona\w*"
    r"|acrescenta\w*|coloca(?: ai)?)\b((?: [a-z]+){1,4})"
)
# A room has its people's beds and its nights: those are changes of the booking, and told as such.
_CHANGES_IT: Final = frozenset({"pets", "crib", "extra_bed", "late_checkout", "early_checkin"})
_LONGEST: Final = 160


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "For the three days" are the nights of the booking, and no others."""
    plain = normalise(meant.text)
    said = _ADD.search(plain)
    if said is None or "?" in plain or meant.names & FOR_RECALL or meant.changes or meant.stay.check_in:
        return None
    wanted = set(matters.amenities(said[1], scene.knowledge)) - _CHANGES_IT
    if not wanted or paying.open_hold(session, scene.conversation) is not None:
        return None
    found = [one for one in which.candidates(session, scene, Matter.CHANGE) if one.status in STANDS]
    if len({one.shared_code for one in found}) != 1:
        return None
    words = " ".join(meant.text.split())[:_LONGEST]
    what = scene.voice.say(scene.hotel.language, "stay.task_about", matter=words, code=found[0].code)
    return replace(ask_staff(session, scene, found[0], what, Matter.CHANGE), by=NAME)
