"""Every word the console says to staff, in both its languages; a test keeps the two files in step."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("es", "en")


@cache
def book(language: str) -> dict[str, dict[str, str]]:
    path = Path(__file__).parent / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def group(language: str, name: str) -> dict[str, str]:
    return book(language)[name]


def say(language: str, key: str, **facts: object) -> str:
    """`group.word`, with {facts} filled in. A missing word is an error: the test finds it before a person does."""
    name, _, word = key.partition(".")
    return book(language)[name][word].format(**facts)
