""" "Does the garden double take the baby?": asked of a room by its name, and answered for the people that were told."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.refusals import WhyNot
from core.domain.stays import NotAStay
from core.flows.booking import beside, progress
from core.flows.booking.offer import offering
from core.flows.booking.progress import Step
from core.flows.booking.search import kinds_named, looking, too_dear
from core.flows.booking.wanted import remembered
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.money.dearness import is_too_dear
from core.flows.understand.text import normalise, says_any
from core.services.scenes import Scene

_IN_A_ROOM: Final = (" en ", " in ", " no ", " na ", " num", "dentro")
_WATCHED: Final = ("entr", "cab", "fit", "sleep", "take", "serve")
_FITS: Final = re.compile(
    r"\b(?:entra|entran|entramos|entrariamos?|entrarian?|cabe|caben|cabem|cabemos|cabriamos|caberia|caberiam"
    r"|fits?|sleeps?"
    r"|can take|does it take|serve (?:pra|para) (?:nos|todos|a gente|\d)|da (?:pra|para) (?:nos|todos|a gente))\b"
)
# "5 in the family room, yes or no": so many of them, without a word of fitting.
_SO_MANY: Final = re.compile(
    r"\b(?:[2-9]|1\d)(?: (?:personas|people|pessoas|of us|adultos|adults))? (?:en|in|no|na|num|numa"
    r"|dentro de) [^,.;?!]{0,40}?"
    r" ?(?:o no|ou nao|or not|si o no|sim ou nao|yes or no|se puede|podemos|da|rola|funciona|vamos bien"
    r"|is (?:that )?ok)\b"
)
_AT: Final = frozenset({Step.CHOICE, Step.YES})
_MOST_WORDS: Final = 18


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Only where it takes too few: what fits is told by whoever shows it."""
    here, plain = progress.of(scene), normalise(meant.text)
    if here is None or here.step not in _AT or scene.taps or len(plain.split()) > _MOST_WORDS:
        return None
    so_many = says_any(plain, _IN_A_ROOM) and _SO_MANY.search(plain) is not None
    fits = says_any(plain, _WATCHED) and _FITS.search(plain) is not None
    if not (so_many or (fits and not meant.stay)):
        return None
    named, wanted = kinds_named.named_in(session, meant.text), remembered(scene, here)
    if named is None or wanted.missing is not None:
        return None
    try:
        found = looking.look(
            session,
            scene,
            replace(wanted, party=replace(wanted.party, room_type=named, kinds=(), rooms=1), apart=()),
        )
    except NotAStay:
        return None
    if found.kind is None or found.reason is None or found.reason.why is not WhyNot.TOO_MANY_GUESTS:
        return None
    lines = [offering.because(scene, found)]
    if is_too_dear(scene.words, priced=True):
        lines += too_dear.what_costs_less(session, scene, here)
    return beside.told(session, scene, "\n\n".join(lines), "told_it_takes_too_few")
