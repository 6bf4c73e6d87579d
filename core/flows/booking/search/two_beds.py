""" "Which has two single beds?", "I prefer the one with two beds": the rooms on offer that are written to have them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.flows.booking import beside, progress
from core.flows.booking.offer import choosing, offering, pointed_at
from core.flows.booking.progress import NAME, Step
from core.flows.booking.wanted import remembered
from core.flows.facts import matters, room_has, telling
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.wishes import stay_wishes
from core.services.scenes import Scene
from core.services.selling import RoomType

_WISH: Final = "beds_apart"
_MOST_WORDS: Final = 18
_TWO: Final = r"(?:dos|2|two|duas|tres|3|three)"
_WANTED: Final = re.compile(
    rf"\b{_TWO} (?:camas?|camitas|caminhas|beds?)\b(?! (?:matrimoniales|dobles|grandes|double|queen|king|de casal))"
    rf"|\b{_TWO} (?:single|twin|separate) beds\b|\bcamas? (?:separadas?|individuales|simples|sencillas?)\b"
    r"|\b(?:separate|twin|single) beds\b"
    r"|\bcamas? (?:de solteiro|de una plaza)\b"
)
_WRITTEN: Final = re.compile(
    rf"\b{_TWO} (?:camas? )?(?:simples|individuales|de una plaza|de solteiro|singles?|single beds|twins?|twin beds)\b"
)
_ANOTHER: Final = re.compile(
    r"\b(?:extra|adicional\w*|mas|more|mais|another|otr[ao]s?|cucheta|litera|bunk)\b"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here, plain = progress.of(scene), normalise(meant.text)
    if here is None or here.step not in (Step.CHOICE, Step.YES) or scene.taps:
        return None
    if _WANTED.search(plain) is None or _ANOTHER.search(plain) or len(plain.split()) > _MOST_WORDS:
        return None
    if meant.stay or meant.names & FOR_RECALL:
        return None
    kinds = room_has.offered(session, scene)
    having = [kind for kind in kinds if _has_them(scene, kind)]
    if here.step is Step.YES:
        return _of_the_one(session, scene, having) if asks(meant.text) else None  # else it is noted
    if (one := _named(session, scene, meant, having)) is not None:
        return replace(choosing.pick(session, scene, one, here), flow=NAME, by=NAME)
    if (
        not asks(meant.text)
        and len(matters.kinds_named(meant.text, {one.slug: one.names for one in kinds})) == 1
    ):
        return None  # the room that is named is taken, and the beds are noted on it
    said = _said(scene, meant, having)
    if not having or len(having) == len(kinds):
        return beside.told(session, scene, said, "told_of_two_beds") if said else None
    out = tuple(kind.slug for kind in kinds if kind not in having)
    wanted = remembered(scene, here)
    anew = replace(wanted, party=replace(wanted.party, room_type=None))
    turn = offering.go(session, scene, pointed_at.without(session, anew, out), here=here, lead=said)
    return replace(turn, flow=NAME, by=NAME)


def _named(session: Session, scene: Scene, meant: Understanding, having: list[RoomType]) -> int | None:
    """ "The double with two single beds", where that is one of those shown: two single beds are no single room."""
    named = matters.kinds_named(meant.text, {kind.slug: kind.names for kind in having})
    rows = choosing.of_type(session, scene, tuple(named)) if len(named) == 1 else []
    return rows[0].id if len(rows) == 1 and not asks(meant.text) else None


def _said(scene: Scene, meant: Understanding, having: list[RoomType]) -> str:
    """Which have them; and where it was told as a wish, that it will be noted."""
    rooms = [kind.name(scene.language) for kind in having]
    lines = [scene.say("booking.with_two_beds", rooms=scene.list_of(rooms))] if rooms else []
    if any(wish.kind == _WISH and wish.wanted for wish in stay_wishes.told(meant.text)):
        lines.append(scene.say("noted.to_come", wishes=scene.say(f"noted.{_WISH}")))
        lines += [] if rooms else [scene.say("noted.only_a_wish")]
    return "\n".join(lines)


def _of_the_one(session: Session, scene: Scene, having: list[RoomType]) -> Turn | None:
    facts = [scene.knowledge.fact(Subject.ROOM, kind.slug) for kind in having]
    said = "\n".join(telling.fact(session, scene, fact) for fact in facts if fact is not None)
    return beside.told(session, scene, said, "told_of_two_beds") if said else None


def _has_them(scene: Scene, kind: RoomType) -> bool:
    """As the hotel describes the room, in any of its languages."""
    fact = scene.knowledge.fact(Subject.ROOM, kind.slug)
    written = (kind.beds, *kind.descriptions.values(), *(fact.texts.values() if fact is not None else ()))
    return any(_WRITTEN.search(normalise(words)) for words in written if words)
