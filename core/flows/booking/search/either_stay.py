"""Two stays told side by side, "4 to 6 or 11 to 13, how much is each?": what both cost, before it is asked which.

Whoever has been told that one of them is full is not asked whether they meant that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import StaySoFar
from core.domain.stays import Stay
from core.flows.booking import asking
from core.flows.booking.offer import offering
from core.flows.booking.progress import Progress
from core.flows.booking.search import looking
from core.flows.booking.wanted import Wanted
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.taking import wants_cheaper
from core.flows.understand.stay import Candidate
from core.flows.understand.text import normalise
from core.services import showing, words
from core.services.scenes import Scene

_HOW_MUCH: Final = re.compile(
    r"\b(?:cuanto|quanto|how much|precios?|precos?|prices?|sale|cuesta|custa|costs?|fica)\b"
)
_FEW: Final = 6
_A_MONTH: Final = 31


@dataclass(frozen=True)
class _Looked:
    stay: Stay
    wanted: Wanted
    found: looking.Found

    @property
    def is_full(self) -> bool:
        return not self.found.as_wished


def ask_which(
    session: Session, scene: Scene, meant: Understanding, wanted: Wanted, here: Progress | None
) -> Turn:
    """Only of those that are to be had; where none is, what is near the first is shown."""
    looked = _look(session, scene, meant, wanted)
    full = [one.stay for one in looked if one.is_full]
    lines = "\n".join(_line(scene, one) for one in looked)
    if looked and len(full) == len(looked):
        return offering.go(session, scene, looked[0].wanted, here=here, lead=lines)
    left = tuple(one for one in meant.stay.candidates if _stay_of(one) not in full)
    turn = asking.ask_which(scene, wanted, replace(meant.stay, candidates=left), here)
    return asking.lead_with(turn, lines) if lines and (full or _asks_the_price(meant)) else turn


def _look(session: Session, scene: Scene, meant: Understanding, wanted: Wanted) -> list[_Looked]:
    stays = [stay for one in meant.stay.candidates if (stay := _stay_of(one)) is not None]
    each = [replace(wanted, stay=StaySoFar(stay.check_in, stay.check_out, stay.length)) for stay in stays]
    if not 1 < len(stays) <= _FEW or any(one.missing is not None for one in each):
        return []
    return [
        _Looked(stay, one, looking.look(session, scene, one)) for stay, one in zip(stays, each, strict=True)
    ]


def _stay_of(one: Candidate) -> Stay | None:
    first, last = one.check_in, one.check_out
    if first is None or last is None or not 0 < (last - first).days <= _A_MONTH:
        return None
    return Stay(first, last)


def _asks_the_price(meant: Understanding) -> bool:
    asks = "ask_price" in meant.names or wants_cheaper(meant.text)
    return asks or _HOW_MUCH.search(normalise(meant.text)) is not None


def _line(scene: Scene, looked: _Looked) -> str:
    dates = words.short_dates(scene, looked.stay)
    if looked.is_full:
        return scene.say("booking.either_is_full", dates=dates)
    parts = min((parts for _, parts in looked.found.choices), key=lambda parts: showing.total_of(parts).minor)
    total = words.money(scene, showing.total_of(parts))
    return scene.say("booking.either_costs", dates=dates, room=words.all_rooms(scene, parts), total=total)
