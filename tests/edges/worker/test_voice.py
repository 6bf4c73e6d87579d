"""The voice desk: notes become words and are answered like them, in order; whatever fails ends kindly."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text

from core.base.settings import settings
from core.domain.errands import Act, Desk, Errand, Refusal
from core.domain.messages import Kind
from core.domain.ports import CannotHear, Download, EarLost, Refused
from core.domain.speech import PATIENCE, Transcript, Unheard
from core.services import conversations
from core.store import outbox
from core.store.db import across_hotels, transaction
from core.store.transcripts import HeardNote
from tests.edges.worker.conftest import (
    all_rows,
    arrives,
    conversation,
    heard,
    leases_run_out,
    letters,
    said,
    work,
)
from tests.edges.worker.speaking import QUESTION, TIMES, Stage, line, states
from tests.makers import BRUNO, House, wa_message, wa_tap, wa_text
from worker import voice

_SHORT = "Ahora no pude escuchar el audio."


@pytest.mark.parametrize("kind", ["voice", "audio"])
def test_a_note_is_answered_as_if_it_had_been_written(stage: Stage, kind: str) -> None:
    stage.speaks(QUESTION, kind=kind)
    stage.plays()
    assert heard() == [QUESTION]
    [reply] = said()
    assert reply.startswith(f"Entendí: «{QUESTION}»\n\n{TIMES}")
    noted = line(kind)
    assert (noted.content["transcript"], noted.content["language"], noted.content["seconds"]) == (
        True,
        "es",
        4.0,
    )
    assert "hearing" not in noted.content
    assert noted.media_id is not None
    assert conversation().unread == 0


def test_while_it_is_listened_to_the_guest_sees_that_somebody_is_there(stage: Stage) -> None:
    stage.speaks(QUESTION)
    assert [mark.payload["typing"] for mark in letters("mark_read")] == [True]
    with across_hotels() as session:
        session.execute(text("DELETE FROM outbox WHERE kind = 'mark_read'"))
    stage.is_fetched()
    voice.work_errands(1)
    assert [mark.payload["typing"] for mark in letters("mark_read")] == [True], "typing ends after 25 seconds"


def test_the_list_of_conversations_shows_what_was_said(stage: Stage) -> None:
    stage.speaks(QUESTION)
    assert conversation().last_text == "[voice]"
    stage.is_fetched()
    voice.work_errands(1)
    assert conversation().last_text == QUESTION


def test_no_turn_is_taken_before_the_words_are_there(stage: Stage) -> None:
    stage.speaks(QUESTION)
    stage.clock.passes(seconds=20)
    work()
    assert said() == []
    stage.is_fetched()
    stage.clock.passes(seconds=20)
    work()
    assert said() == []
    stage.is_heard()
    stage.falls_silent()
    assert len(said()) == 1


def test_what_is_written_meanwhile_waits_and_keeps_its_order(stage: Stage) -> None:
    stage.speaks("hola, una pregunta")
    stage.clock.passes(seconds=2)
    arrives(wa_text("a qué hora es el check in?"))
    stage.falls_silent()
    stage.falls_silent()
    assert said() == []
    stage.plays()
    assert heard() == ["hola, una pregunta", "a qué hora es el check in?"]
    [reply] = said()
    assert "«hola, una pregunta»" in reply
    assert TIMES in reply


def test_two_notes_are_answered_together_once_both_are_words(stage: Stage) -> None:
    stage.speaks("hola", b"OggS 1")
    stage.speaks(QUESTION, b"OggS 2")
    stage.is_fetched()
    with across_hotels() as session:
        [first] = outbox.claim(session, Desk.VOICE, 1)
    voice.run(first)
    stage.falls_silent()
    stage.falls_silent()
    assert said() == [], "the second is still being listened to"
    stage.plays()
    [reply] = said()
    assert f"«hola {QUESTION}»" in reply


def test_a_tap_is_answered_at_once_and_the_note_afterwards(stage: Stage) -> None:
    stage.speaks(QUESTION)
    arrives(wa_tap("v1:menu:location"))
    work()
    assert len(said()) == 1
    stage.plays()
    assert len(said()) == 2
    assert TIMES in said()[1]


def test_nobody_waits_longer_than_patience_lasts(stage: Stage) -> None:
    stage.speaks(QUESTION)
    stage.clock.passes(seconds=PATIENCE.total_seconds() + 1)
    work()
    [reply] = said()
    assert reply.startswith(_SHORT)
    stage.plays()
    assert said() == [reply], "words that come too late are for staff to read"
    assert heard() == [QUESTION]


def test_text_that_waited_for_a_note_in_vain_is_answered(stage: Stage) -> None:
    stage.speaks("hola")
    arrives(wa_text("a qué hora es el check in?"))
    work()
    stage.clock.passes(seconds=PATIENCE.total_seconds() + 1)
    work()
    [reply] = said()
    assert reply.startswith(TIMES)


KINDLY = {
    Unheard.TOO_LONG: "Ese audio es muy largo para mí.",
    Unheard.NO_SPEECH: "No llegué a entender el audio.",
    Unheard.UNCLEAR: "No llegué a entender el audio.",
    Unheard.BROKEN: "No llegué a entender el audio.",
    Unheard.FAILED: _SHORT,
}


@pytest.mark.parametrize("why", KINDLY)
def test_what_cannot_be_heard_is_kindly_asked_for_in_writing(stage: Stage, why: Unheard) -> None:
    stage.speaks(CannotHear(why))
    stage.plays()
    [reply] = said()
    assert reply.startswith(KINDLY[why])
    assert "¿Me" in reply
    assert line().content["hearing"] == why
    assert states("transcribe") == ["done"]


@pytest.mark.parametrize(
    ("text_heard", "confidence"), [("…", 0.9), ("mmm uh", 0.1), ("gracias " * 12, 0.9), ("", 1.0)]
)
def test_what_a_model_invents_over_noise_is_not_believed(
    stage: Stage, text_heard: str, confidence: float
) -> None:
    stage.speaks("-")
    stage.ears.notes[b"OggS 1"] = Transcript(text_heard, "es", 4.0, confidence)
    stage.plays()
    assert said()[0].startswith("No llegué a entender el audio.")
    assert heard() == [""]


def test_without_ears_the_guest_is_asked_to_write_and_nothing_is_an_error(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice, "senses", voice.Senses())
    assert settings().speech_folder is not None
    stage.speaks(QUESTION)
    stage.plays()
    assert said()[0].startswith(_SHORT)
    assert line().content["hearing"] == Unheard.NO_EARS
    assert states("transcribe") == ["done"]
    assert all_rows(HeardNote) == [], "once there is a model it may be heard after all"


def test_a_note_that_cannot_be_fetched_is_asked_for_at_once(stage: Stage) -> None:
    stage.speaks(QUESTION)
    stage.port.files["note-0"] = Refused(Refusal(Act.DROP_AND_ALERT, 100, "gone"))
    stage.is_fetched()
    stage.falls_silent()
    assert said()[0].startswith(_SHORT)
    assert line().content["hearing"] == Unheard.NOT_FETCHED
    assert states("transcribe") == []


def test_a_note_that_kills_the_ears_is_tried_twice_and_then_left_to_people(stage: Stage) -> None:
    stage.speaks(EarLost("it died over the note"))
    stage.is_fetched()
    for _ in range(5):
        stage.is_heard()
        stage.clock.passes(seconds=5)
    work()
    assert len(stage.ears.asked) == voice.TRIES
    assert said()[0].startswith(_SHORT)
    assert states("transcribe") == ["done"]
    assert all_rows(HeardNote) == []


def test_a_desk_that_died_over_a_note_leaves_it_to_the_next(stage: Stage) -> None:
    stage.speaks(QUESTION)
    stage.is_fetched()
    with across_hotels() as session:
        assert outbox.claim(session, Desk.VOICE, 1)
    stage.is_heard()
    assert heard() == [""], "it is still leased"
    leases_run_out()
    stage.is_heard()
    stage.falls_silent()
    assert heard() == [QUESTION]
    assert len(said()) == 1


def test_a_note_during_which_desks_keep_dying_is_given_up_in_the_end(stage: Stage) -> None:
    stage.speaks(QUESTION)
    stage.is_fetched()
    for _ in range(voice.TRIES):
        with across_hotels() as session:
            assert outbox.claim(session, Desk.VOICE, 1)
        leases_run_out()
    stage.is_heard()
    stage.falls_silent()
    assert stage.ears.asked == []
    assert said()[0].startswith(_SHORT)


def test_the_lease_is_renewed_for_as_long_as_somebody_listens(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice, "_RENEW_SECONDS", 0.05)
    monkeypatch.setattr(voice, "_LEASE_SECONDS", 0.3)
    stage.speaks(QUESTION)
    stage.is_fetched()
    stolen: list[object] = []

    def another_desk_looks() -> None:
        threading.Event().wait(0.6)
        with across_hotels() as session:
            stolen.extend(outbox.claim(session, Desk.VOICE, 1))

    stage.ears.while_listening = another_desk_looks
    stage.is_heard()
    assert stolen == []
    assert heard() == [QUESTION]


def test_the_same_recording_is_listened_to_once(stage: Stage) -> None:
    stage.speaks(QUESTION, b"OggS same")
    stage.plays()
    stage.speaks(QUESTION, b"OggS same", sender=BRUNO)
    stage.plays()
    assert len(stage.ears.asked) == 1
    assert heard() == [QUESTION, QUESTION]
    assert len(said()) == 2


def test_another_model_listens_anew(stage: Stage) -> None:
    stage.speaks(CannotHear(Unheard.NO_SPEECH), b"OggS same")
    stage.plays()
    stage.ears.name = "larger/180"
    stage.speaks(QUESTION, b"OggS same", sender=BRUNO)
    stage.plays()
    assert len(stage.ears.asked) == 2


def test_one_hotel_knows_nothing_of_what_another_heard(stage: Stage, house: House) -> None:
    stage.speaks(QUESTION)
    stage.plays()
    with transaction(house.cabanas) as session:
        assert session.query(HeardNote).all() == []


def test_the_language_spoken_before_is_the_hint(stage: Stage) -> None:
    arrives(wa_text("oi, tudo bem? que horas é o check-in?"))
    work()
    stage.falls_silent()
    stage.speaks("que horas é o check-out?")
    stage.plays()
    assert stage.ears.asked == [(b"OggS 1", "pt")]


def test_where_a_person_answers_the_words_are_theirs_and_the_house_is_silent(
    stage: Stage, house: House
) -> None:
    arrives(wa_text("hola"))
    work()
    stage.falls_silent()
    before = said()
    with transaction(house.posada) as session:
        conversations.take_over(session, house.carla, conversation().id, "t1")
    stage.speaks(QUESTION)
    stage.plays()
    assert said() == before
    noted = line()
    assert (noted.text, noted.content["transcript"]) == (QUESTION, True)
    assert noted.media_id is not None
    assert noted.handled_at is not None


def test_a_guest_who_says_stop_aloud_is_left_alone(stage: Stage) -> None:
    stage.speaks("no me escriban más")
    stage.plays()
    [reply] = said()
    assert "no te escribimos más" in reply


def test_a_note_the_guest_took_back_is_not_written_down(stage: Stage) -> None:
    stage.speaks(QUESTION)
    stage.is_fetched()
    with across_hotels() as session:
        session.execute(text("UPDATE messages SET deleted_at = now() WHERE kind = 'voice'"))
    stage.is_heard()
    stage.falls_silent()
    assert stage.ears.asked == []
    assert line().text == ""


def test_a_picture_is_nothing_to_listen_to(stage: Stage) -> None:
    stage.port.files["p"] = Download(b"\xff\xd8\xff", "image/jpeg")
    arrives(wa_message("image", {"id": "p", "mime_type": "image/jpeg"}))
    work()
    stage.is_fetched()
    assert states("transcribe") == []
    assert line(Kind.IMAGE).media_id is not None


def test_every_errand_of_the_desk_is_known_to_it() -> None:
    assert set(voice.HANDLERS) == {Errand.TRANSCRIBE, Errand.SPEAK}
