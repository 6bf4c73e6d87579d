""" "Did you note it?" is answered from what stands on the booking, and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows import telling
from core.flows.booking import beside, noted
from core.flows.turn import Turn
from core.flows.understand import Understanding, stay_wishes
from core.flows.understand.intents.labels import FOR_RECALL
from core.services.own_stays import Booking
from core.services.scenes import Scene

_LONGEST: Final = 16


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
    return Said(told, (f"booking:{made.code}",) if made is not None else ())


def _said(session: Session, scene: Scene, words: str, made: Booking | None) -> str:
    asked = noted.named(words)
    if made is None:
        to_come = [kind for kind in noted.before_booking(scene) if not asked or kind in asked]
        return scene.say("noted.to_come", wishes=noted.names(scene, to_come)) if to_come else ""
    standing = noted.standing(scene, made)
    if not asked:
        key, kinds = ("is_on", standing) if standing else ("nothing", [])
        return scene.say(
            f"noted.{key}", code=made.code, **({"wishes": noted.names(scene, kinds)} if kinds else {})
        )
    there = [kind for kind in standing if kind in asked]
    missing = sorted(kind for kind in asked - {*standing} if not noted.is_lacking(scene, kind))
    at_once = {kind: words for kind in missing if kind in stay_wishes.HEALTH}
    for kind in at_once:
        noted.write(session, scene, made, kind, words, wanted=True)
    missing = [kind for kind in missing if kind not in at_once]
    lacking = [noted.fact_of(scene, kind) for kind in sorted(asked - {*standing, *missing})]
    lines = [
        scene.say(f"noted.{key}", code=made.code, wishes=noted.names(scene, kinds))
        for key, kinds in (("is_on", there), ("is_off", missing))
        if kinds
    ]
    if at_once:
        lines.append(noted.said(session, scene, made, at_once))
    return "\n".join((*lines, *(telling.fact(session, scene, fact) for fact in lacking if fact is not None)))
