"""Looking for rooms with what a message adds to the wish; days that may be several are asked about first."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import StaySoFar
from core.domain.stays import Stay
from core.flows.booking import asking
from core.flows.booking.money import which_money
from core.flows.booking.offer import before_their_eyes, offering, per_head, pointed_at
from core.flows.booking.progress import WITH_A_PRICE, Progress, Step
from core.flows.booking.search import (
    any_of_them,
    budget,
    days_in_doubt,
    either_stay,
    families,
    for_either_number,
    free_days,
    kinds,
    rooms_wanted,
    so_far,
    with_another,
)
from core.flows.booking.wanted import Wanted, gather, remembered
from core.flows.facts.coming_at import NIGHT_ENDS
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.days.impossible import NoSuchDay
from core.flows.understand.days.part_of_stay import beside_the_part
from core.flows.understand.which_room.pointing import asks_for_the_cheapest
from core.services import words
from core.services.scenes import Scene

_TONIGHT: Final = re.compile(r"(?i)\b(?:esta noche|tonight|esta noite|hoje [aà] noite|hoy a la noche)\b")
_TODAY: Final = re.compile(r"(?i)\b(?:hoy|today|hoje|ahora|agora|right now|ya mismo)\b")
_TOMORROW_NIGHT: Final = re.compile(
    r"(?i)\b(?:(?:tomorrow|tmrw|tmr) night|ma[ñn]ana (?:a|por|en) la noche|amanh[ãa] [aà] noite)\b"
)


def search(session: Session, scene: Scene, meant: Understanding, here: Progress | None) -> Turn:
    """With what this message adds. Days that may be several are asked about before anything is looked for."""
    wanted = gather(scene, meant, here)
    one_by_one = kinds.wished_for(session, meant, wanted.party.heads)
    one_by_one = one_by_one or with_another.kinds_of_both(session, scene, meant, wanted)
    if one_by_one:
        wanted = kinds.with_everybody(scene, meant, wanted)
    if out := pointed_at.left_out(session, meant.text):
        left = pointed_at.without(session, pointed_at.as_before(wanted, meant, remembered(scene, here)), out)
        wished = tuple(slug for slug in one_by_one if slug not in out)
        left = kinds.of_kinds(left, wished) if len(wished) > 1 else left
        if not wished and (named := pointed_at.wished_instead(session, meant.text, out)) is not None:
            left = replace(left, party=replace(left.party, room_type=named))
            left = rooms_wanted.all_in_one(session, left, named, named)
        return _without(session, scene, meant, left, out, here)
    if meant.no_such_day is not None:
        return asking.ask(
            scene, wanted.without(Step.DATES), here, lead=_no_such_day(scene, meant.no_such_day)
        )
    wanted = rooms_wanted.as_told(session, scene, meant, wanted, here, one_by_one)
    if (stay := days_in_doubt.settled(scene, meant, wanted, here)) is not None:
        return offering.go(session, scene, replace(wanted, stay=stay), here=here)
    if (span := free_days.asked_about(scene, meant, wanted)) is not None:
        return free_days.tell(session, scene, meant, wanted, span)
    if (any_one := any_of_them.told(session, scene, meant, wanted)) is not None:
        return any_one
    if meant.stay.candidates and not meant.stay.sure:
        return either_stay.ask_which(session, scene, meant, wanted, here)
    if wanted.missing is Step.AGES and meant.loses_a_child:
        return asking.ask_how_old_is_left(scene, wanted)
    if _is_one_night(scene, meant, wanted):
        arrival = wanted.stay.check_in or words.today(scene)
        wanted = replace(wanted, stay=StaySoFar(arrival, arrival + timedelta(days=1), 1))
    if families.is_doubtful(scene, meant, wanted, here):
        return families.ask(scene, wanted)
    turn = offering.go(session, scene, wanted, here=here, lead=_noted(scene, meant, wanted, here))
    if asks_for_the_cheapest(meant.text):
        turn = before_their_eyes.cheapest_first(session, scene, wanted, turn)
    turn = for_either_number.beside(session, scene, meant, wanted, turn)
    turn = budget.beside(session, scene, here, per_head.beside(session, scene, meant, turn))
    turn = which_money.beside(session, scene, meant, turn)
    part = beside_the_part(meant.text) is not None and (turn.goes_on or {}).get("step") in WITH_A_PRICE
    return asking.lead_with(turn, scene.say("noted.priced_for_all_nights")) if part else turn


def _without(
    session: Session,
    scene: Scene,
    meant: Understanding,
    wanted: Wanted,
    out: tuple[str, ...],
    here: Progress | None,
) -> Turn:
    """ "Not the river one, I'm afraid of the water": what is left, without being asked again."""
    lead = pointed_at.said_of_it(session, scene, out)
    if meant.stay.candidates and not meant.stay.sure:
        return asking.lead_with(asking.ask_which(scene, wanted, meant.stay, here), lead)
    return offering.go(session, scene, wanted, here=here, lead=lead)


def _noted(scene: Scene, meant: Understanding, wanted: Wanted, here: Progress | None) -> str:
    """People told while something else was asked: what was understood is said before it is asked once more."""
    if _is_the_running_night(scene, meant, wanted):
        running = Stay(words.today(scene) - timedelta(days=1), words.today(scene))
        return scene.say("booking.night_has_begun", dates=words.dates(scene, running))
    people, waits = so_far.people(scene, wanted), here is not None and here.step in (Step.DATES, Step.NIGHTS)
    if not people or not waits or meant.stay or wanted.missing is None:
        return ""
    if not rooms_wanted.other_people(meant) and not meant.entities.child_ages:
        return ""
    return scene.say("booking.noted_people", people=people)


def _is_one_night(scene: Scene, meant: Understanding, wanted: Wanted) -> bool:
    """ "Tonight", "tomorrow night": said like this it is one."""
    today, arrival = words.today(scene), wanted.stay.check_in
    if wanted.nights is not None:
        return False
    tonight = arrival == today and _TONIGHT.search(meant.text) is not None
    return tonight or (
        arrival == today + timedelta(days=1) and _TOMORROW_NIGHT.search(meant.text) is not None
    )


def _is_the_running_night(scene: Scene, meant: Understanding, wanted: Wanted) -> bool:
    """ "Tonight" in the small hours may be the night that has begun, which reception alone can give."""
    by_night = scene.local_now.time() < NIGHT_ENDS
    said = _TONIGHT.search(meant.text) or _TODAY.search(meant.text)
    return by_night and wanted.stay.check_in == words.today(scene) and said is not None


def _no_such_day(scene: Scene, said: NoSuchDay) -> str:
    month, last = words.month(scene, said.month), words.last_day_of(scene, said.month)
    return scene.say("booking.no_such_day", day=str(said.day), month=month, last=last)
