"""What reviews need of their own accord: the question when its hour comes, and the reading of what came in."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.flows import engine
from core.flows.reviews import words
from core.flows.turn import Turn
from core.flows.understand.language import detect
from core.flows.understand.opinion import opinion
from core.services import holding, hotels
from core.services.reviews import asking, incoming
from core.services.scenes import Scene

_AT_ONCE: Final = 200


def ask(session: Session, request_id: int, *, given: bool = False, at_once: bool = False) -> None:
    """The conversation is locked before the request, as when the guest answers."""
    conversation = holding.talk_of(session, asking.talk_of(session, request_id))
    due = asking.due(session, request_id, given=given, at_once=at_once)
    if due is None or conversation is None:
        return
    spoken: dict[str, str] = {}

    def speak(scene: Scene) -> Turn | None:
        spoken.update(language=scene.language, way="free" if scene.window_is_open else "template")
        return words.question(session, scene, due)

    message_id = engine.speak_up(session, conversation, speak)
    if message_id is None:
        asking.not_now(session, due, talking=not spoken)
    else:
        asking.asked(session, due, message_id=message_id, **spoken)


def read(session: Session, hotel_id: int) -> None:
    """Reviews that came from outside are read here, some at a time; what is left waits for the next errand."""
    hotel = hotels.get(session, hotel_id)
    unread = incoming.unread(session, _AT_ONCE)
    for review in unread:
        language = review.language or detect(review.words, hotel.language, None).spoken
        incoming.was_read(session, review, opinion(review.words, language, review.stars), language)
    if len(unread) == _AT_ONCE:
        incoming.read_soon(session, hotel_id)
