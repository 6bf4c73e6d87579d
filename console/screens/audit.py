"""The book of who did what."""

from __future__ import annotations

from console.screens import pieces
from console.screens.here import Here


def show(here: Here) -> None:
    pieces.mounted("audit", ("office", "audit/audit"), pieces.facts(here, "office", "audit"))
