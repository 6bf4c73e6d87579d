"""An hour told while it is asked at which one they come or leave, and a yes to it in the same breath."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.stays import progress, serving, taps, which, yes_or_no
from core.flows.stays.buttons import yes_tap
from core.flows.stays.progress import NAME, Progress, Request, Step
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.asked import only_number
from core.flows.understand.text import normalise
from core.services.scenes import Scene

_SAYS_YES: Final = re.compile(
    r"(?i)\b(?:dale|ok(?:ay)?|s[ií]|yes|yeah|sim|de una|listo|perfecto|confirm\w*)\b"
)
_AN_HOUR: Final = re.compile(
    r"(?:(?:bueno|dale|ok|okay|si|sim|yes|listo|mejor|melhor|no|make it|hasta|until|till|ate|a|las|la|as"
    r"|at|then|so"
    r"|entonces|entao),? )*(?P<hour>\d{1,2})(?: ?hs?\b)?(?:,? (?:entonces|then|entao|dale|ok|please|por favor"
    r"|porfa|mejor"
    r"|esta bien|nomas|si|sim|is fine|is ok|works))*"
)
# At what hour the car should come is no hour of coming in.
_CAR: Final = "transfer"


def hear(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """A bare number is one; at what hour the car should come is for others."""
    if yes_or_no.says_no(meant) and not names_an_hour(meant):
        return taps.leave(scene, here.request.matter)
    if _CAR in meant.entities.amenities:
        return None
    request = which.with_hour(here.request, meant)
    bare = _hour_alone(meant)
    if bare is not None and not meant.entities.times:
        request = replace(request, hour=taps.full_hour(bare))
    booking = which.find(session, scene, [here.code] if here.code else [], None)
    if request.hour is None or booking is None:
        return None
    turn = serving.serve(session, scene, request, booking)
    return _taken_at_once(session, scene, meant, here, request, turn) or turn


def _hour_alone(meant: Understanding) -> int | None:
    """ "12 entonces", "make it 12 then"."""
    bare = only_number(meant.text, meant.language.spoken)
    if bare is None and (found := _AN_HOUR.fullmatch(normalise(meant.text).strip(" .!¡"))):
        bare = int(found["hour"])
    return bare if bare is not None and bare < 24 else None


def names_an_hour(meant: Understanding) -> bool:
    return bool(meant.entities.times) or _hour_alone(meant) is not None


def _taken_at_once(
    session: Session, scene: Scene, meant: Understanding, here: Progress, request: Request, turn: Turn
) -> Turn | None:
    """ "Bueno, hasta las 12, dale": a yes to an hour whose price they have read, in the list or in the question."""
    asked = progress.of(replace(scene, memory=replace(scene.memory, flow=NAME, data=turn.goes_on or {})))
    tap = yes_tap(asked) if asked is not None and asked.step is Step.YES else None
    read = here.step is Step.HOUR or here.request.hour == request.hour
    same = asked is not None and asked.request.hour == request.hour
    if tap is None or not (read and same) or not _SAYS_YES.search(meant.text) or "?" in meant.text:
        return None
    return taps.tapped(session, scene, tap)
