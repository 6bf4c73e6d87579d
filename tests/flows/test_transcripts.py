"""Every dialogue in `scripts/` goes as it is written there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.transcripts import FOLDER, Stage
from tests.makers import House, StoppedClock

SCRIPTS = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_the_dialogue_goes_as_written(house: House, stopped_clock: StoppedClock, script: Path) -> None:
    Stage(house, stopped_clock).play(script.read_text(encoding="utf-8"))


def test_all_three_languages_are_spoken() -> None:
    spoken = [path.stem.partition("_")[0] for path in SCRIPTS]
    assert {language: spoken.count(language) >= 6 for language in ("es", "en", "pt")} == {
        "es": True,
        "en": True,
        "pt": True,
    }
