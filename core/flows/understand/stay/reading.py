"""What a message says of a stay, with every doubt named: the dialogue asks, this never picks in silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from core.services.holidays import Span


class Doubt(StrEnum):
    WHICH_DAY = "which_day"  # "next Friday", "Wednesday" said on a Wednesday
    WHICH_WEEKEND = "which_weekend"
    WHICH_NIGHTS = "which_nights"  # a week, a month, a holiday: which nights of it
    WEEKDAY_DISAGREES = "weekday_disagrees"  # Thursday 13 January, which is a Wednesday
    DAY_OR_MONTH = "day_or_month"  # 10-12
    NIGHTS_DISAGREE = "nights_disagree"  # from the 10th to the 15th, three nights
    DAYS_OR_NIGHTS = "days_or_nights"  # three days may be two nights
    SEVERAL = "several"  # more than one stay or day said
    PAST = "past"


_A_FEW: Final = 3


@dataclass(frozen=True)
class Candidate:
    """A stay it may be; an end that was not said stays open."""

    check_in: date | None
    check_out: date | None


@dataclass(frozen=True)
class StayReading:
    """`candidates` are the stays it may be, likeliest first; `period` is the wider time it falls in.

    `extra_nights` make a stay that is known longer or shorter, at its end or `at_the_start`.
    """

    check_in: date | None = None
    check_out: date | None = None
    nights: int | None = None
    candidates: tuple[Candidate, ...] = ()
    period: Span | None = None
    extra_nights: int | None = None
    at_the_start: bool = False
    dates: tuple[date, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    confidence: float = 0.0

    @property
    def sure(self) -> bool:
        return not self.doubts

    @property
    def complete(self) -> bool:
        return self.check_in is not None and self.check_out is not None

    @property
    def within(self) -> Span | None:
        """A month, a fortnight, a week, where that is all that was said of the days."""
        if self.period is None or len(self.candidates) > 1:
            return None
        wide = self.check_in is None or (not self.sure and self.period.nights > _A_FEW)
        return self.period if wide else None

    def __bool__(self) -> bool:
        return bool(self.check_in or self.check_out or self.nights or self.candidates or self.period)
