"""For every topic guests have words for, in three languages: a plain question gets the hotel's fact and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.domain.knowledge import LANGUAGES
from core.domain.topics import AMENITIES
from core.services import knowledge
from core.store.db import transaction
from tests.flows.transcripts import Stage
from tests.furnishing import furnish
from tests.makers import House, StoppedClock

_LINES = (Path(__file__).parent / "amenity_questions.tsv").read_text("utf-8").splitlines()[1:]
QUESTIONS = {
    topic: dict(zip(LANGUAGES, asked, strict=True)) for topic, *asked in (line.split("\t") for line in _LINES)
}
LEAST_ANSWERED = 0.8


def test_there_is_a_question_about_every_topic() -> None:
    assert tuple(QUESTIONS) == AMENITIES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plain_question_gets_its_own_fact(house: House, stopped_clock: StoppedClock, language: str) -> None:
    stage = Stage(house, stopped_clock)
    stage.play("day: 2026-12-03")
    with transaction(house.posada) as session:
        furnish(session, house.posada)
        known = knowledge.of(session, house.posada)
    texts = {fact.topic: fact.texts[language] for fact in known.facts.values() if fact.texts}
    wrong, right = {}, 0
    for topic, asked in QUESTIONS.items():
        said = _asked_alone(stage, asked[language])
        told = {name for name, text in texts.items() if text in said}
        right += told == {topic}
        if told - {topic}:
            wrong[asked[language]] = said
    assert wrong == {}, "an answer to another question is worse than none"
    assert right / len(QUESTIONS) >= LEAST_ANSWERED


def _asked_alone(stage: Stage, words: str) -> str:
    """As the first message of a conversation that nothing is known of."""
    stage.clock.passes(minutes=5)
    stage.unread = []
    stage._act(f"Ana: {words}")
    stage._take_turn()
    said = "\n".join(message.text for message in stage.unread)
    stage.last = stage.unread[-1] if stage.unread else stage.last
    stage.unread = []
    with transaction(stage.house.posada) as session:
        conversation = stage._conversation(session)
        conversation.state, conversation.owner, conversation.language = {}, "house", None
        conversation.owner_staff_id, conversation.waiting_since = None, None
    return said
