""" "Does the baby fit in the double?", "is there room for a cot?": told from the cots that the rooms take.

Where the hotel has written nothing of cots, whether there are any and what they cost is told from there as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.domain.memory import Party as PartySoFar
from core.domain.money import Money
from core.domain.stays import Party
from core.flows.booking import progress
from core.flows.booking.notes import noted
from core.flows.booking.progress import Step
from core.flows.booking.search.kinds_named import kinds_meant, named_in
from core.flows.booking.wanted import remembered
from core.flows.facts import room_has
from core.flows.heard.gathering import as_before
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.watching import Watched
from core.flows.understand.wishes import stay_wishes
from core.flows.wished import noting
from core.flows.wished.noting import Noted
from core.services import cot_words, policies, selling, showing, words
from core.services.scenes import Scene
from core.services.selling import RoomType
from core.services.showing import Booking, Part

CRIB: Final = "crib"
_NAMED: Final = Watched(("bebe", "bebit", "baby", "babies", "nenem", "cuna", "berc", "crib", "cot"))
_BABY: Final = r"(?:beb[ae]s?|bebit[oa]s?|bebezinh[oa]s?|nenem|baby|babies)"
_COT: Final = r"(?:(?:practi ?)?cunas?|cunitas?|bercos?|bercinhos?|cribs?|(?:baby |travel )?cots?)"
_THEIR: Final = r"(?:el|la|un|una|o|a|um|uma|the|an|mi|mis|nuestr[oa]|my|our|meu|minha|noss[oa])"
_WHO: Final = rf"(?:{_THEIR} )?(?:{_BABY}|{_COT})"
_ENTERS: Final = r"(?:entra|entran|entraria|cabe|caben|cabem|cabria|caberia|fits?)"
_FIT: Final = re.compile(rf"\b{_ENTERS}\b")
_FITS: Final = re.compile(
    rf"\b(?:{_ENTERS}\b[^.!?]{{0,30}}? {_WHO}|{_WHO}(?: (?:will|would|can|could|tambien|tambem|also))? {_ENTERS}"
    rf"|(?:lugar|espacio|espaco|sitio|room|space) (?:para|pra|for) {_WHO}"
    rf"|(?:donde|onde) (?:(?:va a|vai|puede|pode) )?(?:duerme|dorme|dormir) {_WHO}"
    rf"|where (?:does|will|would|can) {_WHO} sleep)\b"
)
_OF_A_COT: Final = re.compile(rf"\b{_COT}\b")
_OFFERED: Final = frozenset({Step.CHOICE, Step.YES})
_MOST_WORDS: Final = 20
_SAYS_NOTHING: Final = COURTESIES | {"inform", "out_of_scope"}


def heard(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    """Whoever tells who comes while rooms are looked for, or names another of them, is shown what there is."""
    if scene.taps or not _NAMED.said_in(normalise(meant.text)) or meant.stay or meant.names & FOR_RECALL:
        return None
    tells_who = _heads(as_before(scene).party) != _heads(scene.memory.party)
    if tells_who and progress.of(scene) is not None:
        return None
    asking = [one for one in stay_wishes.sentences(meant.text) if _is_asked(one)]
    if _is_of_an_offer(session, scene, meant):
        return None
    lines = _where_it_fits(session, scene, normalise(" ".join(asking))) if asking else []
    if not lines or noted.is_lacking(scene, CRIB):
        return None
    other, kept = noting.what_else(scene, meant.text, asking, _SAYS_NOTHING)
    answer = Answer("ask_room", "\n".join(lines), facts=_facts(session))
    return Noted((answer,), other, scene.memory if tells_who else kept)


def _is_of_an_offer(session: Session, scene: Scene, meant: Understanding) -> bool:
    """Whether all of them fit in a room that is named is told by whoever offers it, where it was not yet."""
    here = progress.of(scene)
    if here is None or here.step not in _OFFERED or _FIT.search(normalise(meant.text)) is None:
        return False
    shown = showing.open_choices(session, scene.conversation)
    alone = {parts[0].room_type.slug for parts in shown if _rooms(parts) == 1}
    return named_in(session, meant.text) not in {None, *alone}


def _heads(party: PartySoFar) -> tuple[int | None, int | None, tuple[int, ...]]:
    return party.adults, party.children, party.child_ages


def _is_asked(sentence: str) -> bool:
    return (
        asks(sentence)
        and len(sentence.split()) <= _MOST_WORDS
        and _FITS.search(normalise(sentence)) is not None
    )


def in_general(session: Session, scene: Scene, said: str) -> Answer | None:
    """Where the hotel has written nothing of cots, and its rooms take them."""
    kinds = [kind for kind in _which(session, scene, normalise(said)) if kind.cots]
    if not kinds or scene.knowledge.fact(Subject.AMENITY, CRIB) is not None:
        return None
    lines = [*_beside_the_beds(session, scene, kinds), _price(session, scene)]
    return Answer("ask_amenity", "\n".join(lines), facts=_facts(session))


def _facts(session: Session) -> tuple[str, ...]:
    return tuple(f"room_types:{kind.slug}" for kind in selling.room_types(session) if kind.cots)


def _where_it_fits(session: Session, scene: Scene, plain: str) -> list[str]:
    kinds = _which(session, scene, plain)
    people = _people(session, scene) if _OF_A_COT.search(plain) is None else None
    if people is None or not selling.babies_of(session, scene.hotel.id, people):
        return _beside_the_beds(session, scene, kinds)
    takes = [kind for kind in kinds if selling.takes(session, kind, people)]
    who, lines = words.people(scene, people), []
    if takes:
        rooms = [
            cot_words.with_cots(scene, kind.name(scene.language), selling.cots_for(session, kind, people))
            for kind in takes
        ]
        lines.append(scene.say("fact.cot_fits", people=who, rooms=scene.list_of(rooms)))
    if small := [kind.name(scene.language) for kind in kinds if kind not in takes]:
        lines.append(scene.say("booking.why_too_many_guests_of_type", room=scene.list_of(small), people=who))
    return lines


def _beside_the_beds(session: Session, scene: Scene, kinds: Sequence[RoomType]) -> list[str]:
    """Of rooms for nobody in particular."""
    age = str(policies.of(session, scene.hotel.id).cot_up_to)
    with_cot = [kind.name(scene.language) for kind in kinds if kind.cots]
    without = [kind.name(scene.language) for kind in kinds if not kind.cots]
    lines = [scene.say("fact.cot_beside", rooms=scene.list_of(with_cot), age=age)] if with_cot else []
    return [*lines, scene.say("fact.cot_nowhere", rooms=scene.list_of(without))] if without else lines


def _price(session: Session, scene: Scene) -> str:
    cot = Money(policies.of(session, scene.hotel.id).cot, scene.hotel.currency)
    return scene.say("fact.cot_price", price=words.money(scene, cot)) if cot else scene.say("fact.cot_free")


def _which(session: Session, scene: Scene, plain: str) -> list[RoomType]:
    """Those that are named, else the one that is held, else those before their eyes, else all that take a cot."""
    sort = next(iter(find_room_types(plain)), None)
    if named := kinds_meant(session, named_in(session, plain) or sort):
        return named
    if (booking := _theirs(session, scene)) is not None:
        return [selling.type_of(session, booking)]
    return room_has.offered(session, scene) or [kind for kind in selling.room_types(session) if kind.cots]


def _people(session: Session, scene: Scene) -> Party | None:
    """Who would sleep in one room; nobody says who of them sleeps in which of several."""
    if (booking := _theirs(session, scene)) is not None:
        return booking.party if booking.group_code is None else None
    if any(_rooms(parts) > 1 for parts in showing.open_choices(session, scene.conversation)):
        return None
    return remembered(scene, progress.of(scene)).people


def _theirs(session: Session, scene: Scene) -> Booking | None:
    here = progress.of(scene)
    return noted.theirs(session, scene) if here is None or here.step is Step.PAY else None


def _rooms(parts: Sequence[Part]) -> int:
    return sum(len(part.quotes) for part in parts)
