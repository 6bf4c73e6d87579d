"""Amenities named in a message, from an open list that a hotel can extend."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from core.flows.understand.text import normalise
from core.flows.understand.words import any_of

Extra = tuple[tuple[str, tuple[str, ...]], ...]


def hotel_list(extra: Mapping[str, Sequence[str]]) -> Extra:
    """A hotel's own amenities, ready to be looked for: {"kayak": ["kayak", "canoa"]}."""
    return tuple((key, tuple(normalise(word) for word in words)) for key, words in extra.items())


@lru_cache(maxsize=64)
def _finder(extra: Extra) -> tuple[re.Pattern[str], dict[str, str]]:
    table = tomllib.loads((Path(__file__).parent / "amenities.toml").read_text("utf-8"))
    keys = {word: key for key, words in table.items() for word in words} | {
        w: key for key, words in extra for w in words
    }
    return re.compile(rf"(?<![a-z])(?:{any_of(keys)})(?![a-z])"), keys


def find_amenities(plain: str, extra: Extra = ()) -> tuple[str, ...]:
    pattern, keys = _finder(extra)
    return tuple(dict.fromkeys(keys[said] for said in pattern.findall(plain)))
