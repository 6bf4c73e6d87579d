"""What a guest needs on the way and at the door: how to come, and the wifi. Only what the hotel has written down."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.services import knowledge
from core.services.words import Speaker


def directions(session: Session, speaker: Speaker) -> tuple[str, ...]:
    """One paragraph for each way, in the guest's language where there is one."""
    hotel = speaker.hotel
    facts = knowledge.of(session, hotel.id).all_of(Subject.DIRECTION)
    found = [knowledge.in_language(fact.texts, speaker.language, hotel.language) for fact in facts]
    return tuple(told[0] for told in found if told is not None)


def wifi(session: Session, speaker: Speaker) -> str:
    """Said to guests who are here; empty where the hotel has none."""
    fact = knowledge.of(session, speaker.hotel.id).fact(Subject.WIFI, "wifi")
    if fact is None:
        return ""
    network, password = fact.details["network"], fact.details["password"]
    if not password:
        return speaker.say("fact.wifi_open", network=network)
    return speaker.say("fact.wifi", network=network, password=password)
