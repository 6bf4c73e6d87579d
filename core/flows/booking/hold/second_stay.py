""" "And another double from the 18th to the 20th", beside a hold for other nights: a stay of its own.

What is held stays so, and the other one is put before them with its price.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import StaySoFar
from core.domain.stays import Stay
from core.flows.booking import progress
from core.flows.booking.hold import kept, one_more_room
from core.flows.booking.offer import offering
from core.flows.booking.progress import NAME, Step
from core.flows.booking.wanted import Wanted
from core.flows.turn import Turn
from core.flows.understand import StayReading, Understanding
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise, says_any
from core.services import paying
from core.services.scenes import Scene
from core.services.showing import Booking, together

_WATCHED: Final = (
    "otr", "outr", "another", "more", " mas", "mais", "second", "segund", "also", "too", "tambi", "tamb", "ademas",
    "alem", "extra", "aparte",
)  # fmt: skip
_ANOTHER: Final = re.compile(
    r"\b(?:otr[oa]s?|outr[oa]s?|another|one more|(?:una?|la|uma?|a|el|o|the) segund[oa]|(?:a|the) second|mais uma?"
    r"|una? mas|also|too|tambien|tambem|tb|tmb|ademas|alem (?:disso|del[ae])|extra|aparte|as well|besides)\b"
)
_ROOM: Final = re.compile(
    r"\b(?:habitacion(?:es)?|hab|cuartos?|piezas?|rooms?|quartos?|reservas?|bookings?|estadia|stay)\b"
)
_INSTEAD: Final = re.compile(
    r"\b(?:cambi\w+|pas(?:ar|enme|ame|en|ala|emos)|mud\w+|troc\w+|switch|swap|chang\w+|mov[ei]\w*|en vez"
    r"|en lugar|instead"
    r"|rather|mejor|melhor|em vez|otr[oa]s? (?:fechas?|dias?)|outr[oa]s? (?:datas?|dias?)"
    r"|(?:an)?other (?:dates?|days?))\b"
)
_MOST_WORDS: Final = 24


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here, plain = progress.of(scene), normalise(meant.text)
    if here is None or here.step is not Step.PAY or scene.taps or meant.names & FOR_RECALL:
        return None
    nights = _nights(meant.stay)
    if nights is None or not says_any(plain, _WATCHED) or not _is_said(plain):
        return None
    hold = paying.open_hold(session, scene.conversation)
    if hold is None or any(nights.overlaps(one.nights) for one in together(session, hold.id)):
        return None
    turn = _offered(session, scene, meant, hold, nights)
    return replace(turn, flow=NAME, by=NAME)


def _is_said(plain: str) -> bool:
    names_a_room = find_room_types(plain) or _ROOM.search(plain)
    few = len(plain.split()) <= _MOST_WORDS
    return bool(few and names_a_room and _ANOTHER.search(plain)) and _INSTEAD.search(plain) is None


def _nights(said: StayReading) -> Stay | None:
    """Days told whole, of which there is no doubt."""
    if said.check_in is None or said.doubts:
        return None
    last = said.check_out or (said.check_in + timedelta(days=said.nights) if said.nights else None)
    return Stay(said.check_in, last) if last is not None and last > said.check_in else None


def _offered(session: Session, scene: Scene, meant: Understanding, hold: Booking, nights: Stay) -> Turn:
    """For those who were told with it, else for those who come the first time."""
    sorts = find_room_types(normalise(meant.text))
    party = one_more_room.party_of(meant, sorts[0] if sorts else None)
    if party.adults is None:
        party = replace(kept.wanted_of(session, hold).party, rooms=1, room_type=party.room_type)
    stay = StaySoFar(nights.check_in, nights.check_out, nights.length)
    wanted = kept.as_named(session, meant.text, Wanted(stay, party))
    lead = scene.say("booking.second_stay", kept=kept.still_kept(session, scene, hold))
    return offering.go(session, scene, wanted, lead=lead)
