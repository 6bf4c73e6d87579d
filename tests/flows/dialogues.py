"""Dialogues of `scripts/` as tests play them: on a house that is taken back after each and knows what most ask."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from core.store.db import transaction
from tests import makers
from tests.flows.transcripts import FOLDER, Stage
from tests.furnishing import furnish
from tests.makers import StoppedClock
from tests.takenback import Standing

# A Saturday, 15:00 in Tigre: guests name days of the weeks that follow, and no dialogue grows old.
THEIR_DAY = datetime(2026, 11, 28, 18, tzinfo=UTC)
_FURNISHED = "posada"


def spoken_in(language: str) -> list[Path]:
    """Those about the same knowledge follow each other."""
    return sorted(FOLDER.glob(f"{language}_*.txt"), key=lambda path: (_known(path), path))


def goes_as_written(standing: Standing, clock: StoppedClock, script: Path) -> None:
    house, known = standing.house, _known(script)

    def write() -> None:
        if known:
            with transaction(house.posada) as session:
                furnish(session, house.posada, known)

    makers.forget_rings()
    clock.set(THEIR_DAY)
    with standing.as_it_stood(known, write):
        Stage(house, clock, known).play(script.read_text(encoding="utf-8"))


def _known(script: Path) -> str:
    """The demo hotel whose facts most dialogues are about: they stand there already when it is their turn."""
    return _FURNISHED if f"\nknows: {_FURNISHED}\n" in script.read_text(encoding="utf-8") else ""
