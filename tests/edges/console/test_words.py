"""The screens' scripts ask for words by name; every name they ask for is in the books, and every word is asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from console import words

PARTS = Path(words.__file__).parents[1] / "parts"
# The words of each piece, beside the common ones.
GROUPS = {"inbox": "ui", "frame": "frame", "today": "today"}
# Names put together at run time, by the part that stands in the script.
MADE_UP = (
    "kind_",
    "event_",
    "reason_",
    "trouble_",
    "alert_",
    "letter_",
    "error_",
    "lang_",
    "hearing_",
    "badge_",
    "section_",
    "screen_",
)
# Words the frame's Python says itself: the names of screens, and what is said when one breaks.
SAID_IN_PYTHON = {"frame": {"title", "failed", "hotel"}}


def scripts(*folders: str) -> str:
    """A piece's own scripts; "." are the parts that all share."""
    found = sorted(path for folder in folders for path in (PARTS / folder).glob("*.js"))
    return "\n".join(path.read_text(encoding="utf-8") for path in found)


def asked(script: str) -> set[str]:
    return set(re.findall(r"\bt\(\s*\"(\w+)\"", script))


@pytest.mark.parametrize(("folder", "group"), GROUPS.items())
def test_every_word_a_piece_asks_for_is_there(folder: str, group: str) -> None:
    wanted = asked(scripts(folder))
    assert len(wanted) > 3, folder
    assert wanted - set(words.group("es", group)) - set(words.group("es", "common")) == set()


def test_shared_parts_ask_for_common_words_only() -> None:
    assert asked(scripts(".")) - set(words.group("es", "common")) == set()


@pytest.mark.parametrize(("folder", "group"), [*GROUPS.items(), (".", "common")])
def test_no_word_is_kept_that_nobody_says(folder: str, group: str) -> None:
    script = scripts(folder, ".", *(GROUPS if group == "common" else ()))
    spoken = set(re.findall(r"[\"`](\w+)", script)) | set(re.findall(r"(\w+):", script))
    hints = {f"{word}_hint" for word in spoken} | {f"{word}_plain" for word in spoken}
    known = {key for key in words.group("es", group) if not key.startswith(MADE_UP)}
    assert known - spoken - hints - SAID_IN_PYTHON.get(group, set()) == set()


def test_no_group_says_a_common_word_in_its_own_way() -> None:
    common = set(words.group("es", "common"))
    assert {name: common & set(words.group("es", name)) for name in GROUPS.values()} == {
        name: set() for name in GROUPS.values()
    }


def test_nothing_a_guest_wrote_can_become_markup() -> None:
    everything = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PARTS.rglob("*.js")))
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", everything) == []
