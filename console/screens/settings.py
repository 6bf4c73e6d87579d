"""What the hotel says of itself, and how it is connected to the world."""

from __future__ import annotations

from console.screens import pieces
from console.screens.here import Here


def show(here: Here) -> None:
    styles = ("inbox/content", "bubble", "office", "settings/settings")
    pieces.mounted("settings", styles, pieces.facts(here, "ui", "office", "settings"))
