"""Every dialogue in `scripts/` goes as it is written there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.store.db import transaction
from tests import makers
from tests.flows.transcripts import FOLDER, Stage
from tests.furnishing import furnish
from tests.makers import StoppedClock
from tests.takenback import Standing

# A Saturday, 15:00 in Tigre: guests name days of the weeks that follow, and no dialogue grows old.
THEIR_DAY = datetime(2026, 11, 28, 18, tzinfo=UTC)
_FURNISHED = "posada"


def _known(script: Path) -> str:
    """The demo hotel whose facts most dialogues are about: they stand there already when it is their turn."""
    return _FURNISHED if f"\nknows: {_FURNISHED}\n" in script.read_text(encoding="utf-8") else ""


SCRIPTS = sorted(FOLDER.glob("*.txt"), key=lambda path: (_known(path), path))


@pytest.fixture(scope="module")
def standing(_open_house: None) -> Iterator[Standing]:
    kept = Standing(makers.empty_house())
    yield kept
    kept.close()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_the_dialogue_goes_as_written(standing: Standing, stopped_clock: StoppedClock, script: Path) -> None:
    house, known = standing.house, _known(script)

    def write() -> None:
        if known:
            with transaction(house.posada) as session:
                furnish(session, house.posada, known)

    makers.forget_rings()
    stopped_clock.set(THEIR_DAY)
    with standing.as_it_stood(known, write):
        Stage(house, stopped_clock, known).play(script.read_text(encoding="utf-8"))


def test_all_three_languages_are_spoken() -> None:
    spoken = [path.stem.partition("_")[0] for path in SCRIPTS]
    assert {language: spoken.count(language) >= 6 for language in ("es", "en", "pt")} == {
        "es": True,
        "en": True,
        "pt": True,
    }
