"""Nights: how many could be sold, how many were, what they brought, by whom they came, and what is on the books.

A stay's price is spread evenly over its nights, so that a stay over the end of a month belongs to both months.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from core.store.rooms import RoomType
from core.store.views.numbers.span import Row, Span, listed

# Stays that take place. What other calendars brought is somebody's stay too, though nobody told us its price.
STAYS: Final = """
    SELECT b.id, b.code, b.guest_id, b.conversation_id, b.status, b.source, b.room_type_id, b.check_in, b.check_out,
        b.created_at, b.block_reason,
        least(b.check_out, CAST(:until AS date)) - greatest(b.check_in, CAST(:first AS date)) AS nights,
        CASE WHEN b.block_reason IS NULL AND b.currency = :currency
            THEN b.total::numeric / (b.check_out - b.check_in) END AS rate
    FROM bookings b
    WHERE b.check_out > :first AND b.check_in < :until
        AND (b.status IN ('confirmed', 'in_house', 'checked_out')
            OR (b.status = 'blocked' AND b.block_reason = 'calendar'))
"""
_DAYS = text(
    f"""
    WITH stays AS ({STAYS}),
    shut AS (SELECT check_in, check_out FROM bookings
        WHERE status = 'blocked' AND block_reason <> 'calendar' AND check_out > :first AND check_in < :until),
    days AS (SELECT CAST(day AS date) AS day FROM generate_series(
        CAST(:first AS timestamp), CAST(:until AS timestamp) - interval '1 day', interval '1 day') AS day),
    ends AS (
        SELECT greatest(check_in, CAST(:first AS date)) AS day, 1 AS sold, (rate IS NOT NULL)::int AS priced,
            coalesce(rate, 0) AS revenue, 0 AS shut FROM stays
        UNION ALL
        SELECT check_out, -1, -(rate IS NOT NULL)::int, -coalesce(rate, 0), 0 FROM stays WHERE check_out < :until
        UNION ALL
        SELECT greatest(check_in, CAST(:first AS date)), 0, 0, 0, 1 FROM shut
        UNION ALL
        SELECT check_out, 0, 0, 0, -1 FROM shut WHERE check_out < :until),
    steps AS (SELECT day, sum(sold) AS sold, sum(priced) AS priced, sum(revenue) AS revenue, sum(shut) AS shut
        FROM ends GROUP BY day)
    SELECT day, coalesce(sum(sold) OVER so_far, 0), coalesce(sum(priced) OVER so_far, 0),
        round(coalesce(sum(revenue) OVER so_far, 0), 4), coalesce(sum(shut) OVER so_far, 0)
    FROM days LEFT JOIN steps USING (day) WINDOW so_far AS (ORDER BY day)
    """
)
# A room that was retired could be sold until then.
_ROOMS = text(
    """
    SELECT count(*) FROM rooms JOIN room_types t ON t.id = rooms.room_type_id
    WHERE t.active AND (rooms.retired_at IS NULL OR rooms.retired_at >= :ends)
    """
)


@dataclass(frozen=True)
class Night:
    day: date
    sold: int
    priced: int
    revenue: float
    shut: int


@dataclass(frozen=True)
class Nights:
    """`available` are the rooms' nights without those that were blocked; `revenue` is in whole minor units."""

    rooms: int
    days: tuple[Night, ...]

    @property
    def available(self) -> int:
        return sum(max(0, self.rooms - night.shut) for night in self.days)

    @property
    def sold(self) -> int:
        return sum(night.sold for night in self.days)

    @property
    def priced(self) -> int:
        return sum(night.priced for night in self.days)

    @property
    def revenue(self) -> int:
        return round(sum(night.revenue for night in self.days))

    @property
    def occupancy(self) -> float | None:
        return self.sold / self.available if self.available else None

    @property
    def adr(self) -> int | None:
        return round(self.revenue / self.priced) if self.priced else None

    @property
    def revpar(self) -> int | None:
        return round(self.revenue / self.available) if self.available else None


def nights(session: Session, span: Span) -> Nights:
    found = session.execute(_DAYS, span.facts())
    days = tuple(
        Night(day, int(sold), int(priced), float(came), int(shut)) for day, sold, priced, came, shut in found
    )
    return Nights(int(session.scalar(_ROOMS, {"ends": span.ends}) or 0), days)


@dataclass(frozen=True)
class Share:
    key: str
    nights: int
    revenue: int


_SHARES = """
    WITH stays AS ({stays})
    SELECT {key} AS key, sum(nights), coalesce(sum(rate * nights), 0) FROM stays
    JOIN room_types t ON t.id = stays.room_type_id GROUP BY 1 ORDER BY 3 DESC, 2 DESC, 1
"""


def by_source(session: Session, span: Span) -> list[Share]:
    return _shares(session, span, "stays.source")


def by_type(session: Session, span: Span) -> list[Share]:
    return _shares(session, span, "t.slug")


def type_names(session: Session) -> dict[str, dict[str, str]]:
    """By their keys, in every language they have; a type that is sold no more keeps its name."""
    return {slug: names for slug, names in session.execute(select(RoomType.slug, RoomType.names))}


def _shares(session: Session, span: Span, key: str) -> list[Share]:
    rows = session.execute(text(_SHARES.format(stays=STAYS, key=key)), span.facts())
    return [Share(name, int(count), round(money)) for name, count, money in rows]


# What stood in the book at a moment, whatever became of it since.
_STOOD: Final = """
    status NOT IN ('blocked', 'held', 'expired') AND coalesce(confirmed_at, created_at) <= :at
        AND (status NOT IN ('cancelled', 'no_show') OR (confirmed_at IS NOT NULL AND ended_at > :at))
"""
_BOOKS = text(
    f"""
    WITH stood AS (SELECT check_in, check_out FROM bookings
        WHERE check_out > :first AND check_in < :until AND {_STOOD}),
    days AS (SELECT CAST(day AS date) AS day FROM generate_series(
        CAST(:first AS timestamp), CAST(:until AS timestamp) - interval '1 day', interval '1 day') AS day),
    steps AS (SELECT day, sum(step) AS step FROM (
        SELECT greatest(check_in, CAST(:first AS date)) AS day, 1 AS step FROM stood
        UNION ALL SELECT check_out, -1 FROM stood WHERE check_out < :until) ends GROUP BY day)
    SELECT day, coalesce(sum(step) OVER (ORDER BY day), 0) FROM days LEFT JOIN steps USING (day) ORDER BY day
    """
)
_BEGAN = text("SELECT min(created_at) FROM bookings WHERE guest_id IS NOT NULL")


def on_the_books(session: Session, first: date, until: date, at: datetime) -> list[tuple[date, int]]:
    rows = session.execute(_BOOKS, {"first": first, "until": until, "at": at})
    return [(day, int(count)) for day, count in rows]


def began(session: Session) -> datetime | None:
    """When the hotel's first booking was written down here."""
    found: datetime | None = session.scalar(_BEGAN)
    return found


LEADS: Final = ((0, 0), (1, 3), (4, 7), (8, 14), (15, 30), (31, 60), (61, 9999))
_MADE: Final = """
    SELECT b.*, b.check_in - CAST(b.created_at AT TIME ZONE :zone AS date) AS lead FROM bookings b
    WHERE b.guest_id IS NOT NULL AND b.created_at >= :starts AND b.created_at < :ends
        AND b.status NOT IN ('held', 'expired') AND (b.status <> 'cancelled' OR b.confirmed_at IS NOT NULL)
"""
_LEAD = text(
    f"""
    WITH made AS ({_MADE})
    SELECT count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY greatest(lead, 0)), array_agg(greatest(lead, 0))
    FROM made
    """
)


def lead_times(session: Session, span: Span) -> tuple[int, int | None, list[int]]:
    """How many bookings were made, the middle one's days ahead, and how many in each of `LEADS`."""
    count, middle, leads = session.execute(_LEAD, span.facts()).one()
    found = [sum(low <= lead <= high for lead in leads or []) for low, high in LEADS]
    return int(count), middle, found


_LISTED = """
    SELECT s.check_in AS at, s.check_out AS until, coalesce(g.name, '') AS guest, s.code, s.conversation_id,
        {what} AS what, {nights} AS nights, {amount} AS amount
    FROM ({source}) s LEFT JOIN guests g ON g.id = s.guest_id JOIN room_types t ON t.id = s.room_type_id
    WHERE {which} ORDER BY s.check_in, s.id
"""


def stay_rows(session: Session, span: Span, at_most: int, source: str = "", slug: str = "") -> list[Row]:
    which = "(:source = '' OR s.source = :source) AND (:slug = '' OR t.slug = :slug)"
    sql = _LISTED.format(
        what="s.source", nights="s.nights", amount="s.rate * s.nights", source=STAYS, which=which
    )
    return listed(session, sql, span.facts(source=source, slug=slug), at_most)


def lead_rows(session: Session, span: Span, at_most: int, bucket: tuple[int, int] = (0, 9999)) -> list[Row]:
    which = "greatest(s.lead, 0) BETWEEN :low AND :high"
    sql = _LISTED.format(
        what="CAST(s.lead AS text)",
        nights="s.check_out - s.check_in",
        amount="s.total",
        source=_MADE,
        which=which,
    )
    return listed(session, sql, span.facts(low=bucket[0], high=bucket[1]), at_most)


def book_rows(session: Session, first: date, until: date, at: datetime, at_most: int) -> list[Row]:
    source = f"SELECT * FROM bookings WHERE check_in < :until AND check_out > :first AND {_STOOD}"
    nights = "least(s.check_out, CAST(:until AS date)) - greatest(s.check_in, CAST(:first AS date))"
    sql = _LISTED.format(what="s.source", nights=nights, amount="s.total", source=source, which="true")
    return listed(session, sql, {"first": first, "until": until, "at": at}, at_most)
