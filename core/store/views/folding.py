"""Searching as people type: no capitals, no accents, spaces at the ends forgotten."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import ColumnElement, func

from core.base.letters import fold

_BETWEEN = re.compile(r"[\x01-\x2f\x3a-\x60\x7b-\x7f\u00a0-\u00bf\u2000-\u206f\u3000-\u303f]+")
_LONGEST_WORD = 40
_PLAIN = "aaaaaaeeeeiiiiooooouuuuncyy"
_MARKED = "áàâãäåéèêëíìîïóòôõöúùûüñçýÿ"


def words_in(said: str) -> list[str]:
    """The words somebody looks for, as `words_of` in the database takes messages apart; the longest first."""
    found = {word[:_LONGEST_WORD] for word in _BETWEEN.split(fold(said)) if len(word) > 1}
    return sorted(found, key=lambda word: (-len(word), word))


def folded(column: Any) -> ColumnElement[str]:
    """Core Postgres has no unaccent; the marks of our guests' languages are few enough to name."""
    return func.translate(func.lower(column), _MARKED, _PLAIN)


def digits(words: str) -> str | None:
    """What may be part of a telephone number: three digits and nothing but what is written between digits."""
    found = re.sub(r"[\s().+-]", "", words)
    return found if len(found) >= 3 and found.isdigit() else None
