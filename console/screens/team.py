"""The people of the hotel: who works here as what, and how they come in."""

from __future__ import annotations

from console.screens import pieces
from console.screens.here import Here


def show(here: Here) -> None:
    facts = pieces.facts(here, "office", "weak", "team")
    roles = pieces.roles(here.language)
    pieces.mounted("team", ("office", "team/team"), facts | {"roles": roles})
