"""The hotel's guests: who they are, what they like, what happened with them, and what becomes of their data."""

from __future__ import annotations

from console.screens import pieces
from console.screens.here import Here


def show(here: Here) -> None:
    pieces.mounted("guests", ("guests/guests",), pieces.facts(here, "guests"))
