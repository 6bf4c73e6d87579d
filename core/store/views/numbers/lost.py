"""Lost nights, each counted once, with its reason and what it would have brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from core.store.views.numbers.span import Row, Span, listed

# Holds that ran out, stays called off, guests who did not come, wishes with nothing free, prices left unanswered.
# Whoever booked within a week after it was not lost. A wish that met nothing is worth the hotel's usual night.
_LOST: Final = """
    WITH gone AS (
        SELECT b.id, b.status AS reason, b.ended_at AS at, b.guest_id, b.conversation_id, b.code, b.check_in,
            b.check_out, b.check_out - b.check_in AS nights, CASE WHEN b.currency = :currency THEN b.total END AS amount
        FROM bookings b WHERE b.guest_id IS NOT NULL AND b.ended_at >= :starts AND b.ended_at < :ends
            AND (b.status IN ('expired', 'no_show') OR (b.status = 'cancelled' AND b.confirmed_at IS NOT NULL))
        UNION ALL
        (SELECT DISTINCT ON (q.conversation_id, q.check_in, q.check_out) q.id,
            CASE WHEN q.outcome = 'nothing' THEN 'full' ELSE 'unanswered' END, q.shown_at, q.guest_id,
            q.conversation_id, NULL, q.check_in, q.check_out,
            (q.check_out - q.check_in) * greatest(1, coalesce(CAST(q.wish ->> 'rooms' AS int), 1)),
            CASE WHEN q.total IS NULL THEN :adr * (q.check_out - q.check_in)
                WHEN q.currency = :currency THEN q.total END
        FROM quotes_shown q WHERE q.shown_at >= :starts AND q.shown_at < :ends
            AND ((q.outcome = 'nothing' AND q.reason = 'full')
                OR q.outcome = 'declined' OR (q.outcome = 'open' AND q.expires_at < :now))
        ORDER BY q.conversation_id, q.check_in, q.check_out, q.total NULLS LAST, q.id))
    SELECT g.* FROM gone g WHERE NOT EXISTS (
        SELECT 1 FROM bookings b WHERE b.guest_id = g.guest_id AND b.code IS DISTINCT FROM g.code
            AND b.status IN ('confirmed', 'in_house', 'checked_out')
            AND b.created_at BETWEEN g.at - interval '7 days' AND g.at + interval '7 days')
"""


@dataclass(frozen=True)
class Asking:
    """What the reckoning needs beside the period: a usual night's worth, and by when an answer was due."""

    adr: int
    now: datetime
    key: str = ""
    most: int = 0


@dataclass(frozen=True)
class Lost:
    reason: str
    count: int
    nights: int
    amount: int


def lost(session: Session, span: Span, asking: Asking) -> list[Lost]:
    sql = f"""SELECT reason, count(*), sum(nights), coalesce(sum(amount), 0) FROM ({_LOST}) l
        GROUP BY 1 ORDER BY 4 DESC, 1"""
    rows = session.execute(text(sql), span.facts(adr=asking.adr, now=asking.now))
    return [Lost(reason, int(count), int(nights), round(amount)) for reason, count, nights, amount in rows]


def rows(session: Session, span: Span, asking: Asking) -> list[Row]:
    sql = f"""SELECT l.check_in AS at, l.check_out AS until, coalesce(g.name, '') AS guest, l.code, l.conversation_id,
        l.reason AS what, l.nights, l.amount FROM ({_LOST}) l LEFT JOIN guests g ON g.id = l.guest_id
        WHERE :key = '' OR l.reason = :key ORDER BY l.at DESC"""
    return listed(session, sql, span.facts(adr=asking.adr, now=asking.now, key=asking.key), asking.most)


# What became of every price that was told.
_QUOTES = text(
    """
    SELECT CASE WHEN outcome = 'open' AND expires_at < :now THEN 'gone' ELSE outcome END, count(*) FROM quotes_shown
    WHERE shown_at >= :starts AND shown_at < :ends GROUP BY 1 ORDER BY 2 DESC, 1
    """
)


def quotes(session: Session, span: Span, now: datetime) -> dict[str, int]:
    return {outcome: int(count) for outcome, count in session.execute(_QUOTES, span.facts(now=now))}


def quote_rows(session: Session, span: Span, asking: Asking) -> list[Row]:
    sql = """SELECT q.shown_at AS at, coalesce(g.name, '') AS guest, q.conversation_id,
        q.check_in || ' / ' || q.check_out AS what, q.check_out - q.check_in AS nights,
        CASE WHEN q.currency = :currency THEN q.total END AS amount
        FROM quotes_shown q LEFT JOIN guests g ON g.id = q.guest_id
        WHERE q.shown_at >= :starts AND q.shown_at < :ends
            AND CASE WHEN q.outcome = 'open' AND q.expires_at < :now THEN 'gone' ELSE q.outcome END = :key
        ORDER BY q.shown_at DESC"""
    return listed(session, sql, span.facts(now=asking.now, key=asking.key), asking.most)
