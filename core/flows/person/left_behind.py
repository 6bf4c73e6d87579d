"""Something was left behind: what is said of fetching or posting it goes with the note about it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Text
from core.flows.facts import telling
from core.flows.person.handover import in_words
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.wishes.getting_it_back import comes_at_an_hour, gets_it_back
from core.services import scenes, tasks
from core.services.scenes import Scene
from core.services.tasks import TaskKind


def heard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    if scene.memory.flow is not None or scene.taps or not gets_it_back(meant.text):
        return None
    if not tasks.told_more(session, scene.conversation, TaskKind.LOST, meant.text):
        return None
    said = [
        scene.say("care.lost_more", when=in_words(scene, scenes.promised_by(scene, Reason.LOST))),
        *_hours(scene, meant.text),
    ]
    called = None if scene.somebody_is_awaited else Reason.LOST
    return Turn(says=(Text(" ".join(said)),), call_person=called, memory={"misses": 0}, step="lost_more")


def _hours(scene: Scene, words: str) -> list[str]:
    """When they come by, or ask whether somebody is there."""
    hours = telling.week(scene, telling.reception(scene))
    return [scene.say("hours.reception", hours=hours)] if hours and comes_at_an_hour(words) else []
