"""The screens' scripts ask for words by name; every name they ask for is in the books."""

from __future__ import annotations

import re
from pathlib import Path

from console import words

PARTS = Path(words.__file__).parents[1] / "parts"
INBOX = "\n".join(path.read_text(encoding="utf-8") for path in sorted((PARTS / "inbox").glob("*.js")))
# Names put together at run time, by the part that stands in the script.
MADE_UP = ("kind_", "event_", "reason_", "trouble_", "alert_", "letter_", "error_", "lang_", "hearing_")


def test_every_word_the_inbox_asks_for_is_there() -> None:
    asked = set(re.findall(r"\bt\(\s*\"(\w+)\"", INBOX))
    assert len(asked) > 60
    assert asked - set(words.group("es", "ui")) == set()


def test_no_word_is_kept_that_nobody_says() -> None:
    spoken = set(re.findall(r"[\"`](\w+)", INBOX)) | set(re.findall(r"(\w+):", INBOX))
    hints = {f"{word}_hint" for word in spoken} | {f"{word}_plain" for word in spoken}
    known = {key for key in words.group("es", "ui") if not key.startswith(MADE_UP)}
    assert known - spoken - hints == set()


def test_nothing_a_guest_wrote_can_become_markup() -> None:
    everything = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PARTS.rglob("*.js")))
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", everything) == []
