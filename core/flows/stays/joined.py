"""Who has booked says that somebody joins or stays at home, or how many they are by now: that stay is changed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from sqlalchemy.orm import Session

from core.domain.bookings import STANDS
from core.domain.memory import Party
from core.flows.booking import progress as booking
from core.flows.stays import against, changing, progress, serving, which
from core.flows.stays.progress import Matter, Request
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.text import normalise
from core.services import paying
from core.services.scenes import Scene

_BY_NOW: Final = re.compile(
    r"\b(?:al final|en realidad|finalmente|ahora|ya no somos|after all|in the end|actually|now|no final|na verdade"
    r"|agora)\b"
)
_BESIDE: Final = COURTESIES | {"inform", "yes", "no", "modify_booking", "cancel_booking", "complaint"}
_OF_A_SEARCH: Final = frozenset(booking.Step) - {booking.Step.PAY, booking.Step.GIVE_UP}


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Not while other rooms are looked for, nor while one is held, nor where its change is talked of already."""
    taken_back = _as_before(scene, meant)
    if not (meant.changes or taken_back or _tells_a_number(meant)) or meant.names & FOR_RECALL:
        return None
    looks_around, here = booking.of(scene), progress.of(scene)
    if looks_around is not None and looks_around.step in _OF_A_SEARCH:
        return None
    if here is not None and here.request.matter is Matter.CHANGE:
        return None
    if paying.open_hold(session, scene.conversation) is not None:
        return None
    found = [one for one in which.candidates(session, scene, Matter.CHANGE) if one.status in STANDS]
    if not found:
        return None
    told = taken_back or changing.read(meant)
    if meant.undoes and meant.stay:  # the days that are told are those of the booking
        told = against.changes(scene, found[0], meant)
    request = Request(Matter.CHANGE, changes=told)
    turn = serving.begin(session, scene, request, meant)
    return replace(turn, flow=progress.NAME, by=progress.NAME, memory={**turn.memory, "party": Party()})


def _as_before(scene: Scene, meant: Understanding) -> dict[str, Any]:
    """What is remembered by now is the stay as it was before it was changed."""
    party, stay = scene.memory.party, scene.memory.stay
    if not meant.undoes or not party.adults or not stay.check_in or not stay.check_out:
        return {}
    days = {"check_in": stay.check_in.isoformat(), "check_out": stay.check_out.isoformat()}
    return {**days, "adults": party.adults, "children": party.children or 0, "ages": list(party.child_ages)}


def _tells_a_number(meant: Understanding) -> bool:
    said = meant.entities
    told = (said.people or said.adults) and not said.rooms and not meant.stay
    return bool(told) and meant.names <= _BESIDE and _BY_NOW.search(normalise(meant.text)) is not None
