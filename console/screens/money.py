"""The hotel's money: what waits for somebody, who owes, every payment, and the day's till."""

from __future__ import annotations

from console.screens import pieces
from console.screens.here import Here


def show(here: Here) -> None:
    pieces.mounted("money", ("money/money",), pieces.facts(here, "booking", "money"))
