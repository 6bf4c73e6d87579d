"""Every word a guest can read exists three times, fits, and has the same blanks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.flows.doubt import OFFERED
from core.flows.hearing import PLAIN
from core.services import phrases
from core.services.passes import Standing
from core.services.phrases import LANGUAGES, LONGEST_BODY, LONGEST_BUTTON, book, say

ROOT = Path(__file__).parents[2]
KEYS = sorted(book()["es"])


# Words that two of the languages share.
ALIKE = {
    "when.sat", "when.sun", "summary.adults", "pass.arrive", "pass.cancelled", "pass.code", "pass.valid",
}  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_a_phrase_exists_three_times_and_says_something_else_each_time(key: str) -> None:
    said = [book()[language][key] for language in LANGUAGES]
    assert len(set(said)) == 3 or key in ALIKE
    assert all(words.strip() == words and words for words in said)


@pytest.mark.parametrize("key", KEYS)
def test_a_phrase_fits_and_has_the_same_blanks_everywhere(key: str) -> None:
    longest = LONGEST_BUTTON if key.startswith(("button.", "wish.")) else LONGEST_BODY
    assert all(len(book()[language][key]) <= longest for language in LANGUAGES)
    assert len({frozenset(phrases.blanks(book()[language][key])) for language in LANGUAGES}) == 1


# Named by what they speak of: a wish on a button, the matter of a question.
OF_LISTS = {f"wish.{name}" for name in OFFERED} | {f"topic.{name}" for name in PLAIN}
OF_LISTS |= {f"pass.{standing}" for standing in Standing}


def used() -> set[str]:
    """Keys named in the code, as whole words or as parts of a pair."""
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for room in ("core/flows", "core/services", "webhook")
        for path in (ROOT / room).rglob("*.py")
    )
    return set(re.findall(r'"([a-z]+\.[a-z_]+)"', code)) | OF_LISTS


def test_every_phrase_is_said_somewhere_and_every_phrase_said_exists() -> None:
    chapters = {key.partition(".")[0] for key in KEYS}
    named = {key for key in used() if key.partition(".")[0] in chapters and not key.endswith(".toml")}
    assert named == set(KEYS)


def test_blanks_are_filled_in() -> None:
    assert "Posada" in say("es", "greeting.first", hotel="Posada")


def test_a_language_we_do_not_speak_is_answered_in_the_first() -> None:
    assert say("de", "button.person") == say("es", "button.person")


def test_a_guest_whose_name_has_braces_is_greeted_all_the_same() -> None:
    assert "{0.__class__}" in say("es", "greeting.named", name="{0.__class__}", hotel="Posada")


def test_a_book_with_a_gap_is_refused_by_name() -> None:
    books = {language: dict(book()[language]) for language in LANGUAGES}
    del books["pt"]["button.person"]
    books["en"]["button.times"] = "x" * 21
    books["en"]["answer.address"] = "We are somewhere."
    assert sorted(phrases._problems(books)) == [
        "en answer.address has other blanks than es",
        "en button.times is longer than 20",
        "pt lacks button.person",
    ]
