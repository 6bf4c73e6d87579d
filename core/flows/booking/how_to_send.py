"""Whoever asks how to send the photo of a receipt wants to see no photos: told how, and the hold stands."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.outgoing import Text
from core.flows.booking import kept, way_said
from core.flows.booking.asking import going
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.services import paying
from core.services.paying import Way
from core.services.scenes import Scene


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    booking = paying.open_hold(session, scene.conversation)
    if booking is None or Way.TRANSFER not in paying.ways(session, scene.hotel):
        return None
    if meant.names & FOR_RECALL or not way_said.asks_how_to_send(meant.text):
        return None
    said, here = Text(scene.say("booking.how_to_send")), Progress(Step.PAY, booking=booking.id)
    facts = (f"booking:{booking.code}",)
    turn = going(here, kept.wanted_of(session, booking), said, None, "told_how_to_send", facts)
    return replace(turn, flow=NAME, by=NAME)
