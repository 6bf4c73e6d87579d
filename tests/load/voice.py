"""Whether text waits for voice: the same texts answered with and without a hundred notes queued, and what a note costs.

The model has a published shape ("base") and weights made on the spot: its arithmetic costs what the real one's does,
and of the quality of what is heard nothing is said.
"""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path

from core.adapters.speech.encoding import to_voice_note
from tests.adapters.speech import making, tiny_model
from tests.chaos.running_house import RunningHouse, open_house, until
from tests.load.measuring import Findings, begin, percentile

NOTES, TEXTS, A_SECOND = 100, 40, 4
ENOUGH = 20
_PATIENCE = 200.0


def run() -> Findings:
    found = begin(f"voice: {TEXTS} texts with and without {NOTES} notes of 10 s queued, quiet window 0")
    with tempfile.TemporaryDirectory(prefix="cj-voice-") as folder:
        model = tiny_model.build(Path(folder) / "base", tiny_model.BASE)
        with open_house(QUIET_WINDOW="0", SPEECH_MODEL=str(model), PACE_PER_NUMBER="1000") as house:
            measure(found, house)
    return found


def measure(found: Findings, house: RunningHouse) -> None:
    write(house, "warm", 4)
    alone = write(house, "alone", TEXTS)
    notes = [recording(number) for number in range(NOTES)]
    began = time.monotonic()
    for number, note in enumerate(notes):
        house.phone.guest(f"Voz {number}").attaches(note, "audio/ogg; codecs=opus", voice=True)
    beside = write(house, "beside", TEXTS)
    left = NOTES - heard(house)
    until(lambda: waiting(house, "fetch_media") == 0, _PATIENCE, "the last file", pause=0.2)
    fetched = time.monotonic() - began
    until(lambda: heard(house) >= ENOUGH, _PATIENCE, f"{ENOUGH} notes heard", pause=0.2)
    count, seconds = heard(house), time.monotonic() - began
    spent = sum(house.process("voice").children()[0].cpu_times()[:2])
    for name, waits in (("alone", alone), ("beside voice", beside)):
        found.say(
            f"{name}: p50 {percentile(waits, 0.5) * 1000:.0f} ms, p95 {percentile(waits, 0.95) * 1000:.0f} ms"
        )
    found.say(
        f"{NOTES} files fetched after {fetched:.1f} s; {left} notes unheard when the last text was answered"
    )
    found.say(
        f"one note of 10 s: {spent / count:.2f} s of processor, loading included; {seconds / count:.2f} s by the clock"
    )
    found.goal("p50 of text beside voice, times alone", percentile(beside, 0.5) / percentile(alone, 0.5), 2)
    found.goal("p95 of text beside voice, times alone", percentile(beside, 0.95) / percentile(alone, 0.95), 3)
    found.goal("notes unheard while text was measured", left, NOTES / 4, at_least=True)


def write(house: RunningHouse, who: str, count: int) -> list[float]:
    """At a fixed rate, whether or not answers come: each guest asks once and waits for one answer."""
    waits: list[float] = []

    def ask(number: int) -> None:
        guest = house.phone.guest(f"{who.title()} {number}")
        began = time.monotonic()
        guest.says("¿a qué hora es el check in?")
        house.phone.received_by(f"{who.title()} {number}", at_least=1, within=60)
        waits.append(time.monotonic() - began)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
        time.sleep(1 / A_SECOND)
    for thread in threads:
        thread.join()
    assert len(waits) == count, "somebody was not answered"
    return waits


def recording(number: int) -> bytes:
    """About ten seconds, and different for each, or the first would stand for all."""
    words = f"Hola, soy el huésped número {number}. ¿Tienen una habitación para dos este fin de semana? "
    return to_voice_note(
        making.spoken(words + "Somos dos personas grandes y llegamos el viernes a la noche.")
    )


def waiting(house: RunningHouse, kind: str) -> int:
    [(count,)] = house.rows("SELECT count(*) FROM outbox WHERE kind = %s AND state = 'waiting'", kind)
    return int(count)


def heard(house: RunningHouse) -> int:
    [(count,)] = house.rows("SELECT count(*) FROM outbox WHERE kind = 'transcribe' AND state = 'done'")
    return int(count)
