"""Asked before anything is held, "hold it till tomorrow?": how long it would be kept. The offer stays to be taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.flows.booking import beside, progress
from core.flows.booking.hold import holding_on
from core.flows.booking.money import deposit_asked
from core.flows.booking.offer import choosing
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.wanted import says_anything
from core.flows.heard.gathering import known_before
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers import taking
from core.flows.understand.answers.halves import halved
from core.flows.understand.answers.keeping import (
    asks_for_time,
    asks_reception_for_it,
    asks_until_when,
    pays_later_today,
    pays_this_evening,
)
from core.flows.understand.answers.later_on import has_nothing_with_them
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import selling, showing, words
from core.services.scenes import Scene

_AT: Final = frozenset({Step.CHOICE, Step.YES})


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here = progress.of(scene)
    if here is None or here.step not in _AT or meant.names & FOR_RECALL:
        return None
    if says_anything(meant) and not _only_says_it_again(scene):
        return None
    if here.step is Step.YES and here.shown and _orders_without_money(meant.text):
        return replace(choosing.take(session, scene, here.shown, here), flow=NAME, by=NAME)
    until_when, this_evening = asks_until_when(meant.text), pays_this_evening(meant.text)
    later = asks_for_time(meant.text)
    if not (later or until_when) or not has_a_deposit(session, scene, here):
        return None
    longer = later and not this_evening and not pays_later_today(meant.text)
    minutes = timedelta(minutes=selling.hold_minutes(session, scene.hotel))
    until = words.hour(scene, scene.local_now + minutes)
    lines = [scene.say("booking.kept_while_paying", until=until)]
    if until_when:
        lines = [*deposit_asked.in_words(session, scene, here.shown), *lines]
    longer |= this_evening and not holding_on.reaches_the_evening(scene, scene.local_now + minutes)
    told_before = scene.say("booking.more_time") in (scene.memory.said or "")
    insists = longer and (told_before or asks_reception_for_it(meant.text))
    if insists:
        lines = [*([] if told_before else lines), holding_on.reception_decides(scene)]
    elif longer:
        lines.append(scene.say("booking.more_time"))
    turn = beside.told(session, scene, " ".join(lines), "told_how_long_it_is_kept")
    called = Reason.ASKED_SERVICE if insists else turn.call_person
    return replace(turn, flow=NAME, by=NAME, call_person=called)


def _only_says_it_again(scene: Scene) -> bool:
    """ "Hold the rooms from the 22nd to the 25th until noon, we are nine", of what is offered."""
    kept = known_before(scene)
    return (kept.stay, kept.party) == (scene.memory.stay, scene.memory.party)


def _orders_without_money(text: str) -> bool:
    """ "Book it, but I don't have my card on me": it is held, for as long as the house holds a room."""
    halves = halved(text, taking.takes_it)
    return halves is not None and not halves.asks and has_nothing_with_them(normalise(halves.rest))


def has_a_deposit(session: Session, scene: Scene, here: Progress) -> bool:
    """Of the one that is talked about, or of any of those to choose from."""
    shown = showing.open_choices(session, scene.conversation, here.shown)
    return any(part.deposit for parts in shown for part in parts)
