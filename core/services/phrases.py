"""Every word a guest can read, by key and language."""

from __future__ import annotations

import string
import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("es", "en", "pt")
_FOLDER = Path(__file__).parent.parent / "phrases"
LONGEST_BUTTON = 20
LONGEST_BODY = 1024


class PhraseProblem(Exception):
    """A phrase is missing, too long, or wants other words than its translations."""


@cache
def book() -> dict[str, dict[str, str]]:
    """All phrases by language; refuses to load a book with a gap or a line no channel would take."""
    books = {language: _flat(language) for language in LANGUAGES}
    problems = list(_problems(books))
    if problems:
        raise PhraseProblem("; ".join(problems))
    return books


def _flat(language: str) -> dict[str, str]:
    chapters = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{chapter}.{key}": words for chapter, lines in chapters.items() for key, words in lines.items()}


def _problems(books: dict[str, dict[str, str]]) -> list[str]:
    found = []
    every_key = set().union(*books.values())
    for language, lines in books.items():
        found += [f"{language} lacks {key}" for key in sorted(every_key - lines.keys())]
        for key, words in lines.items():
            longest = LONGEST_BUTTON if key.startswith(("button.", "wish.")) else LONGEST_BODY
            if len(words) > longest:
                found.append(f"{language} {key} is longer than {longest}")
            if blanks(words) != blanks(books[LANGUAGES[0]].get(key, words)):
                found.append(f"{language} {key} has other blanks than {LANGUAGES[0]}")
    return found


def blanks(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def say(language: str, key: str, **values: str) -> str:
    lines = book()[language if language in LANGUAGES else LANGUAGES[0]]
    return lines[key].format(**values)
