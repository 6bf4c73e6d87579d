"""What the hotel says of itself, and how it is connected to the world."""

from __future__ import annotations

from console.screens import pieces
from console.screens.here import Here


def show(here: Here) -> None:
    pieces.mounted("settings", ("office", "settings/settings"), pieces.facts(here, "office", "settings"))
