"""Whoever listens is killed in the middle of a note: the guest is answered once all the same."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import sys
import termios
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
    for child in house.process("voice").children():
        with contextlib.suppress(psutil.NoSuchProcess):  # one who has just read aloud to the end
            if _EAR in child.cmdline():
                return child
    before = len(replies(house, "chris"))
    house.phone.guest("chris").speaks("en-room")
    until(lambda: len(replies(house, "chris")) > before, _PATIENCE, "that note answered")
    return _ear_of(house)


def _holds_a_note(ear: psutil.Process) -> bool:
    """A desk has leased a letter long before its ear has it: what is in the ear's hand lies unread in its line."""
    line = os.open(f"/proc/{ear.pid}/fd/0", os.O_RDONLY | os.O_NONBLOCK)
    try:
        unread = fcntl.ioctl(line, termios.FIONREAD, bytes(4))
    finally:
        os.close(line)
    return int.from_bytes(unread, sys.byteorder) > 0


@pytest.mark.parametrize(("victim", "guest"), [("the desk", "ana"), ("its ear", "bruno")])
def test_a_note_survives_the_death_of_whoever_listens(house: RunningHouse, victim: str, guest: str) -> None:
    note = {"ana": "es-room", "bruno": "pt-room"}[guest]
    ear = _ear_of(house)
    ear.send_signal(signal.SIGSTOP)  # however fast it hears, this note is in its hand until it is killed
    house.phone.guest(guest).speaks(note)
    until(lambda: bool(house.rows(_BEING_HEARD)), _PATIENCE, "somebody who listens")
    until(lambda: _holds_a_note(ear), _PATIENCE, "the note in the ear's hand")
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
