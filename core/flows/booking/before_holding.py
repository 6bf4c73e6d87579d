"""Asked before anything is held: "will you keep it for me until tomorrow?". The offer stays to be taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.flows.booking import beside, holding_on, progress
from core.flows.booking.progress import Step
from core.flows.booking.wanted import says_anything
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.keeping import keeps_until, pays_later_today, pays_this_evening
from core.services import selling, showing, words
from core.services.scenes import Scene


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here = progress.of(scene)
    if here is None or here.step is not Step.YES or says_anything(meant) or meant.names & FOR_RECALL:
        return None
    if keeps_until(meant.text):
        turn = beside.told(session, scene, holding_on.reception_decides(scene), "asks_for_time")
        return replace(turn, call_person=Reason.ASKED_SERVICE)
    if not (pays_this_evening(meant.text) or pays_later_today(meant.text)):
        return None
    row = showing.find(session, scene.conversation, here.shown or 0)
    if row is None or not any(part.deposit for part in showing.parts_of(session, row)):
        return None
    minutes = timedelta(minutes=selling.hold_minutes(session, scene.hotel))
    until = words.hour(scene, scene.local_now + minutes)
    lines = [scene.say("booking.kept_while_paying", until=until)]
    if pays_this_evening(meant.text) and not holding_on.reaches_the_evening(scene, scene.local_now + minutes):
        lines.append(scene.say("booking.more_time"))
    return beside.told(session, scene, " ".join(lines), "told_how_long_it_is_kept")
