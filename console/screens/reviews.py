"""What guests said of their stays: who waits for an answer, how the months went, and every review."""

from __future__ import annotations

from console.screens import pieces
from console.screens.here import Here

# Figures stand on the cards of the numbers screen; what is ours alone comes after.
_STYLES = ("numbers/numbers", "reviews/reviews", "reviews/figures", "reviews/import", "reviews/digest")


def show(here: Here) -> None:
    pieces.mounted("reviews", _STYLES, pieces.facts(here, "numbers", "reviews"))
