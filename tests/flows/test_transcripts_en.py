"""Every dialogue in English goes as it is written in `scripts/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.dialogues import goes_as_written, spoken_in
from tests.makers import StoppedClock
from tests.takenback import Standing


@pytest.mark.parametrize("script", spoken_in("en"), ids=lambda path: path.stem)
def test_the_dialogue_goes_as_written(standing: Standing, stopped_clock: StoppedClock, script: Path) -> None:
    goes_as_written(standing, stopped_clock, script)
