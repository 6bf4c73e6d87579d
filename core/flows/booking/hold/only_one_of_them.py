""" "Dejeme solo la del río", "keep only the double": of several rooms that are offered or held together, one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.outgoing import Buttons, Option
from core.domain.stays import Party
from core.flows.booking.hold import beside_a_hold, kept, swapping
from core.flows.booking.offer import choosing, offering, pointed_at
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.wanted import Wanted, says_anything
from core.flows.flow import Tap, tap_id
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.text import normalise, says_any
from core.services import selling, showing
from core.services.scenes import Scene
from core.services.selling import RoomType
from core.services.showing import Booking

_WATCHED: Final = ("solo", "solamente", "unicamente", "only", "just", "apenas", "somente", " so ")
_JUST: Final = "solamente|unicamente|only|just|apenas|somente|so"
_ONLY: Final = re.compile(
    rf"\b(?:solo|{_JUST}) (?:con |with |com |una? |one |uma? )?"
    r"(?:la|el|the|a|o|doble|double|triple)\b"
)
_KEEPS: Final = (
    r"(?:qued\w+|dej\w+|quer\w+|quier\w+|necesit\w+|keep|want|take|need|have|fic\w+|deix\w+|precis\w+)"
)
_ONE: Final = re.compile(
    rf"\b{_KEEPS}(?: [a-z]+){{0,3}}? (?:con |with |com )?(?:una?|one|uma?)"
    r"(?: sol[ao]| of (?:them|those|the two|the rooms)| de (?:las|los) (?:dos|2)| del[ae]s| habitacion| pieza| cuarto"
    r"| room| quarto| nomas| only| so)*(?= *(?:$|[.,!;]))"
)
_ALONE: Final = re.compile(
    rf"\b(?:sol[oa]|{_JUST})\b.{{0,24}}\b{_KEEPS}\b"
    rf"|\b{_KEEPS}\b.{{0,30}}\b(?:sol[oa]|{_JUST}|nomas|nada mas|nada mais)\b"
)
_MOST_WORDS: Final = 12
ACTION: Final = "only"


def at_the_card(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """Put before them alone, for those who would sleep in it."""
    row = showing.find(session, scene.conversation, here.shown or 0) if here.step is Step.YES else None
    if row is None or not _is_said(meant):
        return None
    parts = showing.parts_of(session, row)
    kind = pointed_at.the_only_one(meant.text, [part.room_type for part in parts])
    if kind is None:
        return None
    of_it = next(part for part in parts if part.room_type.slug == kind.slug)
    wanted = _alone(choosing.wanted_of(session, scene, row), kind, of_it.quotes[0].party)
    return offering.go(session, scene, wanted, here=here)


def of_a_hold(session: Session, scene: Scene, meant: Understanding, booking: Booking) -> Turn | None:
    """Put before them in place of all that is held."""
    if not (_is_said(meant) or _says_one(meant)):
        return None
    rooms = [(one, selling.type_of(session, one)) for one in showing.together(session, booking.id)]
    kind = pointed_at.the_only_one(meant.text, [kind for _, kind in rooms])
    if kind is None:
        return _which_one(session, scene, booking, [kind for _, kind in rooms]) if _says_one(meant) else None
    return _kept_alone(session, scene, booking, kind.slug)


def keeps_it_alone(text: str) -> bool:
    """ "Mis viejos no vienen, dejame la doble nomás", said of whichever is named."""
    plain = normalise(text)
    return len(plain.split()) <= _MOST_WORDS and "?" not in plain and _ALONE.search(plain) is not None


def tapped(session: Session, scene: Scene, tap: Tap, booking: Booking) -> Turn | None:
    """The one that they keep, where it was asked which."""
    return _kept_alone(session, scene, booking, tap.rest[0]) if tap.rest else None


def _kept_alone(session: Session, scene: Scene, booking: Booking, slug: str) -> Turn | None:
    rooms = [(one, selling.type_of(session, one)) for one in showing.together(session, booking.id)]
    found = next(((one, kind) for one, kind in rooms if kind.slug == slug), None)
    if found is None:
        return None
    alone = _alone(kept.wanted_of(session, booking), found[1], found[0].party)
    return swapping.ask(session, scene, alone, booking)


def _which_one(session: Session, scene: Scene, booking: Booking, kinds: Sequence[RoomType]) -> Turn | None:
    """Of rooms of one type any will do."""
    several = {kind.slug: kind.name(scene.language) for kind in kinds}
    if len(kinds) < 2:
        return None
    if len(several) == 1:
        return _kept_alone(session, scene, booking, kinds[0].slug)
    options = tuple(Option(tap_id(NAME, ACTION, slug), name[:20]) for slug, name in several.items())[:3]
    said = Buttons(scene.say("booking.which_to_keep"), options)
    return beside_a_hold.put(session, scene, booking, said, "asked_which_to_keep")


def _says_one(meant: Understanding) -> bool:
    """ "Me quedo solo con una": one of them, and not said which."""
    plain = normalise(meant.text)
    few = len(plain.split()) <= _MOST_WORDS and "?" not in plain
    return few and says_any(f" {plain} ", (*_WATCHED, " sol")) and _ONE.search(plain) is not None


def _is_said(meant: Understanding) -> bool:
    """And of no days or people, which are looked for as they are told."""
    plain = normalise(meant.text)
    if not says_any(f" {plain} ", _WATCHED) or len(plain.split()) > _MOST_WORDS or "?" in plain:
        return False
    told = replace(meant, entities=replace(meant.entities, room_types=(), rooms=None))
    return _ONLY.search(plain) is not None and not says_anything(told)


def _alone(wanted: Wanted, kind: RoomType, people: Party) -> Wanted:
    who = replace(
        wanted.party,
        adults=people.adults,
        children=len(people.children),
        child_ages=people.children,
        rooms=1,
        room_type=kind.slug,
        kinds=(),
    )
    return replace(wanted, party=who, apart=())
