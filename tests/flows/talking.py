"""A guest who says something and hears what the house answers, line by line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.flows import engine
from core.store.conversations import Conversation
from core.store.messages import Message
from tests.makers import House, heard, incoming

Guest = Callable[..., list[Message]]


def guest_of(house: House, session: Session) -> Guest:
    def says(words: str = "", **facts: Any) -> list[Message]:
        before = said(session)
        conversation, _ = heard(session, house.posada, incoming(words, **facts))
        engine.answer(session, conversation)
        session.flush()
        return [message for message in said(session) if message not in before]

    return says


def said(session: Session) -> list[Message]:
    return list(session.scalars(select(Message).where(Message.direction == "out").order_by(Message.id)))


def only(session: Session) -> Conversation:
    return session.scalars(select(Conversation)).one()
