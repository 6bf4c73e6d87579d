"""When and where the hotel reads a message: its own day, its country's order of day and month, its holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cached_property
from zoneinfo import ZoneInfo

from core.services.holidays import Holidays, holidays_of

_MONTH_FIRST = frozenset({"US"})


@dataclass(frozen=True)
class Clock:
    """`holidays` is the hotel's own list; without it the country's calendar counts.

    `turned` reads day and month in the order that is not the country's.
    """

    now: datetime
    zone: str | tzinfo | None = None
    country: str = "AR"
    holidays: Holidays | None = None
    turned: bool = False

    @cached_property
    def local(self) -> datetime:
        if self.zone is None or self.now.tzinfo is None:
            return self.now
        zone = ZoneInfo(self.zone) if isinstance(self.zone, str) else self.zone
        return self.now.astimezone(zone)

    @property
    def today(self) -> date:
        return self.local.date()

    @cached_property
    def calendar(self) -> Holidays:
        return self.holidays if self.holidays is not None else holidays_of(self.country)

    @property
    def month_first(self) -> bool:
        """4/12: the hotel's country decides, whatever language the guest writes."""
        return (self.country.upper() in _MONTH_FIRST) != self.turned
