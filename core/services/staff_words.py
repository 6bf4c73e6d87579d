"""What the house writes to its staff outside the console: every sentence in es and en, checked when it is loaded."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from core.services.phrases import PhraseProblem, blanks

LANGUAGES: Final = ("es", "en")
_FILE: Final = Path(__file__).parent.parent / "phrases" / "staff.toml"


@cache
def book() -> dict[str, dict[str, str]]:
    """By language; refuses to load a sentence that lacks its translation or wants other blanks."""
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    books = {
        language: {
            f"{chapter}.{key}": words
            for chapter, lines in read[language].items()
            for key, words in lines.items()
        }
        for language in LANGUAGES
    }
    spanish, english = (books[language] for language in LANGUAGES)
    uneven = spanish.keys() ^ english.keys()
    odd = {key for key in spanish.keys() & english.keys() if blanks(spanish[key]) != blanks(english[key])}
    if uneven or odd:
        raise PhraseProblem(f"staff.toml is uneven at {', '.join(sorted(uneven | odd))}")
    return books


def spoken(language: str) -> str:
    return language if language in LANGUAGES else LANGUAGES[0]


def say(language: str, key: str, **facts: str) -> str:
    return book()[spoken(language)][key].format(**facts)
