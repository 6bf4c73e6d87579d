"""Answers read aloud: beside the text and never instead of it, only while they are still the last word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.domain.ports import CannotSpeak
from core.domain.speech import VoiceReplies
from core.services import conversations
from core.store.db import across_hotels, transaction
from core.store.hotels import Hotel
from core.store.media import Media
from core.store.messages import Message
from tests.edges.worker.conftest import all_rows, arrives, conversation, letters, said, work
from tests.edges.worker.speaking import QUESTION, Stage, states
from tests.fakes import FakeMouth
from tests.makers import BRUNO, House, wa_text
from worker import voice


def answers_aloud(house: House) -> None:
    with across_hotels() as session:
        session.get_one(Hotel, house.posada).voice_replies = VoiceReplies.WHEN_SPOKEN


def test_a_hotel_that_wants_it_answers_aloud_as_well(stage: Stage, house: House, mouth: FakeMouth) -> None:
    answers_aloud(house)
    stage.speaks(QUESTION)
    stage.plays()
    stage.is_heard()
    text_reply, voice_reply = [row for row in all_rows(Message) if row.direction == "out"]
    [(words, language)] = mouth.spoken
    assert language == "es"
    assert words in text_reply.text, "what was understood is not read out"
    assert "Entendí" not in words
    assert voice_reply.content["form"] == "voice"
    assert voice_reply.text == words
    [kept] = [file for file in all_rows(Media) if file.id == voice_reply.media_id]
    assert kept.mime == "audio/ogg"
    sent = [letter.payload["content"] for letter in letters("send_message")]
    assert [content["kind"] for content in sent] == ["text", "file"], "the text goes first"


def test_by_default_and_to_those_who_write_nothing_is_said_aloud(stage: Stage, house: House) -> None:
    stage.speaks(QUESTION)
    stage.plays()
    answers_aloud(house)
    arrives(wa_text("a qué hora es el check in?"))
    work()
    stage.falls_silent()
    assert len(said()) == 2
    assert states("speak") == []


def test_the_same_answer_is_spoken_once(stage: Stage, house: House, mouth: FakeMouth) -> None:
    answers_aloud(house)
    for audio, sender in ((b"OggS 1", {}), (b"OggS 2", {"sender": BRUNO})):
        stage.speaks(QUESTION, audio, **sender)
        stage.plays()
        stage.is_heard()
    assert len(mouth.spoken) == 1
    spoken = {row.media_id for row in all_rows(Message) if row.content.get("form") == "voice"}
    assert len(spoken) == 1


def test_without_a_voice_the_text_is_enough(
    stage: Stage, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers_aloud(house)
    monkeypatch.setattr(voice, "senses", voice.Senses(stage.ears, None))
    monkeypatch.setattr(voice, "open_voice", lambda _config: None)
    stage.speaks(QUESTION)
    stage.plays()
    stage.is_heard()
    assert len(said()) == 1
    assert states("speak") == ["done"]


def test_a_voice_that_fails_costs_nothing_but_the_voice(stage: Stage, house: House, mouth: FakeMouth) -> None:
    answers_aloud(house)
    mouth.troubles.append(CannotSpeak("espeak-ng: TimeoutExpired"))
    stage.speaks(QUESTION)
    stage.plays()
    stage.is_heard()
    assert len(said()) == 1
    assert states("speak") == ["done"]


def test_a_promise_that_somebody_will_come_is_said_aloud_too(
    stage: Stage, house: House, mouth: FakeMouth
) -> None:
    answers_aloud(house)
    stage.speaks("necesito hablar con una persona")
    stage.plays()
    stage.is_heard()
    assert conversation().owner == "staff"
    [(words, _)] = mouth.spoken
    assert "recepción" in words


Meanwhile = Callable[[Stage, House], None]


def _asks_on(stage: Stage, _house: House) -> None:
    arrives(wa_text("y el desayuno?"))
    work()


def _is_taken_over(_stage: Stage, house: House) -> None:
    with transaction(house.posada) as session:
        conversations.take_over(session, house.carla, conversation().id, "t1")


@pytest.mark.parametrize("meanwhile", [_asks_on, _is_taken_over])
def test_an_answer_that_is_no_longer_the_last_word_is_not_read_out(
    stage: Stage, house: House, mouth: FakeMouth, meanwhile: Meanwhile
) -> None:
    answers_aloud(house)
    stage.speaks(QUESTION)
    stage.plays()
    meanwhile(stage, house)
    stage.is_heard()
    assert mouth.spoken == []
    assert states("speak") == ["done"]
