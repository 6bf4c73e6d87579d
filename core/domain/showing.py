"""What became of a quote that a guest was shown: the book of lost nights is read from it."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

# So long a quote stands as it was said; whoever comes later is told today's price again.
QUOTE_LIVES: Final = timedelta(minutes=60)


class Outcome(StrEnum):
    """`nothing` is a wish for which there was nothing to show. What stays `open` past its time was lost."""

    OPEN = "open"
    HELD = "held"
    REPLACED = "replaced"
    DECLINED = "declined"
    TAKEN = "taken"
    REPRICED = "repriced"
    NOTHING = "nothing"
