"""Something was left behind: what is said of it next, or of fetching or posting it, goes with the note about it."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Text
from core.flows.facts import telling
from core.flows.heard.gathering import known_before
from core.flows.person.handover import in_words
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.wishes import lost_thing_told
from core.flows.understand.wishes.getting_it_back import (
    comes_at_an_hour,
    gets_it_back,
    only_of_a_thing_found,
)
from core.services import scenes, tasks
from core.services.scenes import Scene
from core.services.tasks import TaskKind

_LOST: Final = "lost_found"


def heard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    if scene.taps or not _is_of_it(scene, meant.text):
        return None
    if not tasks.told_more(session, scene.conversation, TaskKind.LOST, meant.text):
        return None
    when = in_words(scene, scenes.promised_by(scene, Reason.LOST))
    said = [scene.say("care.lost_more", when=when), *_hours(scene, meant.text)]
    if scene.memory.said == " ".join(said):
        said = [scene.say("care.lost_and_this", when=when)]
    kept = known_before(scene)
    memory = {"misses": 0, "stay": kept.stay, "party": kept.party, "name": kept.name}
    called = None if scene.somebody_is_awaited else Reason.LOST
    return Turn(says=(Text(" ".join(said)),), call_person=called, memory=memory, step="lost_more")


def _is_of_it(scene: Scene, words: str) -> bool:
    """Where it lay and in whose name they were is told right behind it, and anything might be meant later."""
    if scene.memory.flow is not None:
        return only_of_a_thing_found(words)
    return gets_it_back(words) or (scene.memory.wish == _LOST and lost_thing_told.is_told(words))


def _hours(scene: Scene, words: str) -> list[str]:
    """When they come by, or ask whether somebody is there."""
    hours = telling.week(scene, telling.reception(scene))
    return [scene.say("hours.reception", hours=hours)] if hours and comes_at_an_hour(words) else []
