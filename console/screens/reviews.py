"""What guests said of their stays: who waits for an answer, how the months went, and every review."""

from __future__ import annotations

from console.screens import pieces
from console.screens.here import Here


def show(here: Here) -> None:
    pieces.mounted("reviews", ("reviews/reviews",), pieces.facts(here, "reviews"))
