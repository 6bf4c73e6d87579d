"""A period on the hotel's own clock, and the one shape in which every figure shows its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Span:
    """`until` is the first day that does not belong to it. Money is counted in one currency, the hotel's."""

    first: date
    until: date
    zone: str
    currency: str

    @property
    def days(self) -> int:
        return (self.until - self.first).days

    @property
    def starts(self) -> datetime:
        return datetime.combine(self.first, time.min, ZoneInfo(self.zone))

    @property
    def ends(self) -> datetime:
        return datetime.combine(self.until, time.min, ZoneInfo(self.zone))

    @property
    def before(self) -> Span:
        """The same number of days, right before."""
        return Span(self.first - timedelta(days=self.days), self.first, self.zone, self.currency)

    def facts(self, **more: Any) -> dict[str, Any]:
        return {
            "first": self.first,
            "until": self.until,
            "starts": self.starts,
            "ends": self.ends,
            "zone": self.zone,
            "currency": self.currency,
            **more,
        }


@dataclass(frozen=True)
class Row:
    """One line behind a figure. What a figure has no use for stays empty."""

    at: datetime | date | None = None
    until: date | None = None
    guest: str = ""
    code: str | None = None
    conversation_id: int | None = None
    what: str = ""
    nights: int | None = None
    amount: int | None = None
    seconds: int | None = None


def listed(session: Session, sql: str, facts: dict[str, Any], at_most: int) -> list[Row]:
    rows = session.execute(text(f"{sql} LIMIT :at_most"), {**facts, "at_most": at_most}).mappings()
    return [Row(**{name: _plain(name, value) for name, value in row.items()}) for row in rows]


def _plain(name: str, value: Any) -> Any:
    if value is None:
        return "" if name in ("guest", "what") else None
    return round(value) if name in ("amount", "seconds", "nights") else value
