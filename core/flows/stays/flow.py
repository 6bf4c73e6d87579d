"""The door of everything about a booking that stands: whose message it is, and which step hears it."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.flows.flow import Flow, Tap
from core.flows.stays import (
    added,
    again,
    against,
    before,
    heard,
    if_cancelled,
    joined,
    longer,
    on_it,
    ordered,
    paid_before,
    progress,
    refund_beside,
    serving,
    taps,
    too_much,
    which,
)
from core.flows.stays.progress import NAME, Matter, Request, Step
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.keeping import holds_on
from core.flows.understand.paid import refuses_to_pay
from core.flows.understand.text import normalise
from core.services import paying
from core.services.scenes import Scene

_CANCEL: Final = re.compile(r"(?i)\bcancel")


class Stays(Flow):
    name = NAME
    wishes = frozenset(map(str, serving.WAYS))

    def step(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        here = progress.of(scene)
        if here is not None:
            turn = heard.hear(session, scene, meant, here)
            if turn is not None or not meant.answer:
                return turn
        matter = _wished(meant)
        if matter is None:
            return None
        if _only_asks(session, scene, matter, meant):
            return None
        if matter is Matter.PAY and paying.open_hold(session, scene.conversation) is not None:
            return None  # the booking dialogue waits for this money
        if matter in before.ASKED_BEFORE and before.has_none(session, scene, matter, meant):
            return before.answer(session, scene, matter, meant)
        changes = against.changes_of_theirs(session, scene, meant) if matter is Matter.CHANGE else {}
        request = which.with_hour(Request(matter, changes=changes), meant)
        return serving.begin(session, scene, request, meant)

    def overhears(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        for hears in (
            again.that_again,
            again.and_more,
            on_it.told,
            too_much.told,
            if_cancelled.told,
            _not_to_be_cancelled,
            ordered.whether_cancelled,
            ordered.overheard,
            refund_beside.overheard,
            joined.overheard,
            paid_before.overheard,
            added.overheard,
            longer.overheard,
        ):
            if (turn := hears(session, scene, meant)) is not None:
                return turn
        return None

    def tapped(self, session: Session, scene: Scene, tap: Tap) -> Turn | None:
        return taps.tapped(session, scene, tap)

    def again(self, session: Session, scene: Scene) -> Turn | None:
        """The open question with its buttons, as things stand now."""
        here = progress.of(scene)
        if here is None or here.step is Step.CODE:
            return None
        booking = which.find(session, scene, [here.code] if here.code else [], None)
        if booking is None:
            return which.again(session, scene, here)
        return serving.serve(session, scene, here.request, booking)


def _not_to_be_cancelled(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "Please don't cancel my booking", said of their own accord: how it stands says that nobody does."""
    if scene.memory.flow is not None or not _CANCEL.search(meant.text) or not holds_on(meant.text):
        return None
    found = which.candidates(session, scene, Matter.STATUS)
    if len(found) != 1 or found[0].status == Status.HELD or meant.names & FOR_RECALL:
        return None
    return serving.serve(session, scene, Request(Matter.STATUS), found[0])


def _only_asks(session: Session, scene: Scene, matter: Matter, meant: Understanding) -> bool:
    """ "Can one cancel?", "may I leave my bags before check-in?": answered by the rules, of no booking."""
    if matter in (Matter.EARLY, Matter.LATE) and "luggage" in meant.entities.amenities:
        return "ask_amenity" in meant.names and not which.candidates(session, scene, matter)
    asks = matter is Matter.CANCEL and "ask_policy" in meant.names and "?" in meant.text
    return asks and not which.candidates(session, scene, matter)


def _wished(meant: Understanding) -> Matter | None:
    """The clearest of several; who has paid and wants something else does not want to pay."""
    wished = [Matter(guess.name) for guess in meant.intents if guess.name in Stays.wishes]
    if refuses_to_pay(meant.text):
        wished = [matter for matter in wished if matter is not Matter.PAY]
    if len(wished) > 1 and paid_before.is_told(normalise(meant.text)):
        wished = [matter for matter in wished if matter is not Matter.PAY]
    if {Matter.CANCEL, Matter.REFUND} <= set(wished):
        return Matter.CANCEL  # what comes back is told before anything is given up
    return next(iter(wished), None)
