"""Whoever has booked and speaks of the same nights, or of another room for them: no new wish is begun over it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import STANDS
from core.domain.stays import Party, Stay
from core.flows.booking import asking, progress
from core.flows.booking.progress import Step
from core.flows.booking.search.kinds_named import kinds_meant
from core.flows.booking.wanted import gather, says_anything
from core.flows.stays import serving
from core.flows.stays.change import against, by_reception
from core.flows.stays.progress import NAME as STAYS
from core.flows.stays.progress import Matter, Request
from core.flows.stays.told import standing
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.days.one_end import is_told
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise, numbered
from core.flows.understand.which_room.other_room import names_the_room
from core.services import own_stays, paying, showing, words
from core.services.own_stays import Booking
from core.services.scenes import Scene

# A second booking beside the first is wished for.
_ONE_MORE: Final = re.compile(
    r"\b(?:otr[oa]s?|mas|ademas|tambien|aparte|adicional|another|more|also|too|second|extra|outr[oa]s?|mais|tambem"
    r"|amig[oa]s?|friends?)\b"
)
# The same stay otherwise, as a question.
_WOULD_BE: Final = re.compile(
    r"\b(?:saldria|costaria|seria|quedaria|would|custaria|ficaria|sairia)\b"
    r"|\b(?:y )?(?:si|if|se) (?:somos|fueramos|fuesemos|seriamos|vamos|we|there|fossemos|formos)\b"
)
_NEW_STAY: Final = frozenset({"ask_availability", "book"})
_SWAPS: Final = re.compile(
    r"\b(?:cambi[a-z]*|pas[ae](?:me|mos|nos|r|rnos|rme)|swap|change|switch|troc[a-z]*|mud[ae][a-z]*)\b.{0,40}"
    r"\b(?:por|a|al|for|to|pel[ao]|para|pra|pro)\b"
)
# "Mejor la cabaña", "I'd rather have the river double", with nothing else said.
_RATHER: Final = re.compile(
    r"\b(?:mejor|prefier[oe]|preferimos|preferiria(?:mos)?|rather|prefer|melhor|prefiro|preferia|upgrade|en vez|em vez"
    r"|instead|en lugar)\b"
)
_COMPARES: Final = re.compile(r"\b(?:cual|which|qual|o|or|ou|es|is|e|would be)\b")
_FEW_WORDS: Final = 9


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """The nights they have already, told like a new wish: how they stand."""
    for rooms in _groups(session, scene):
        if _are_theirs(scene, meant, rooms) and not _names_another(session, meant, rooms):
            lead = scene.say("stay.yours_already")
            return standing.serve(session, scene, Request(Matter.STATUS), rooms[0], lead)
    return None


def instead_of_a_search(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """What is said of people, days or money without wishing another stay plainly is of the stay that lies ahead."""
    found = _groups(session, scene)
    plain = normalise(meant.text)
    if len(found) != 1 or _ONE_MORE.search(plain) or _WOULD_BE.search(plain) or meant.entities.rooms:
        return None
    rooms = found[0]
    if _names_another(session, meant, rooms):
        return None
    theirs, wanted = words.from_to(rooms), gather(scene, meant, None)
    nights, told = wanted.nights, bool(meant.stay or meant.stay.within or meant.no_such_day)
    if _tells_an_end(meant, theirs):
        return _as_theirs(session, scene, rooms, "")
    if told and not (meant.stay.check_in and meant.stay.check_out and nights and nights.overlaps(theirs)):
        return None
    if not told and nights is None and meant.names & _NEW_STAY:
        return None
    if not told and nights is not None and not nights.overlaps(theirs):
        return None
    if (
        nights is not None
        and told
        and not _goes_beyond(nights, theirs)
        and "modify_booking" not in meant.names
    ):
        return _as_theirs(session, scene, rooms, scene.say("stay.yours_already"))
    request = Request(Matter.CHANGE, changes=against.changes_of_theirs(session, scene, meant))
    others = wanted.party.adults is not None and wanted.party.heads != _party(rooms).guests
    if told or (others and _tells_of_people(meant)):
        return replace(serving.begin(session, scene, request, meant), flow=STAYS, by=STAYS)
    lead = scene.say("stay.left_for", people=words.people(scene, _party(rooms)))
    return _as_theirs(session, scene, rooms, lead if _tells_of_people(meant) else "")


def _tells_an_end(meant: Understanding, theirs: Stay) -> bool:
    """ "We arrive on the 4th at ten": the day on which they come, and no stay of its own."""
    said = (meant.stay.check_in, meant.stay.check_out)
    ends = ((theirs.check_in, None), (None, theirs.check_out), (theirs.check_out, None))
    plain = numbered(normalise(meant.text), meant.language.spoken)
    if said not in ends or meant.stay.nights:
        return False
    comes = said == ends[0] and "?" not in meant.text and not meant.names & _NEW_STAY
    return comes or is_told(plain)


def _goes_beyond(nights: Stay, theirs: Stay) -> bool:
    return nights.check_in < theirs.check_in or nights.check_out > theirs.check_out


def _as_theirs(session: Session, scene: Scene, rooms: Sequence[Booking], lead: str) -> Turn:
    turn = standing.serve(session, scene, Request(Matter.STATUS), rooms[0], lead)
    return replace(turn, flow=STAYS, by=STAYS)


def stays(session: Session, scene: Scene, turn: Turn) -> Turn:
    """Another stay is looked for: the one they have is not touched by it."""
    found = _groups(session, scene)
    if not found or not turn.says or scene.memory.flow == progress.NAME:
        return turn
    names = [showing.names_of(session, list(rooms), scene.language) for rooms in found]
    told = [
        scene.say(
            "stay.has_rooms", rooms=name, code=rooms[0].code, dates=words.dates(scene, words.from_to(rooms))
        )
        for name, rooms in zip(names, found, strict=True)
    ]
    return asking.lead_with(turn, f"{told[0]} {scene.say('stay.stands_beside')}")


def _tells_of_people(meant: Understanding) -> bool:
    said = meant.entities
    return meant.party is not None or any(
        one is not None for one in (said.adults, said.people, said.children)
    )


def compared_with(session: Session, scene: Scene, meant: Understanding) -> Booking | None:
    """ "What would it come to if we were 5, in the cabin?": of the nights that are booked, where no others are told."""
    found = _groups(session, scene)
    told = scene.memory.stay or meant.stay
    if told or len(found) != 1 or _WOULD_BE.search(normalise(meant.text)) is None:
        return None
    return found[0][0]


def swaps(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Another room for what is booked, unless something else is being chosen or paid."""
    plain = normalise(meant.text)
    said = _SWAPS.search(plain)
    whichever = not meant.stay and names_the_room(plain)
    wished = said is not None or whichever or _would_rather(meant, plain)
    if not wished or meant.names & FOR_RECALL:
        return None
    here = progress.of(scene)
    chooses = here is not None and here.step is not Step.PAY
    if chooses or paying.open_hold(session, scene.conversation) is not None:
        return None
    groups = _groups(session, scene)
    kinds = _named_in(session, plain if said is None else plain[said.start() :])
    any_other = whichever and len(groups) == 1
    turns = (_another_room(session, scene, rooms, kinds) for rooms in groups if kinds or any_other)
    return next((turn for turn in turns if turn is not None), None)


def _would_rather(meant: Understanding, plain: str) -> bool:
    """A room named as the better one; of a second one, or with days of its own, it is another wish."""
    if meant.stay or meant.entities.room_type is None or len(plain.split()) > _FEW_WORDS:
        return False
    another = _ONE_MORE.search(plain) is not None or _COMPARES.search(plain) is not None
    return not another and _RATHER.search(plain) is not None


def _groups(session: Session, scene: Scene) -> list[list[Booking]]:
    """Rooms booked together are one."""
    found: dict[str, list[Booking]] = {}
    for one in own_stays.current(session, scene.conversation):
        if one.status in STANDS:
            found.setdefault(one.shared_code, []).append(one)
    return list(found.values())


def _party(rooms: Sequence[Booking]) -> Party:
    return Party(sum(one.adults for one in rooms), tuple(age for one in rooms for age in one.children))


def _those_talked_of(scene: Scene, rooms: Sequence[Booking]) -> Party:
    """Who would come, where reception has been asked to move them for that."""
    would = scene.memory.party
    if scene.memory.wish != Matter.CHANGE or not would.adults or not would.complete:
        return _party(rooms)
    return Party(would.adults, would.child_ages)


def price_of_theirs(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "How much more would the triple be?", where reception has been asked to move them; "anything extra?"."""
    groups = _groups(session, scene)
    if len(groups) != 1 or meant.stay or _tells_of_people(meant) or meant.entities.rooms:
        return None
    rooms, kinds = groups[0], _named_in(session, normalise(meant.text))
    stay, known = words.from_to(rooms), scene.memory.stay
    if scene.memory.wish == Matter.CHANGE:
        party, others = _those_talked_of(scene, rooms), kinds - {one.room_type_id for one in rooms}
        return by_reception.priced(session, scene, rooms[0], stay, party, others)
    of_theirs = (known.check_in, known.check_out) in ((stay.check_in, stay.check_out), (stay.check_in, None))
    said = says_anything(meant) or kinds or meant.entities.amenities or scene.memory.party.adults
    return _as_theirs(session, scene, rooms, "") if of_theirs and not said else None


def _are_theirs(scene: Scene, meant: Understanding, rooms: Sequence[Booking]) -> bool:
    wanted = gather(scene, meant, None)
    same_nights = bool(meant.stay) and wanted.nights == words.from_to(rooms)
    people, heads = wanted.party, _party(rooms).guests
    others = people.adults is not None and people.heads != heads
    return same_nights and not others and _ONE_MORE.search(normalise(meant.text)) is None


def _names_another(session: Session, meant: Understanding, rooms: Sequence[Booking]) -> bool:
    """ "How much is the cabin from 11 to 15?" of whoever has a double then: that is another room."""
    kinds = _named_in(session, normalise(meant.text))
    return bool(kinds) and not kinds & {one.room_type_id for one in rooms}


def _named_in(session: Session, plain: str) -> set[int]:
    wished = find_room_types(plain)
    return {kind.id for word in wished for kind in kinds_meant(session, word)}


def _another_room(session: Session, scene: Scene, rooms: Sequence[Booking], kinds: set[int]) -> Turn | None:
    """ "Would you swap it for the cabin?": what it would cost is told, reception does it."""
    booked = {one.room_type_id for one in rooms}
    if kinds and kinds <= booked:
        return None
    stay = words.from_to(rooms)
    others = by_reception.in_another_room(session, scene, booked, stay, _those_talked_of(scene, rooms), kinds)
    names = showing.names_of(session, list(rooms), scene.language)
    lead = scene.say("stay.has_rooms", rooms=names, code=rooms[0].code, dates=words.dates(scene, stay))
    return by_reception.called(scene, rooms[0], [lead, others], "change_of_room")
