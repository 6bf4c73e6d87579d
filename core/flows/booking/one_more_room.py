""" "Otra habitación", said by whoever has booked: one more for the same nights, and who sleeps in it is asked."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.memory import Party, StaySoFar
from core.flows.booking import offering
from core.flows.booking.progress import NAME
from core.flows.booking.wanted import Wanted
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import own_stays, paying, showing, words
from core.services.own_stays import Booking
from core.services.scenes import Scene

_ROOM: Final = r"(?:habitacion|hab|cuarto|pieza|room|quarto)"
_SAID: Final = re.compile(
    rf"\b(?:otra|otro|another|outro) {_ROOM}\b"
    rf"|\b(?:mais|one more|an? extra|an additional|a second) (?:um )?{_ROOM}\b"
    rf"|\b(?:una?|1|um) {_ROOM} (?:mas|a mais|extra|adicional|more)\b"
    r"|\b(?:agreg\w+|sum(?:a|ame|anos|ar)|add|adicion\w+|acrescent\w+)"
    rf" (?:una?|a|um|1|otra|otro|another|mais um) {_ROOM}\b"
)
# Of the room they have already, or of one for other nights.
_INSTEAD: Final = re.compile(
    r"\b(?:cambi\w+|pas(?:ar|enme|ame|en)|mud\w+|troc\w+|switch|swap|chang\w+|mov[ei]\w*|en vez|en lugar|instead|rather"
    r"|no me gust\w+|ruid\w+|nois\w+|barulh\w+|no anda|no funciona|sin|em vez)\b"
)
_MOST_WORDS: Final = 10


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    plain = normalise(meant.text)
    if scene.memory.flow is not None or meant.stay or meant.changes or meant.names & FOR_RECALL:
        return None
    if _SAID.search(plain) is None or _INSTEAD.search(plain) or len(plain.split()) > _MOST_WORDS:
        return None
    rooms = _booked(session, scene)
    if not rooms:
        return None
    stay, said = words.from_to(rooms), meant.entities
    ages = said.child_ages
    party = Party(said.adults or said.people, said.children or len(ages) or None, ages, 1, said.room_type)
    wanted = Wanted(StaySoFar(stay.check_in, stay.check_out, stay.length), party)
    lead = scene.say("booking.another_room", dates=words.dates(scene, stay), code=rooms[0].code)
    return replace(offering.go(session, scene, wanted, lead=lead), flow=NAME, by=NAME)


def _booked(session: Session, scene: Scene) -> list[Booking]:
    """The rooms of the one booking that lies ahead; of two nobody knows which nights are meant."""
    if paying.open_hold(session, scene.conversation) is not None:
        return []
    ahead = own_stays.current(session, scene.conversation)
    if len({one.shared_code for one in ahead}) != 1 or any(one.status != Status.CONFIRMED for one in ahead):
        return []
    return showing.together(session, ahead[0].id)
