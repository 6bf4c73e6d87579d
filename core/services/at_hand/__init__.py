"""What staff have at hand while they write: an offer, a link to pay, the way here, photos, the pass of a stay.

Everything is made of what the database says at that moment, seen before it goes, and goes only as it was seen.
"""

from core.services.at_hand.holding import WouldHold, hold, told_of_hold
from core.services.at_hand.sending import free, on_hand, preview, send
from core.services.at_hand.things import (
    Calendar,
    CannotSend,
    Made,
    Offer,
    Pass,
    PayLink,
    Photos,
    SeenOtherwise,
    Thing,
    Transfer,
    WayHere,
    Why,
)

__all__ = [
    "Calendar",
    "CannotSend",
    "Made",
    "Offer",
    "Pass",
    "PayLink",
    "Photos",
    "SeenOtherwise",
    "Thing",
    "Transfer",
    "WayHere",
    "Why",
    "WouldHold",
    "free",
    "hold",
    "on_hand",
    "preview",
    "send",
    "told_of_hold",
]
