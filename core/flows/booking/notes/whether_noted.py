""" "Did you note it?" is answered from what stands on the booking, and from nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking import beside
from core.flows.booking.notes import hour_asked_of, noted
from core.flows.booking.notes.hour_asked_of import half_a_day_later
from core.flows.booking.order import naming
from core.flows.facts import arriving, telling
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.wishes import stay_wishes, was_it_noted
from core.flows.understand.wishes.named_barely import NEVER_LOST
from core.flows.wished import at_reception
from core.services.own_stays import Booking
from core.services.scenes import Scene

_LONGEST: Final = 20
_BY_RECEPTION: Final = frozenset({noted.INVOICE, noted.CAR, noted.FLIGHT})
# "Any allergies?" tells of nobody who has one.
_OF_SOMEBODY: Final = re.compile(
    r"\b(?:mi|mis|my|our|minha|meu|meus|minhas|nuestr\w+|noss\w+|her|his|their|soy|somos|es|son|sou|somos|e|sao"
    r"|i'?m|i am|is|are|'s|has|tiene|tem|tengo|tenho|que|the|el|la|lo|o|a)\b"
)


@dataclass(frozen=True)
class Said:
    words: str
    facts: tuple[str, ...]


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    if meant.names & FOR_RECALL or not _is_asked(session, scene, meant.text):
        return None
    of_the_hour = was_it_noted.of_the_hour(normalise(meant.text))
    if (meant.stay and not of_the_hour) or meant.changes or len(meant.text.split()) > _LONGEST:
        return None
    about = said(session, scene, meant.text)
    if about is None:
        return None
    return replace(beside.told(session, scene, about.words, "told_what_is_noted"), facts=about.facts)


def _is_asked(session: Session, scene: Scene, text: str) -> bool:
    """ "And that of nine o'clock?" is asked of the hour that stands there."""
    if stay_wishes.asks_whether_noted(text):
        return True
    if not was_it_noted.asks_of_a_thing(normalise(text)):
        return False
    made, hour = noted.theirs(session, scene), arriving.hour_told(text, scene.language)
    return made is not None and hour is not None and made.arrives in (hour, half_a_day_later(hour))


def said(session: Session, scene: Scene, asked: str) -> Said | None:
    """Nothing where nothing is booked, and nothing was told that would be noted."""
    made = noted.theirs(session, scene)
    told = _of_a_booking(session, scene, asked, made) if made is not None else _before_it(scene, asked)
    if not told:
        return None
    return Said(told, (f"booking:{made.code}",) if made is not None else ("guest.wishes",))


def _of_a_booking(session: Session, scene: Scene, words: str, made: Booking) -> str:
    """The hour of coming and the name, where they are asked of, beside the wishes; asked of nothing, all of it."""
    plain = normalise(words)
    standing = noted.standing(scene, made)
    asked = noted.asked_of(words, noted.before_booking(scene) | standing)
    of_the_hour, of_the_name = was_it_noted.of_the_hour(plain), was_it_noted.of_the_name(plain)
    hour = hour_asked_of.told(session, scene, made, words) if of_the_hour else ""
    if hour and (made.arrives is not None or noted.LATE not in standing):
        asked -= {noted.LATE}
    elif of_the_hour:
        asked |= {noted.LATE}
        hour = ""
    lines = [hour] if hour else []
    if asked:
        lines.append(_of_wishes(session, scene, words, made, asked))
    if of_the_name:
        name = naming.known(scene) or scene.guest.name
        lines.append(scene.say("booking.in_whose_name", code=made.code, name=name))
    if lines or not was_it_noted.is_asked(plain):
        return "\n".join(lines)
    return _all_of_it(session, scene, made, standing, plain)


def _all_of_it(session: Session, scene: Scene, made: Booking, standing: dict[str, str], plain: str) -> str:
    told_by_the_hour = {noted.LATE} if made.arrives is not None else set()
    wishes = {kind: told for kind, told in standing.items() if kind not in told_by_the_hour}
    stands = [noted.names_as_told(scene, {kind: told}) for kind, told in wishes.items()]
    if made.arrives is not None:
        stands.append(scene.say("noted.arrival_at", time=telling.hour(scene, made.arrives)))
    if not stands:
        waiting = "\n".join(_passed_on(session, scene, made))
        return waiting or scene.say("noted.nothing", code=made.code)
    key = "noted.stands" if was_it_noted.names_something(plain) else "noted.is_on"
    return scene.say(key, code=made.code, wishes=scene.list_of(stands))


def _of_wishes(session: Session, scene: Scene, words: str, made: Booking, asked: frozenset[str]) -> str:
    before, standing = noted.before_booking(scene), noted.standing(scene, made)
    there = [kind for kind in standing if kind in asked]
    missing = sorted(kind for kind in asked - {*standing} if not noted.is_lacking(scene, kind))
    theirs = NEVER_LOST if _OF_SOMEBODY.search(normalise(words)) else frozenset()
    at_once = {kind: before.get(kind, words) for kind in missing if kind in theirs or kind in before}
    for kind, said in at_once.items():
        noted.keep(session, scene, made, kind, said, wanted=True)
    missing = [kind for kind in missing if kind not in at_once]
    by_reception = _passed_on(session, scene, made) if _BY_RECEPTION & {*missing} else []
    missing = [kind for kind in missing if not (by_reception and kind in _BY_RECEPTION)]
    lacking = [noted.fact_of(scene, kind) for kind in sorted(asked - {*standing, *missing})]
    lines = [
        scene.say(
            f"noted.{key}",
            code=made.code,
            wishes=noted.names_as_told(scene, dict.fromkeys(missing, words) | standing, kinds),
        )
        for key, kinds in (("is_on", there), ("is_off", missing))
        if kinds
    ]
    lines += by_reception
    if at_once:
        not_yet = [] if at_once.keys() <= before.keys() else [scene.say("noted.not_yet")]
        lines += [*not_yet, noted.said(session, scene, made, at_once)]
    return "\n".join((*lines, *(telling.fact(session, scene, fact) for fact in lacking if fact is not None)))


def _passed_on(session: Session, scene: Scene, made: Booking) -> list[str]:
    """What is with reception is not said to be missing."""
    return at_reception.in_words(session, scene, [made.code])


def _before_it(scene: Scene, words: str) -> str:
    """Of what is asked; whoever asks of a thing that nobody has told hears what stands there, and no yes."""
    plain, told = normalise(words), noted.before_booking(scene)
    asked = noted.asked_of(words, told)
    if not asked and not was_it_noted.is_asked(plain):
        return ""
    if was_it_noted.of_the_hour(plain) and (hour := hour_asked_of.before_booking(scene)):
        return scene.say("noted.to_come", wishes=hour)
    of_it = {kind: said for kind, said in told.items() if kind in asked}
    if asked and not of_it:
        return scene.say(
            "noted.not_told", wishes=noted.names_as_told(scene, dict.fromkeys(sorted(asked), words))
        )
    return scene.say("noted.to_come", wishes=noted.names_as_told(scene, of_it or told)) if told else ""
