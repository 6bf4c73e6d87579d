"""Every dialogue in `scripts/` goes as it is written there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.flows.transcripts import FOLDER, Stage
from tests.makers import House, StoppedClock

SCRIPTS = sorted(FOLDER.glob("*.txt"))
# A Saturday, 15:00 in Tigre: guests name days of the weeks that follow, and no dialogue grows old.
THEIR_DAY = datetime(2026, 11, 28, 18, tzinfo=UTC)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_the_dialogue_goes_as_written(house: House, stopped_clock: StoppedClock, script: Path) -> None:
    stopped_clock.set(THEIR_DAY)
    Stage(house, stopped_clock).play(script.read_text(encoding="utf-8"))


def test_all_three_languages_are_spoken() -> None:
    spoken = [path.stem.partition("_")[0] for path in SCRIPTS]
    assert {language: spoken.count(language) >= 6 for language in ("es", "en", "pt")} == {
        "es": True,
        "en": True,
        "pt": True,
    }
