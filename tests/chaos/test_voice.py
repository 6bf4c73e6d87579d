"""Whoever listens is killed in the middle of a note: the guest is answered once all the same."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import psutil
import pytest

from tests.adapters.speech import tiny_model
from tests.chaos.running_house import RunningHouse, open_house, until

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(600)]

_PATIENCE = 150.0  # an ear is a model loaded: on a busy machine it takes its time
_EAR = "core.adapters.speech.ear"
_BEING_HEARD = "SELECT 1 FROM outbox WHERE kind = 'transcribe' AND state = 'waiting' AND leased_until > now()"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    model = tiny_model.build(tmp_path_factory.mktemp("voice") / "tiny")
    with open_house(SPEECH_MODEL=str(model), SPEECH_BEAM="1") as opened:
        yield opened


def replies(house: RunningHouse, guest: str) -> list[str]:
    """In words; in this hotel answers are also spoken."""
    return [reply.text for reply in house.phone.received_by(guest) if reply.kind != "audio"]


def _ear_of(house: RunningHouse) -> psutil.Process:
    """It is opened by the first note, so one is spoken. (The desk has other children: those who read aloud.)"""
    ears = [child for child in house.process("voice").children() if _EAR in child.cmdline()]
    if ears:
        return ears[0]
    before = len(replies(house, "chris"))
    house.phone.guest("chris").speaks("en-room")
    until(lambda: len(replies(house, "chris")) > before, _PATIENCE, "that note answered")
    return _ear_of(house)


@pytest.mark.parametrize(("victim", "guest"), [("the desk", "ana"), ("its ear", "bruno")])
def test_a_note_survives_the_death_of_whoever_listens(house: RunningHouse, victim: str, guest: str) -> None:
    note = {"ana": "es-room", "bruno": "pt-room"}[guest]
    ear = _ear_of(house)
    ear.send_signal(signal.SIGSTOP)  # however fast it hears, this note is in its hand until it is killed
    house.phone.guest(guest).speaks(note)
    until(lambda: bool(house.rows(_BEING_HEARD)), _PATIENCE, "somebody who listens")
    if victim == "the desk":
        house.kill("voice")
    else:
        ear.kill()
    until(
        lambda: any(tiny_model.SENTENCE.strip() in reply for reply in replies(house, guest)),
        _PATIENCE,
        "an answer",
    )
    house.phone.wait_until_quiet()
    assert len(replies(house, guest)) == 1
    [(state, attempts)] = house.rows(
        "SELECT state, attempts FROM outbox WHERE kind = 'transcribe' ORDER BY id DESC LIMIT 1"
    )
    assert state == "done"
    assert attempts == 2, "it was in hand when it was killed, and taken up again"
