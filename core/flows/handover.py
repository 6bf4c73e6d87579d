"""Calling a person: always with a promise of who answers and when."""

from __future__ import annotations

from core.domain.conversations import Reason, reception_is_open
from core.domain.outgoing import Text
from core.flows.turn import Turn
from core.services.phrases import say
from core.services.scenes import Scene

_BOOKING = ("handover.booking_now", "handover.booking_later")
_OTHERWISE = ("handover.now", "handover.later")


def promise(scene: Scene, language: str, reason: Reason) -> Text:
    if reason is Reason.URGENT:
        return Text(say(language, "handover.urgent"))
    hotel = scene.hotel
    is_open = reception_is_open(hotel.reception_opens, hotel.reception_closes, scene.local_now.time())
    if reason is Reason.SENT_A_FILE and is_open:
        return Text(say(language, "handover.file"))
    now, later = _BOOKING if reason is Reason.BOOKING else _OTHERWISE
    if is_open:
        return Text(say(language, now))
    return Text(say(language, later, opens=hotel.reception_opens.strftime("%H:%M")))


def hand_over(scene: Scene, language: str, reason: Reason) -> Turn:
    return Turn(say=promise(scene, language, reason), call_person=reason, state={"misses": 0})
