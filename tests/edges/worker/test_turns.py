"""A turn takes as long as it takes, and no longer than a guest's words can be worth."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy.orm import Session

from core.domain.conversations import AlertKind
from core.domain.errands import MAX_ATTEMPTS
from core.store.conversations import Conversation
from core.store.guests import Guest
from tests.edges.worker.conftest import alerts, arrives, letters, said, work
from tests.makers import ANA, BRUNO, House, StoppedClock, wa_text
from worker import turns


def test_a_guest_whose_words_never_end_holds_nobody_up(
    house: House, stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = turns.engine.answer

    def endless(session: Session, found: Conversation, again: Any = None) -> Any:
        if session.get_one(Guest, found.guest_id).name == ANA.name:
            re.search("(?:a|aa)+$", "a" * 60 + "!")
        return answer(session, found, again)

    arrives(wa_text("oi", sender=BRUNO))
    work()
    stopped_clock.passes(seconds=3)
    work()
    monkeypatch.setattr(turns.engine, "answer", endless)
    monkeypatch.setattr(turns, "LONGEST", 0.2)
    arrives(wa_text("hola"), wa_text("obrigado", sender=BRUNO))
    work()
    stopped_clock.passes(seconds=3)
    work()
    assert len(said()) == 2, "Bruno is greeted, and thanked back"
    for _ in range(MAX_ATTEMPTS):
        stopped_clock.passes(minutes=2)
        work()
    [turn] = [letter for letter in letters("take_turn") if letter.state == "dead"]
    assert "ThoughtTooLong" in str(turn.error)
    assert AlertKind.PERSON_NEEDED in set(alerts())
