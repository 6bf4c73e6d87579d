""" "Did you note it?" is answered from what stands on the booking, and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows import telling
from core.flows.booking import beside, noted
from core.flows.turn import Turn
from core.flows.understand import Understanding, stay_wishes, was_it_noted
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.named_barely import HEALTH, WHEELS
from core.flows.understand.text import normalise
from core.services.own_stays import Booking
from core.services.scenes import Scene

_LONGEST: Final = 16
_NOTED_AT_ONCE: Final = HEALTH | {WHEELS}


@dataclass(frozen=True)
class Said:
    words: str
    facts: tuple[str, ...]


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    if not stay_wishes.asks_whether_noted(meant.text) or meant.names & FOR_RECALL:
        return None
    if meant.stay or meant.changes or len(meant.text.split()) > _LONGEST:
        return None
    about = said(session, scene, meant.text)
    if about is None:
        return None
    return replace(beside.told(session, scene, about.words, "told_what_is_noted"), facts=about.facts)


def said(session: Session, scene: Scene, asked: str) -> Said | None:
    """Nothing where nothing is booked, and nothing was told that would be noted."""
    made = noted.theirs(session, scene)
    told = _said(session, scene, asked, made)
    if not told:
        return None
    return Said(told, (f"booking:{made.code}",) if made is not None else ("guest.wishes",))


def _said(session: Session, scene: Scene, words: str, made: Booking | None) -> str:
    before = noted.before_booking(scene)
    standing = noted.standing(scene, made) if made is not None else {}
    asked = noted.asked_of(words, {*before, *standing})
    if not asked and not was_it_noted.is_asked(normalise(words)):
        return ""
    if made is None:
        return _to_come(scene, words, before, asked)
    if not asked:
        if not standing:
            return scene.say("noted.nothing", code=made.code)
        key = "noted.stands" if was_it_noted.names_something(normalise(words)) else "noted.is_on"
        return scene.say(key, code=made.code, wishes=noted.names_as_told(scene, standing))
    there = [kind for kind in standing if kind in asked]
    missing = sorted(kind for kind in asked - {*standing} if not noted.is_lacking(scene, kind))
    at_once = {kind: before.get(kind, words) for kind in missing if kind in _NOTED_AT_ONCE or kind in before}
    for kind, said in at_once.items():
        noted.write(session, scene, made, kind, said, wanted=True)
        noted.give_to_reception(session, scene, made, kind, said, wanted=True)
    missing = [kind for kind in missing if kind not in at_once]
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
    if at_once:
        lines.append(noted.said(session, scene, made, at_once))
    return "\n".join((*lines, *(telling.fact(session, scene, fact) for fact in lacking if fact is not None)))


def _to_come(scene: Scene, words: str, told: dict[str, str], asked: frozenset[str]) -> str:
    """Of what is asked; whoever asks of a thing that nobody has told hears what stands there, and no yes."""
    of_it = {kind: said for kind, said in told.items() if kind in asked}
    if asked and not of_it:
        return scene.say(
            "noted.not_told", wishes=noted.names_as_told(scene, dict.fromkeys(sorted(asked), words))
        )
    return scene.say("noted.to_come", wishes=noted.names_as_told(scene, of_it or told)) if told else ""
