"""Whoever asks how to send the photo of a receipt wants to see no photos: told how, and the hold stands."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from core.flows.booking.hold import beside_a_hold, kept
from core.flows.booking.money import way_said
from core.flows.booking.progress import NAME
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.services import paying
from core.services.paying import Way
from core.services.scenes import Scene
from core.services.showing import Booking


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    came = way_said.asks_whether_it_came(meant.text)
    if meant.names & FOR_RECALL or not (came or way_said.asks_how_to_send(meant.text)):
        return None
    booking = paying.open_hold(session, scene.conversation)
    if booking is None or Way.TRANSFER not in paying.ways(session, scene.hotel):
        return None
    said = _whether_it_came(scene, booking) if came else scene.say("booking.how_to_send")
    step = "told_of_the_receipt" if came else "told_how_to_send"
    turn = beside_a_hold.told(session, scene, booking, said, step)
    return replace(turn, flow=NAME, by=NAME)


def _whether_it_came(scene: Scene, booking: Booking) -> str:
    if kept.is_checked(booking):
        return scene.say("booking.receipt_is_here", code=booking.code)
    return f"{scene.say('booking.no_receipt_yet')} {scene.say('booking.how_to_send')}"
