"""While a change is proposed: what it costs, how the booking stands as yet, one more who comes along.

None of it is a new change, nor a search: the proposal stands, and is asked about again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.stays import serving, which
from core.flows.stays.change import changing
from core.flows.stays.progress import NAME, Matter, Progress, Step, of
from core.flows.stays.told import standing
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.own_stay.own_booking import asks_how_it_stands, asks_its_price
from core.flows.understand.text import normalise
from core.services.own_stays import Booking
from core.services.scenes import Scene

_OF_HOURS: Final = frozenset({Matter.LATE, Matter.EARLY})
_ONE_MORE: Final = re.compile(
    r"(?:(?:and|y|e|plus|mas|also|tambien|tambem|what about|que tal|con|with|com)[ ,]+)*(?:(?:una|uma|a|an|one|1) )?"
    r"(?:(?:third|fourth|tercera|cuarta|terceira|extra|additional|more|mas|mais|otra|outra|another) )?(?:uma )?"
    r"(?:persona|person|pessoa|adulto|adult)(?: (?:mas|more|mais|extra|adicional|too|tambien|tambem))?[ ?!.]*"
)
_COUNTS_ON: Final = re.compile(
    r"\b(?:third|fourth|tercer|cuart|terceir|extra|additional|more|mas|mais|otr|outr|another|una|uma|one)"
)


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here = of(scene)
    if here is None or here.step not in (Step.YES, Step.HOUR) or meant.names & FOR_RECALL:
        return None
    turn = _told(session, scene, meant, here)
    return replace(turn, flow=NAME, by=NAME) if turn is not None else None


def _told(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    plain = normalise(meant.text).strip(" ¿¡")
    if here.request.matter in _OF_HOURS:
        return _the_hour_again(session, scene, here) if asks_its_price(meant) else None
    if here.request.matter is not Matter.CHANGE:
        return None
    one_more = _ONE_MORE.fullmatch(plain) is not None and _COUNTS_ON.search(plain) is not None
    stands, price = asks_how_it_stands(plain), asks_its_price(meant)
    if not (one_more or stands or price):
        return None
    booking = which.find(session, scene, [here.code] if here.code else [], None)
    if booking is None:
        return None
    if one_more:
        adults = here.request.changes.get("adults", booking.adults) + 1
        changes = {**here.request.changes, "adults": adults}
        return serving.serve(session, scene, replace(here.request, changes=changes), booking)
    return _with_what_is_told(session, scene, here, booking, stands=stands)


def _the_hour_again(session: Session, scene: Scene, here: Progress) -> Turn | None:
    booking = which.find(session, scene, [here.code] if here.code else [], None)
    return serving.serve(session, scene, here.request, booking) if booking is not None else None


def _with_what_is_told(
    session: Session, scene: Scene, here: Progress, booking: Booking, *, stands: bool
) -> Turn | None:
    found = changing.would_be(session, booking, here.request.changes)
    if found is None:
        return None
    if not stands:
        return changing.restate(session, scene, booking, found, shortly=True)
    as_yet = f"{scene.say('stay.as_yet', code=booking.code)}\n{standing.what(session, scene, booking)}\n"
    return changing.restate(session, scene, booking, found, as_yet)
