"""All dialogues together."""

from __future__ import annotations

from tests.flows.dialogues import spoken_in
from tests.flows.transcripts import FOLDER


def test_all_three_languages_are_spoken_and_no_dialogue_is_left_out() -> None:
    spoken = {language: len(spoken_in(language)) for language in ("es", "en", "pt")}
    assert min(spoken.values()) >= 6
    assert sum(spoken.values()) == len(list(FOLDER.glob("*.txt")))
