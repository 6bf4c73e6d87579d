"""Calling a person: always with a promise of who answers and when."""

from __future__ import annotations

from core.domain.conversations import Reason, reception_is_open
from core.domain.outgoing import Text
from core.flows.turn import Turn
from core.services.scenes import Scene

_BOOKING = ("handover.booking_now", "handover.booking_later")
_COMPLAINT = ("handover.complaint_now", "handover.complaint_later")
_OTHERWISE = ("handover.now", "handover.later")
_WORDS = {Reason.BOOKING: _BOOKING, Reason.COMPLAINT: _COMPLAINT, Reason.UPSET: _COMPLAINT}


def promise(scene: Scene, reason: Reason) -> str:
    if reason is Reason.URGENT:
        return scene.say("handover.urgent")
    hotel = scene.hotel
    is_open = reception_is_open(hotel.reception_opens, hotel.reception_closes, scene.local_now.time())
    if reason is Reason.SENT_A_FILE and is_open:
        return scene.say("handover.file")
    now, later = _WORDS.get(reason, _OTHERWISE)
    return scene.say(now) if is_open else scene.say(later, opens=hotel.reception_opens.strftime("%H:%M"))


def hand_over(scene: Scene, reason: Reason, step: str = "handed_over") -> Turn:
    """The turn that ends here: a promise in words, and a person called for it."""
    return Turn(says=(Text(promise(scene, reason)),), call_person=reason, memory={"misses": 0}, step=step)
