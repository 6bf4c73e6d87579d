"""A request that comes twice acts once: what was answered is remembered for a day, and given again word for word."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.api_keys import Holder
from core.store import api_answers
from core.store.api_answers import Answer

__all__ = ["REMEMBERED", "Answer", "OtherQuestion", "before", "remember"]
REMEMBERED: Final = timedelta(hours=24)


class OtherQuestion(Exception):
    """The same token came with something else."""


def before(session: Session, key: Holder, token: str, question: str) -> Answer | None:
    """What was answered under this token; a twin that is being answered just now is waited for."""
    api_answers.wait_for_turn(session, f"api:{key.id}:{token}")
    answer = api_answers.found(session, key.id, token, clock.now() - REMEMBERED)
    if answer is not None and answer.question != question:
        raise OtherQuestion
    return answer


def remember(session: Session, key: Holder, token: str, answer: Answer) -> None:
    api_answers.keep(session, key, token, answer, clock.now())
