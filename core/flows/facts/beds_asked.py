"""Which beds stand in the room that is named, held or before their eyes: as the hotel wrote it of that room alone.

Where nobody wrote of its beds that is said, and reception is asked.
"""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.flows.booking import progress
from core.flows.booking.notes import noted
from core.flows.booking.progress import Step
from core.flows.facts import matters, room_has, telling
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.watching import Watched
from core.flows.understand.wishes import stay_wishes
from core.flows.wished import noting
from core.flows.wished.noting import Noted
from core.services import selling
from core.services.scenes import Scene

_NAMED: Final = Watched(("cama", "bed"))
_BEDS: Final = r"(?:camas?|camitas?|beds?)"
_MANY: Final = r"(?:\d|un[oa]?|uma?|dos|tres|cuatro|duas|dois|one|two|three|four)"
_SORT: Final = (
    r"(?:simples?|individuales|separad[oa]s?|aparte|queen|king|matrimonial(?:es)?|dobles?|de casal|de solteiro"
    r"|de una plaza|single|double|twin|separate)"
)
_ASKED: Final = re.compile(
    rf"\b(?:que|q|cuantas|cuales|quais|quantas|what|which|how many)(?: [a-z]+){{0,2}} {_BEDS}\b"
    rf"|\b{_MANY} {_BEDS}(?: {_SORT})?\b|\b{_BEDS} {_SORT}\b|\b{_SORT} {_BEDS}\b|\bcomo (?:son|sao) (?:las"
    rf"|as) {_BEDS}\b"
    rf"|\b(?:las|as|the) {_BEDS} (?:son|are|sao|como)\b"
)
# "Two single beds and a queen" name no single room.
_NO_ROOMS: Final = re.compile(
    rf"\b{_MANY} (?:{_BEDS} )?{_SORT}(?: {_BEDS})?\b|\b{_BEDS} {_SORT}\b|\b{_SORT} {_BEDS}\b|\b{_MANY} {_BEDS}\b"
)
# A bed more, a crib, or a number of rooms with beds is another question.
_OTHERWISE: Final = re.compile(
    r"\b(?:extra|adicional\w*|mas|more|mais|another|otra|outra|cucheta|litera|bunk|sofa|bebes?|baby|cuna"
    r"|berco|crib|precio"
    r"|price|preco|cuesta|costs?|custa|libre|available|disponib\w+|hay|tienen|tenes|do you have|have you"
    r"|voces tem|is there"
    r"|are there|alguna|algum|any|which room|que habitacion|cual|qual|necesit\w+|need|precis\w+|quiero"
    r"|queremos|want)\b"
)
_UNANSWERED: Final = re.compile(
    r"(?i)\b(?:no (?:me )?(?:contest|respond)\w+|you (?:didn'?t|did not|never) answer(?:ed)?(?: me)?"
    r"|(?:voc[eê] |vc )?n[aã]o (?:me )?respond\w+)[ .!?]*"
)
_WRITTEN: Final = re.compile(rf"\b{_BEDS}\b")
_PIECES: Final = re.compile(r", +|(?<=[.!?]) +")
_MOST_WORDS: Final = 20
_AT: Final = frozenset({Step.CHOICE, Step.YES, Step.PAY})
_SAYS_NOTHING: Final = COURTESIES | {"inform", "out_of_scope", "complaint", "ask_room", "ask_amenity"}


def heard(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    here = progress.of(scene)
    if here is None or here.step not in _AT or scene.taps or meant.names & FOR_RECALL or meant.stay:
        return None
    if not _NAMED.said_in(normalise(meant.text)):
        return None
    asking = [piece for one in stay_wishes.sentences(meant.text) for piece in _asking(one)]
    room = _which(session, scene, meant.text, here.step) if asking else None
    if room is None:
        return None
    other, kept = noting.what_else(scene, _UNANSWERED.sub("", meant.text), asking, _SAYS_NOTHING)
    return Noted((_told(session, scene, room),), other, kept)


def _asking(sentence: str) -> list[str]:
    """What of a question asks for beds; what stands beside it may take the room."""
    if not asks(sentence) or len(sentence.split()) > _MOST_WORDS:
        return []
    return [piece for piece in _PIECES.split(sentence) if _is_of_beds(normalise(piece))]


def _is_of_beds(plain: str) -> bool:
    return _ASKED.search(plain) is not None and _OTHERWISE.search(plain) is None


def _which(session: Session, scene: Scene, words: str, step: Step) -> str | None:
    """The only one that is named, sold these days or not; else theirs, or the one that is talked about."""
    named = matters.rooms(_NO_ROOMS.sub(" ", normalise(words)), scene.knowledge)
    if named:
        return named[0] if len(named) == 1 else None
    booking = noted.theirs(session, scene) if step is Step.PAY else None
    if booking is not None:
        return selling.type_of(session, booking).slug
    shown = room_has.offered(session, scene) if step is Step.YES else []
    return shown[0].slug if len(shown) == 1 else None


def _told(session: Session, scene: Scene, room: str) -> Answer:
    fact = scene.knowledge.fact(Subject.ROOM, room)
    text = telling.text(scene, fact.texts) if fact is not None else None
    if fact is not None and text is not None and _WRITTEN.search(normalise(text.words)):
        return Answer("ask_room", telling.fact(session, scene, fact), facts=telling.names_of([fact]))
    telling.unwritten(session, scene, "beds")
    return Answer("ask_room", known=False, lacks="beds", facts=(f"room_types:{room}",))
