"""A Posada with something in every table, for those who try to look over the wall."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import AlertKind
from core.domain.knowledge import Answer, Fact, Subject
from core.domain.messages import Channel
from core.domain.ports import Envelope
from core.services import alerts, conversations, intake, knowledge, media, photos, questions
from core.services.photos import NewPhoto
from core.services.questions import Unanswered, Why
from core.store import knowledge as facts
from core.store.db import across_hotels, transaction
from core.store.staff import SignIn
from tests.makers import POSADA_NUMBER, House, heard, incoming

OUR_WORDS = "secreto de la posada"


@dataclass(frozen=True)
class Treasure:
    """What the Posada has, by the ids somebody else might guess."""

    guest: int
    conversation: int
    message: int
    media: int
    alert_key: str
    fact: int


def _picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (8, 8)).save(held, "PNG")
    return held.getvalue()


def _fact(session: Session, house: House) -> int:
    pool = Fact(Subject.AMENITY, "pool", Answer.YES, {"es": OUR_WORDS})
    for token in ("token-2", "token-3"):
        knowledge.write(session, house.diego, pool, token)
    photos.add(session, house.diego, NewPhoto("pool", _picture()), "token-4")
    row = facts.locked_fact(session, "amenity", "pool")
    assert row is not None
    return row.id


@pytest.fixture
def treasure(house: House) -> Treasure:
    with transaction(house.posada) as session:
        conversation, message = heard(session, house.posada, incoming(OUR_WORDS))
        conversations.reply(session, house.carla, conversation.id, OUR_WORDS, "token-1")
        file = media.keep(session, house.posada, b"our bytes", "image/jpeg", "secreto.jpg")
        media.attach(session, message.id, file)
        media.remember_upload(session, house.posada, file, POSADA_NUMBER, "file-9")
        key = f"person:{conversation.id}"
        alerts.raise_alert(
            session, house.posada, AlertKind.PERSON_NEEDED, key, conversation_id=conversation.id
        )
        questions.note(session, conversation, Unanswered(Why.UNKNOWN, "es", OUR_WORDS))
        now = clock.now()
        session.add(
            SignIn(
                fingerprint="carla's",
                staff_id=house.carla.staff_id,
                hotel_id=house.posada,
                started_at=now,
                seen_at=now,
                ends_at=now + timedelta(hours=8),
            )
        )
        found = Treasure(conversation.guest_id, conversation.id, message.id, file, key, _fact(session, house))
    with across_hotels() as session:
        envelope = Envelope("wamid.ours", "message", POSADA_NUMBER, "lane-1", OUR_WORDS.encode())
        lost = Envelope("wamid.nobodys", "message", "000", "lane-2", OUR_WORDS.encode())
        kept = [
            intake.Kept(Channel.WHATSAPP, envelope, house.posada, "trace"),
            intake.Kept(Channel.WHATSAPP, lost, None, "trace"),
        ]
        intake.keep(session, kept)
    return found
