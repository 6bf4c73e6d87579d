"""The waiting list's words: how a guest's place in it stands."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

# So long a freed room is kept for the one it was offered to before the next has their turn.
PRIVATE_MINUTES: Final = 30


class Waiting(StrEnum):
    """Each place is offered something once: it is taken, or it lapses. `left` by the guest, `over` by the calendar."""

    WAITING = "waiting"
    OFFERED = "offered"
    TAKEN = "taken"
    LAPSED = "lapsed"
    LEFT = "left"
    OVER = "over"
