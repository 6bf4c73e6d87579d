""" "Otra habitación", said by whoever has booked: one more for the same nights, and who sleeps in it is asked.

A room that is held, or paid, stays as it is beside it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.memory import Party, StaySoFar
from core.flows.booking import asking, progress
from core.flows.booking.hold import giving_up, kept, proposed_instead
from core.flows.booking.offer import offering
from core.flows.booking.order import naming
from core.flows.booking.progress import NAME, Step
from core.flows.booking.wanted import Wanted, remembered
from core.flows.flow import read_tap
from core.flows.stays.progress import NAME as STAYS
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.which_room.one_more import adds_a_room
from core.services import own_stays, paying, showing, words
from core.services.own_stays import Booking
from core.services.scenes import Scene

_ROOM: Final = r"(?:habitacion|hab|cuarto|pieza|room|quarto)"
_SAID: Final = re.compile(
    rf"\b(?:otra|otro|another|outro) {_ROOM}\b"
    rf"|\b(?:mais|one more|an? (?:extra|separate)|the separate|an additional|a second) (?:um )?{_ROOM}\b"
    rf"|\b(?:una?|1|um) {_ROOM} (?:mas|a mais|extra|adicional|more|aparte|separad[ao]|a parte)\b"
    r"|\b(?:agreg\w+|sum(?:a|ame|anos|ar)|add|adicion\w+|acrescent\w+)"
    rf" (?:una?|a|um|1|otra|otro|another|mais um) {_ROOM}\b"
    r"|\b(?:una? segunda|otra|una? nueva|uma segunda|outra|uma nova|a second|another|a new)"
    r" (?:reserva|booking|reservation)\b"
)
# "Reservame también una triple": a sort of room, wanted as well as the one they have.
_WANTS: Final = re.compile(
    r"\b(?:reserv\w+|book\w*|necesit\w+|need|quier[eo]\w*|queremos|want|agreg\w+|sum[ae]\w*|add|adicion\w+|acrescent\w+"
    r"|quer(?:o|ia|emos)|precis\w+|guard[ae]\w*|anot[ae]\w*|hold|pon(?:e|eme|enos)|ponme)\b"
)
_TOO: Final = "also|too|as well|tambien|tb|tmb|ademas|tambem|aparte|a parte"
_AS_WELL: Final = re.compile(rf"\b(?:{_TOO}|alem disso)\b")
_A_SORT: Final = re.compile(
    rf"\b(?:otr[oa]|una?|1|another|an?|one|outr[oa]|uma?)(?: {_ROOM})?"
    r" (?!mas\b|more\b|noch|night|noite|cama\b|bed\b)(?P<sort>[a-z]+)"
)
# Of one that is held "another room" alone may be in its place.
_BESIDE: Final = re.compile(
    rf"\b(?:{_TOO}|extra|adicional|additional|separate|separad[ao]|one more|mais um|second"
    r"|(?:una?|1) [a-z]+ mas|(?:the )?same (?:nights|dates|days)|(?:l[oa]s )?mism[oa]s (?:dias|noches|fechas)"
    r"|(?:[oa]s )?mesm[oa]s (?:dias|noites|datas))\b"
)
# "No, leave the double, I'll look for another apart", said to a change that was put before them.
_NOT_INSTEAD: Final = re.compile(
    r"\b(?:otr[oa]|outr[oa]) (?:aparte|a parte|separad[ao])\b|\b(?:extra|separate|additional) (?:room|one)\b"
    r"|\b(?:as well as|ademas de|alem d[oae]) (?:the|la|el|o|a|est[ae]|that|this|es[ae])\b"
)
_ONE_OF_KIN: Final = re.compile(
    r"\b(?:grand(?:ma|pa|mother|father|dad|mum|mom)|granny|nan(?:a|ny)?"
    r"|(?:my|mi|minha|meu|un[a]?|uma?|a) (?:mum|mom|mother|father|dad|sister|brother|friend|aunt|uncle|cousin|abuel[oa]"
    r"|mama|papa|madre|padre|herman[oa]|suegr[oa]|cunad[oa]|ti[oa]|prim[oa]|amig[oa]|mae|pai|irma|irmao|sogr[oa]"
    r"|cunhad[oa]|av[oo]))\b(?! (?:and|y|e|,))"
)
# Of the room they have already, or of one for other nights.
_INSTEAD: Final = re.compile(
    r"\b(?:cambi\w+|pas(?:ar|enme|ame|en)|mud\w+|troc\w+|switch|swap|chang\w+|mov[ei]\w*|en vez|en lugar|instead|rather"
    r"|no me gust\w+|ruid\w+|nois\w+|barulh\w+|no anda|no funciona|sin|em vez)\b"
)
_MOST_WORDS: Final = 16
_FOR_ONE: Final = "single"


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    plain = normalise(meant.text)
    if meant.stay or meant.names & FOR_RECALL or len(plain.split()) > _MOST_WORDS:
        return None
    here = progress.of(scene)
    held = here is not None and here.step is Step.PAY
    said = _SAID.search(plain) or _of_a_sort(plain)
    apart = held and _NOT_INSTEAD.search(plain) is not None
    if apart and (turn := _instead_of_the_change(session, scene)) is not None:
        return turn
    if not (held or scene.memory.flow in (None, STAYS)) or said is None or _INSTEAD.search(plain):
        return None
    if meant.changes and not all(change.joins for change in meant.changes):
        return None
    if held and not (meant.changes or _BESIDE.search(plain) or adds_a_room(plain)):
        return None
    rooms = _booked(session, scene)
    sorts = find_room_types(plain[said.start() :])
    if not rooms:
        return None
    turn = _looked_for(session, scene, rooms, party_of(meant, sorts[0] if sorts else None))
    return _in_the_name_told(scene, meant, turn)


def _in_the_name_told(scene: Scene, meant: Understanding, turn: Turn) -> Turn:
    """ "Another single, in the name of Hugo Paz": that room is theirs, and the one they have stays as it was noted."""
    name = naming.gives_another(meant)
    if name is None:
        return turn
    return naming.remembering(asking.lead_with(turn, scene.say("booking.noted_name", name=name)), name)


def _of_a_sort(plain: str) -> re.Match[str] | None:
    wanted_too = _AS_WELL.search(plain) is not None and _WANTS.search(plain) is not None
    if not wanted_too and not adds_a_room(plain):
        return None
    return next((one for one in _A_SORT.finditer(plain) if find_room_types(one["sort"])), None)


def party_of(meant: Understanding, sort: str | None) -> Party:
    """Whoever joins sleeps in it; else who was told with it."""
    said, joining = meant.entities, [change.who for change in meant.changes]
    if joining:
        ages = tuple(age for who in joining for age in who.ages)
        children = sum(who.children for who in joining)
        return Party(sum(who.adults for who in joining) or None, children or None, ages, 1, sort)
    ages = said.child_ages
    alone = _ONE_OF_KIN.search(normalise(meant.text)) is not None
    adults = 1 if sort == _FOR_ONE else said.adults or said.people or (1 if alone else None)
    return Party(adults, said.children or len(ages) or None, ages, 1, sort)


def _instead_of_the_change(session: Session, scene: Scene) -> Turn | None:
    """For whoever would have come into the room that is held, or for those it was asked for."""
    tap, hold = read_tap(giving_up.tap_of_a_yes(scene)), paying.open_hold(session, scene.conversation)
    if tap is None or hold is None:
        return None
    put = proposed_instead.told_by(tap.rest, remembered(scene, progress.of(scene))).people
    held = kept.wanted_of(session, hold).people
    if put is None or held is None:
        return None
    more = put.adults - held.adults
    adults = more if more > 0 else put.adults
    return _looked_for(session, scene, showing.together(session, hold.id), Party(adults, None, (), 1, None))


def _looked_for(session: Session, scene: Scene, rooms: list[Booking], party: Party) -> Turn:
    stay = words.from_to(rooms)
    wanted = Wanted(StaySoFar(stay.check_in, stay.check_out, stay.length), party)
    lead = scene.say("booking.another_room", dates=words.dates(scene, stay), code=rooms[0].code)
    return replace(offering.go(session, scene, wanted, lead=lead), flow=NAME, by=NAME)


def _booked(session: Session, scene: Scene) -> list[Booking]:
    """The rooms that are held, or of the one booking that lies ahead; of two nobody knows which nights are meant."""
    if (hold := paying.open_hold(session, scene.conversation)) is not None:
        return showing.together(session, hold.id)
    ahead = own_stays.current(session, scene.conversation)
    if len({one.shared_code for one in ahead}) != 1 or any(one.status != Status.CONFIRMED for one in ahead):
        return []
    return showing.together(session, ahead[0].id)
