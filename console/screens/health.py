"""How the house is: what waits, what is stopped, and what to do about it."""

from __future__ import annotations

from console import words
from console.screens import pieces
from console.screens.here import Here


def show(here: Here) -> None:
    """What a letter is called stands with the conversations, where letters are shown too."""
    letters = {
        name: said for name, said in words.group(here.language, "ui").items() if name.startswith("letter_")
    }
    facts = pieces.facts(here, "office", "health")
    pieces.mounted("health", ("office", "health/health"), facts | {"words": letters | facts["words"]})
