"""Whether there are stairs to the room that is named, held or shown: of each of them, and of no other.

Where nobody wrote it down that is said, and reception is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import Wish
from core.flows.booking.notes import noted
from core.flows.booking.search import low_rooms
from core.flows.booking.wanted import says_anything
from core.flows.facts import matters, room_has, sights, telling
from core.flows.facts.sights import Sight
from core.flows.heard import hearing
from core.flows.stays.change import by_reception
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.watching import Watched
from core.flows.understand.which_room.stairs import Legs, are_avoided, not_even_one, told_of_legs
from core.flows.understand.wishes import stay_wishes
from core.flows.wished import noting
from core.flows.wished.noting import Noted
from core.services import selling
from core.services.own_stays import Booking
from core.services.scenes import Scene
from core.services.selling import RoomType

_NAMED: Final = Watched(
    ("escal", "stair", "step", "escad", "degrau", "planta baja", "ground", "terreo", "piso", "floor", "andar", "climb"
     , "arriba", "abajo", "downstairs", "embaixo", "em cima", "up or down")
)  # fmt: skip
# "I asked whether the cabin has stairs" asks it again.
_ASKED_BEFORE: Final = re.compile(r"\b(?:pregunt\w+ si|asked (?:you )?(?:if|whether)|perguntei se)\b")
_NOTES: Final = re.compile(r"\b(?:anot\w+|note|put|write|agreg\w+)\b")
_SAYS_NOTHING: Final = COURTESIES | {"inform", "out_of_scope", "help", "ask_room", "ask_amenity", "complaint"}
_NOTHING_BESIDE_LEGS: Final = _SAYS_NOTHING - {"ask_amenity"} | {"no"}
_IT_IS_CHANGED: Final = "modify_booking"
_LACKS: Final = str(Sight.GROUND)
_STEPS: Final = "stairs"
_CLAUSES: Final = re.compile(r" *, *| (?=(?:y|e|and|pero|but|mas|encima|además) )")


def heard(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    if scene.taps or meant.names & FOR_RECALL or not _NAMED.said_in(normalise(meant.text)):
        return None
    if (instead := _of_theirs(session, scene, meant)) is not None:
        return instead
    sentences = stay_wishes.sentences(meant.text)
    asking = [one for one in sentences if _asks_of_a_floor(one) or _is_of_one_upstairs(session, one)]
    kinds = rooms_meant(session, scene, asking, meant.text) if asking else []
    if not kinds:
        return None
    of_it = dict.fromkeys([*asking, *filter(not_even_one, sentences)])
    other, kept = noting.what_else(scene, meant.text, of_it, _SAYS_NOTHING)
    told = " ".join(one for one in sentences if told_of_legs(one) is not None and one not in of_it)
    if other is None and told and len(asking) == 1 and scene.memory.flow is not None:
        other = hearing.hear_words(scene, told)  # what they are offered is looked for anew
    return Noted(tuple(_of(session, scene, kind, meant.text) for kind in kinds), other, kept)


def _of_theirs(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    """Who cannot climb hears where the room lies that they have, and of one upstairs which lie lower."""
    booking = noted.theirs(session, scene)
    if (
        booking is None
        or meant.stay
        or told_of_legs(meant.text) is not Legs.NO_STAIRS
        or says_anything(meant)
    ):
        return None
    if _NOTES.search(normalise(meant.text)) or _named(session, meant.text):
        return None
    kinds = {kind.id: kind for kind in selling.room_types(session)}
    theirs = kinds.get(booking.room_type_id)
    if theirs is None:
        return None
    upstairs = sights.is_upstairs(session, theirs)
    said = (
        _lower_down(session, scene, booking, kinds) if upstairs else _of(session, scene, theirs, meant.text)
    )
    nothing = _NOTHING_BESIDE_LEGS | ({_IT_IS_CHANGED} if upstairs else set())
    other, kept = noting.what_else(scene, meant.text, _told_of_legs_in(meant.text), nothing)
    return Noted((said,), other, kept)


def _lower_down(session: Session, scene: Scene, booking: Booking, kinds: Mapping[int, RoomType]) -> Answer:
    """That their room lies upstairs, and which lie lower on their nights, or when."""
    theirs = kinds[booking.room_type_id]
    low = {kind.id: kind.slug for kind in kinds.values() if sights.on_the_ground(session, scene, kind)}
    party, stay = booking.party, booking.nights
    rooms = by_reception.rooms_for(session, scene, {theirs.id}, stay, party, set(low)) if low else []
    lines = [sights.upstairs(session, scene, theirs)]
    if rooms:
        lines.append(scene.say("booking.low_there", rooms=scene.list_of(rooms)))
    elif low:
        wish = Wish(stay.check_in, stay.check_out, party.adults, party.children)
        lines.append(scene.say("booking.none_low"))
        lines.append(low_rooms.other_days(session, scene, wish, frozenset(low.values())))
    facts = (f"booking:{booking.code}", f"room_types:{theirs.slug}")
    return Answer("ask_room", "\n".join(filter(None, lines)), facts=facts)


def _told_of_legs_in(text: str) -> list[str]:
    """The clauses that say it, or the sentences that say it only as a whole."""
    told = []
    for sentence in stay_wishes.sentences(text):
        if told_of_legs(sentence) is not None:
            clauses = [one for one in _CLAUSES.split(sentence) if told_of_legs(one) is not None]
            told += clauses or [sentence]
    return told


def _asks_of_a_floor(sentence: str) -> bool:
    """Of a room, and not for one."""
    told_to_say = _ASKED_BEFORE.search(normalise(sentence)) or sights.asked_up_or_down(sentence)
    if not (asks(sentence) or told_to_say):
        return False
    if not_even_one(sentence):
        return True
    return Sight.GROUND in sights.named(sentence) and not are_avoided(sentence)


def _is_of_one_upstairs(session: Session, sentence: str) -> bool:
    """ "Is there no triple downstairs?", of a kind that lies upstairs and nowhere else."""
    if not asks(sentence) or not are_avoided(sentence):
        return False
    named = {*_named(session, sentence)}
    kinds = [kind for kind in selling.room_types(session) if kind.slug in named]
    return bool(kinds) and all(sights.is_upstairs(session, kind) for kind in kinds)


def _named(session: Session, words: str) -> tuple[str, ...]:
    """By its name, or by a word of it that no other has: "has the river one stairs?"."""
    alone = sights.named_alone(session, words)
    if alone is not None:
        return (alone.slug,)
    return matters.kinds_named(words, {kind.slug: kind.names for kind in selling.room_types(session)})


def rooms_meant(session: Session, scene: Scene, asking: list[str], text: str) -> list[RoomType]:
    """Those that are named, or the one a sentence before; else the one that is theirs, or the only one shown."""
    kinds = list(selling.room_types(session))
    slugs = {slug for sentence in asking for slug in _named(session, sentence)}
    if not slugs and len(beside := set(_named(session, text))) == 1:
        slugs = beside
    if not slugs and any(map(sights.asked_of_all, asking)):
        return []
    if slugs:
        return [kind for kind in kinds if kind.slug in slugs] if len(slugs) < len(kinds) else []
    booking = noted.theirs(session, scene)
    if booking is not None:
        return [kind for kind in kinds if kind.id == booking.room_type_id]
    shown = room_has.offered(session, scene)
    return shown if len(shown) == 1 else []


def _of(session: Session, scene: Scene, kind: RoomType, words: str) -> Answer:
    facts = (f"room_types:{kind.slug}",)
    told = sights.on_the_ground(session, scene, kind) or sights.upstairs(session, scene, kind)
    if told and not_even_one(words) and not sights.is_upstairs(session, kind):
        telling.unwritten(session, scene, _STEPS)
        return Answer("ask_room", told, known=False, facts=facts, lacks=_STEPS)
    if told:
        return Answer("ask_room", told, facts=facts)
    floor = next(iter(selling.floors_of(session, kind)), "")
    if not floor:
        return Answer("ask_room", known=False, lacks=_LACKS)
    room = kind.name(scene.language)
    said = scene.say("room.floor_as_written", room=room, floor=floor)
    return Answer("ask_room", said, known=False, facts=facts, lacks=_STEPS)
