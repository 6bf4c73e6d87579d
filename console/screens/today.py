"""The day at the front desk: who comes, who goes, who is here, and what waits for somebody."""

from __future__ import annotations

from console.screens import pieces
from console.screens.here import Here


def show(here: Here) -> None:
    pieces.mounted("today", ("today/today",), pieces.facts(here, "booking", "today"))
