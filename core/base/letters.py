"""Words as people look for them: no capitals, no accents, spaces at the ends forgotten."""

from __future__ import annotations

import unicodedata


def fold(words: str) -> str:
    decomposed = unicodedata.normalize("NFD", words.strip().lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
