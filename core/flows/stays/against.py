"""What is to be different about a booked stay, its days read against those that are booked.

"Que sea del 9 al 11", of a stay in January, is of January, whichever ninth comes first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from core.domain.stays import Stay
from core.flows.context import context_of
from core.flows.stays import changing, which
from core.flows.stays.progress import Matter
from core.flows.understand import StayReading, Understanding, read
from core.flows.understand.stay import Span, Talk
from core.services.own_stays import Booking
from core.services.scenes import Scene


def changes(
    scene: Scene, booking: Booking, meant: Understanding, proposed: Stay | None = None
) -> dict[str, Any]:
    """Against the days that were proposed last, where there are any."""
    if not (meant.stay.check_in or meant.stay.check_out):
        return changing.read(meant)
    known = proposed or booking.nights
    span = Span(known.check_in, known.check_out)
    told_of = StayReading(known.check_in, known.check_out, known.length)
    context = replace(context_of(scene), stay=told_of, month=None, talk=Talk((span,)))
    said = read(meant.text, context).stay
    told = said.check_in or said.check_out
    return changing.read(replace(meant, stay=said) if told else meant)


def changes_of_theirs(session: Session, scene: Scene, meant: Understanding) -> dict[str, Any]:
    """Where it is not clear yet which booking is meant the days stay as they were read."""
    codes = which.codes_in(meant)
    named = which.find(session, scene, codes, meant) if codes else None
    found = [named] if named is not None else which.candidates(session, scene, Matter.CHANGE)
    return changes(scene, found[0], meant) if len(found) == 1 else changing.read(meant)
