""" "Does the garden double take the baby?": asked of a room by its name, and answered for the people that were told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.refusals import WhyNot
from core.domain.stays import NotAStay
from core.flows.booking import beside, progress
from core.flows.booking.offer import offering
from core.flows.booking.progress import Progress, Step
from core.flows.booking.search import kinds_named, looking, too_dear
from core.flows.booking.search.looking import Found
from core.flows.booking.wanted import Wanted, remembered
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.money.dearness import is_too_dear
from core.flows.understand.text import normalise, says_any
from core.services import cot_words, showing, words
from core.services.scenes import Scene
from core.services.showing import Part

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
    """Where it takes too few, or takes them with a cot: what fits besides is told by whoever shows it."""
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
    alone = replace(wanted, party=replace(wanted.party, room_type=named, kinds=(), rooms=1), apart=())
    try:
        found = looking.look(session, scene, alone)
    except NotAStay:
        return None
    if found.as_wished and all(part.cots for _, parts in found.choices for part in parts):
        return _with_cots(session, scene, here, alone, found)
    if found.kind is None or found.reason is None or found.reason.why is not WhyNot.TOO_MANY_GUESTS:
        return None
    lines = [offering.because(scene, found)]
    if is_too_dear(scene.words, priced=True):
        lines += too_dear.what_costs_less(session, scene, here)
    return beside.told(session, scene, "\n\n".join(lines), "told_it_takes_too_few")


def _with_cots(session: Session, scene: Scene, here: Progress, alone: Wanted, found: Found) -> Turn:
    """Said, and offered where something else lies before their eyes."""
    rooms = scene.list_of([cot_words.of_parts(scene, parts) for _, parts in found.choices])
    said = scene.say("fact.cot_fits", people=words.people(scene, found.wish.party), rooms=rooms)
    rows = showing.open_in(session, scene.conversation, here.shown)
    shown = {_rooms(showing.parts_of(session, row)) for row in rows}
    if shown.issuperset(_rooms(parts) for _, parts in found.choices):
        return beside.told(session, scene, said, "told_it_takes_them")
    turn = offering.go(session, scene, alone, here=here, lead=said)
    return replace(turn, flow=progress.NAME, by=progress.NAME)


def _rooms(parts: Sequence[Part]) -> tuple[tuple[str, int], ...]:
    return tuple((part.room_type.slug, len(part.quotes)) for part in parts)
