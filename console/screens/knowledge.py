"""What the hotel knows about itself, in three languages, and a place to try out what the house would answer."""

from __future__ import annotations

from console.screens import pieces
from console.screens.here import Here


def show(here: Here) -> None:
    styles = ("inbox/content", "reading/reading", "knowledge/knowledge", "bubble", "editing")
    pieces.mounted("knowledge", styles, pieces.facts(here, "ui", "reading", "knowledge"))
