""" "Para 2? y para 3?": what there is for the one number is told before what there is for the other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import NotAStay
from core.flows.booking import asking
from core.flows.booking.hold import beside_a_hold
from core.flows.booking.progress import Step
from core.flows.booking.search import looking
from core.flows.booking.wanted import Wanted
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.text import has_figures, normalise, numbered
from core.services.scenes import Scene

_NO_TIME: Final = (
    r"(?! ?(?:noches?|nights?|noites?|dias?|days?|habitacion\w*|quartos?|rooms?|de |/|:|kids|chic|nen))"
)
_HEADS: Final = r"(?: (?:personas?|people|pessoas|adult\w+|pax))?"
_EITHER: Final = re.compile(
    rf"\b(?:para|pra|for) (?P<first>[1-9])\b{_NO_TIME}{_HEADS} ?\?? ?(?:,? ?(?:y|e|and|o|ou|or),?)"
    rf" (?:(?:si somos|cuanto|quanto|how much|fica|sale) )*(?:para|pra|for) (?P<other>[1-9])\b{_NO_TIME}"
)
_WITH_PRICES: Final = frozenset({Step.CHOICE, Step.YES})


def beside(session: Session, scene: Scene, meant: Understanding, wanted: Wanted, turn: Turn) -> Turn:
    """Only of grown-ups, and where the days are known."""
    first = _the_first(meant, wanted)
    if first is None or (turn.goes_on or {}).get("step") not in _WITH_PRICES:
        return turn
    who = replace(wanted, party=replace(wanted.party, adults=first))
    try:
        found = looking.look(session, scene, who)
    except NotAStay:
        return turn
    if not found.as_wished or not found.choices:
        return turn
    rooms = [parts for _, parts in found.choices]
    return asking.lead_with(turn, beside_a_hold.others_there_are(scene, who, rooms))


def _the_first(meant: Understanding, wanted: Wanted) -> int | None:
    if not has_figures(plain := numbered(normalise(meant.text), meant.language.spoken)):
        return None
    said = _EITHER.search(plain)
    if said is None or wanted.nights is None or wanted.party.children or wanted.party.adults is None:
        return None
    numbers = {int(said["first"]), int(said["other"])} - {wanted.party.adults}
    return (
        numbers.pop()
        if len(numbers) == 1 and str(wanted.party.adults) in said.group("first", "other")
        else None
    )
