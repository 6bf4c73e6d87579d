"""Other days, other people or another room wished for while one is held, told apart from what is held already."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking.hold import had_instead, kept, swapping
from core.flows.booking.money import paying, way_said
from core.flows.booking.progress import Progress
from core.flows.booking.wanted import gather, says_anything, tells_who
from core.flows.facts import coming_at
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.keeping import holds_on
from core.flows.understand.answers.leaving_it import wants_nothing_changed
from core.flows.understand.text import normalise
from core.services.scenes import Scene
from core.services.selling import RoomType
from core.services.showing import Booking

_SOON: Final = re.compile(r"\b(?:hoy|manana|today|tomorrow|tonight|hoje|amanha)\b")
_RATHER: Final = re.compile(
    r"\b(?:mejor|prefier\w+|prefer\w*|rather|instead|melhor|prefir\w+|cambi\w+|pas\w+|chang\w+|switch|swap"
    r"|mov\w+|mud\w+"
    r"|troc\w+|arrepent\w+)\b"
)
_MOVES: Final = re.compile(
    r"\b(?:lleg(?:o|ar\w*|amos|ando)|entr(?:o|ar|amos)|ir|va(?:mos|yamos)|voy|vou|venimos|cheg(?:o|ar\w*"
    r"|amos)|arriv(?:e|ing)"
    r"|com(?:e|ing)|check\w*|cambi\w+|mud\w+|troc\w+|chang\w+|mov\w+|desde|from|a partir|para|for|pra"
    r"|mejor|instead|melhor|noches?|nights?|noites?)\b"
)


def tells_of_others(
    session: Session, scene: Scene, meant: Understanding, booking: Booking, here: Progress
) -> bool:
    """ "There's only 2 of us now, not 3": its "not" is of who comes, and not of the room."""
    said = meant.entities
    if meant.party is None and said.adults is None and said.children is None:
        return False
    people = gather(scene, meant, here).people
    return people not in (None, kept.wanted_of(session, booking).people)


def is_wished(session: Session, scene: Scene, meant: Understanding, booking: Booking, here: Progress) -> bool:
    """Days, people or a room; told as they are held beside a way to pay they are no other wish."""
    if way_said.is_all_of(meant):
        return False
    if not (says_anything(meant) or "modify_booking" in meant.names):
        return would_rather(session, meant, booking) is not None
    if _names_a_day_in_passing(scene, meant):
        return False
    same = kept.is_wanted(session, booking, kept.as_named(session, meant.text, gather(scene, meant, here)))
    return not (same and not meant.stay.within and way_said.names_one(meant.text))


def would_rather(session: Session, meant: Understanding, booking: Booking) -> RoomType | None:
    """ "Rather the garden one, if that is cheaper": one sort of room, by a word of its name."""
    rather = _RATHER.search(normalise(meant.text)) is not None
    return kept.named_instead(session, meant.text, booking) if rather else None


def _names_a_day_in_passing(scene: Scene, meant: Understanding) -> bool:
    """ "He does it tomorrow": nobody who has a room held for later comes then without saying so."""
    stay = meant.stay
    if stay.check_in is None or stay.check_out or stay.nights or meant.party is not None:
        return False
    plain, soon = normalise(meant.text), (stay.check_in - scene.local_now.date()).days in (0, 1)
    return soon and _SOON.search(plain) is not None and _MOVES.search(plain) is None


def look_for_it(
    session: Session, scene: Scene, meant: Understanding, booking: Booking, here: Progress
) -> Turn:
    """Other days or people, unless it is held for them already."""
    hour_alone = coming_at.told_hour(meant.text, meant.language.spoken) is not None
    if not says_anything(meant) and (hour_alone or wants_nothing_changed(meant.text)):
        return paying.as_held(session, scene, booking, for_whom=False, when=True)
    gathered = kept.as_named(session, meant.text, gather(scene, meant, here))
    sort = would_rather(session, meant, booking) if not says_anything(meant) else None
    if sort is not None:
        gathered = replace(gathered, party=replace(gathered.party, room_type=sort.slug))
    lead = scene.say("booking.not_let_go") if holds_on(meant.text) else ""
    same = kept.is_wanted(session, booking, gathered)
    if same and (meant.stay or meant.stay.within) and not (meant.stay.check_in or meant.stay.check_out):
        return swapping.which_days(session, scene, booking, lead)
    if says_anything(meant) and same:
        return paying.as_held(session, scene, booking, for_whom=tells_who(meant), when=bool(meant.stay))
    if not (says_anything(meant) or sort):
        return swapping.which_days(session, scene, booking, lead)
    if meant.entities.rooms is None:
        gathered = had_instead.in_fewer_rooms(session, gathered, booking)
    return swapping.ask(session, scene, gathered, booking, left=meant.loses_a_child, lead=lead)
