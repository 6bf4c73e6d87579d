"""What guests send, as the database can keep it."""

from __future__ import annotations

from typing import Any


def storable(words: str) -> str:
    """Postgres takes any text but the NUL character and half a surrogate pair."""
    return words.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(str(key)): without_nul(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [without_nul(inner) for inner in value]
    return value
