"""Where the next page of a long list begins: a moment and an id, as text a screen hands back."""

from __future__ import annotations

from datetime import datetime

from console.answers import Problem


def mark(said: str | None) -> tuple[datetime, int] | None:
    if not said:
        return None
    moment, _, number = said.partition("~")
    try:
        return datetime.fromisoformat(moment), int(number)
    except ValueError:
        raise Problem("unreadable", 400) from None


def written(found: tuple[datetime, int] | None) -> str | None:
    return f"{found[0].isoformat()}~{found[1]}" if found else None
