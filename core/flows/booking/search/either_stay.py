"""Two stays told side by side, "4 to 6 or 11 to 13, how much is each?": what both cost, before it is asked which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import StaySoFar
from core.domain.stays import Stay
from core.flows.booking import asking
from core.flows.booking.search import looking
from core.flows.booking.wanted import Wanted
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.taking import wants_cheaper
from core.flows.understand.text import normalise
from core.services import showing, words
from core.services.scenes import Scene

_HOW_MUCH: Final = re.compile(
    r"\b(?:cuanto|quanto|how much|precios?|precos?|prices?|sale|cuesta|custa|costs?|fica)\b"
)
_FEW: Final = 6
_A_MONTH: Final = 31


def beside(session: Session, scene: Scene, meant: Understanding, wanted: Wanted, turn: Turn) -> Turn:
    stays = list(_told(meant))
    if not 1 < len(stays) <= _FEW or not _asks_the_price(meant):
        return turn
    each = [replace(wanted, stay=StaySoFar(stay.check_in, stay.check_out, stay.length)) for stay in stays]
    if any(one.missing is not None for one in each):
        return turn
    lines = (_line(session, scene, one, stay) for one, stay in zip(each, stays, strict=True))
    return asking.lead_with(turn, "\n".join(lines))


def _told(meant: Understanding) -> Iterator[Stay]:
    for one in meant.stay.candidates:
        first, last = one.check_in, one.check_out
        if first is not None and last is not None and 0 < (last - first).days <= _A_MONTH:
            yield Stay(first, last)


def _asks_the_price(meant: Understanding) -> bool:
    asks = "ask_price" in meant.names or wants_cheaper(meant.text)
    return asks or _HOW_MUCH.search(normalise(meant.text)) is not None


def _line(session: Session, scene: Scene, wanted: Wanted, stay: Stay) -> str:
    found, dates = looking.look(session, scene, wanted), words.short_dates(scene, stay)
    if not found.as_wished:
        return scene.say("booking.either_is_full", dates=dates)
    parts = min((parts for _, parts in found.choices), key=lambda parts: showing.total_of(parts).minor)
    total = words.money(scene, showing.total_of(parts))
    return scene.say("booking.either_costs", dates=dates, room=words.all_rooms(scene, parts), total=total)
