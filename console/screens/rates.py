"""What a night costs, day by day, and what there is to sell: prices, seasons, rules, types and rooms."""

from __future__ import annotations

from console.screens import pieces
from console.screens.here import Here


def show(here: Here) -> None:
    pieces.mounted("rates", ("editing", "rates/grid", "rates/rates"), pieces.facts(here, "rates"))
