"""What a guest's words say of a stay: flags for people, never averaged into a score."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Topic(StrEnum):
    CLEANLINESS = "cleanliness"
    STAFF = "staff"
    LOCATION = "location"
    BED = "bed"
    NOISE = "noise"
    BREAKFAST = "breakfast"
    WIFI = "wifi"
    PRICE = "price"
    BATHROOM = "bathroom"
    TEMPERATURE = "temperature"


class Sign(StrEnum):
    GOOD = "good"
    BAD = "bad"
    MIXED = "mixed"
    NEUTRAL = "neutral"


_KIND: Final = 4
_UNKIND: Final = 2


@dataclass(frozen=True)
class Opinion:
    """`praise` and `blame` count all that was said, whatever it was said of."""

    topics: dict[Topic, Sign]
    praise: int
    blame: int
    is_strong: bool

    def contradicts(self, stars: int) -> bool:
        """Words against the stars: somebody took the scale for its opposite, or is too kind to say it in stars."""
        if stars >= _KIND:
            return self.is_strong or (self.blame >= 2 and self.praise == 0)
        return stars <= _UNKIND and self.praise >= 2 and self.blame == 0 and not self.is_strong
