"""How the hotel is doing: nights and money, how talks become bookings, what the house does alone, what was lost."""

from __future__ import annotations

from console.screens import pieces
from console.screens.here import Here


def show(here: Here) -> None:
    pieces.mounted("numbers", ("numbers/numbers",), pieces.facts(here, "numbers"))
