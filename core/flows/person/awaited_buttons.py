"""Which buttons answer while a person is awaited, or answers."""

from __future__ import annotations

from typing import Final

from core.flows.booking.progress import NAME as BOOKING
from core.flows.stays.progress import NAME as STAYS

# The buttons of an offer, and those that they lead to: whoever sent it, they do what they say.
_OF_AN_OFFER: Final = (
    "pick", "take", "change", "dates", "from", "until", "never_mind", "again", "anew", "wait", "unlist", "pay",
)  # fmt: skip
ANSWER_BESIDE: Final = frozenset((BOOKING, action) for action in _OF_AN_OFFER)
_OF_A_HOLD: Final = (
    "keep",
    "move",
    "swap",
    "release",
    "accept",
    "pass",
    "late_room",
    "late_dates",
    "late_back",
)
# Whyever a person is awaited, these buttons of ours still answer.
ANSWER_MEANWHILE: Final = frozenset(
    {("menu", "location"), ("menu", "times")} | {(BOOKING, action) for action in (*_OF_AN_OFFER, *_OF_A_HOLD)}
)
# All of these restate what they do and look again before they do it, so they may be pressed at any time.
ALWAYS_SAFE: Final = frozenset({STAYS})
