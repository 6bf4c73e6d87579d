"""Talks: how many became bookings, how fast they were answered and by whom, and what the house did without anybody.

A *talk* is one guest on one day. It counts as automated only if the house answered, nobody of the staff wrote, nobody
was called, and the guest did not have to ask again: the same answer to the same wish twice, or a question whether it
was understood, is no automation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from core.store.views.numbers.span import Row, Span, listed

_LINES: Final = """
    SELECT id, conversation_id, at, direction, author, CAST(at AT TIME ZONE :zone AS date) AS day,
        why -> 'intents' -> 0 ->> 0 AS intent, why ->> 'flow' AS flow, why ->> 'step' AS step FROM messages
    WHERE at >= :starts AND at < :ends AND direction IN ('in', 'out')
"""
_TALKS: Final = f"""
    WITH lines AS ({_LINES}),
    said AS (
        SELECT conversation_id, day, bool_or(times > 1) AS again FROM (
            SELECT conversation_id, day, count(*) AS times FROM lines
            WHERE author = 'house' AND intent IS NOT NULL GROUP BY conversation_id, day, intent, flow, step) same
        GROUP BY conversation_id, day),
    called AS (SELECT DISTINCT conversation_id, CAST(called_at AT TIME ZONE :zone AS date) AS day FROM handovers
        WHERE called_at >= :starts AND called_at < :ends),
    days AS (
        SELECT conversation_id, day, min(at) AS at, count(*) FILTER (WHERE direction = 'in') AS asked,
            bool_or(author IN ('staff', 'phone')) AS person, bool_or(author = 'house') AS answered,
            bool_or(step IN ('missed', 'asked_which', 'cannot_read')) AS doubted
        FROM lines GROUP BY conversation_id, day)
    SELECT d.conversation_id, d.day, d.at, d.asked,
        CASE WHEN d.person THEN 'person' WHEN c.day IS NOT NULL THEN 'called' WHEN NOT d.answered THEN 'silent'
            WHEN d.doubted OR s.again THEN 'again' ELSE 'automated' END AS outcome
    FROM days d LEFT JOIN said s USING (conversation_id, day) LEFT JOIN called c USING (conversation_id, day)
    WHERE d.asked > 0
"""
_HOUR: Final = (
    "extract(isodow FROM at AT TIME ZONE :zone)::int || '-' || extract(hour FROM at AT TIME ZONE :zone)::int"
)
_TURNS: Final = """
    WITH numbered AS (
        SELECT conversation_id, at, direction, author, count(*) FILTER (WHERE direction = 'out') OVER (
            PARTITION BY conversation_id ORDER BY at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS turn
        FROM messages WHERE at >= :starts AND at < :ends AND direction IN ('in', 'out')),
    turns AS (
        SELECT conversation_id, turn, min(at) FILTER (WHERE direction = 'in') AS at,
            max(at) FILTER (WHERE direction = 'out') AS answered,
            CASE max(author) FILTER (WHERE direction = 'out') WHEN 'house' THEN 'house' ELSE 'staff' END AS by
        FROM numbered GROUP BY conversation_id, turn)
    SELECT conversation_id, at, by, extract(epoch FROM answered - at) AS seconds FROM turns
    WHERE at IS NOT NULL AND answered >= at
"""
# The talks of a period, and how far each came: shown a price, a room held, the money there.
_FUNNEL: Final = """
    SELECT c.id AS conversation_id, c.guest_id, min(m.at) AS at,
        coalesce(bool_or(q.shown), false) AS quoted, coalesce(bool_or(q.held), false) AS held,
        coalesce(bool_or(q.paid), false) AS paid
    FROM messages m JOIN conversations c ON c.id = m.conversation_id
    LEFT JOIN (
        SELECT q.conversation_id, bool_or(q.total IS NOT NULL) AS shown, bool_or(b.id IS NOT NULL) AS held,
            bool_or(b.confirmed_at IS NOT NULL) AS paid
        FROM quotes_shown q LEFT JOIN bookings b ON b.id = q.booking_id
        WHERE q.shown_at >= :starts AND q.shown_at < :ends GROUP BY q.conversation_id) q ON q.conversation_id = c.id
    WHERE m.at >= :starts AND m.at < :ends AND m.direction = 'in' GROUP BY c.id, c.guest_id
"""
STEPS: Final = {
    "conversations": "true",
    "quoted": "quoted",
    "held": "quoted AND held",
    "paid": "quoted AND held AND paid",
}


def funnel(session: Session, span: Span) -> dict[str, int]:
    parts = ", ".join(f"count(*) FILTER (WHERE {which}) AS {name}" for name, which in STEPS.items())
    row = session.execute(text(f"SELECT {parts} FROM ({_FUNNEL}) f"), span.facts()).mappings().one()
    return {name: int(row[name]) for name in STEPS}


def automation(session: Session, span: Span) -> dict[str, int]:
    """How many talks ended in each way."""
    rows = session.execute(
        text(f"SELECT outcome, count(*) FROM ({_TALKS}) t GROUP BY 1 ORDER BY 1"), span.facts()
    )
    return {outcome: int(count) for outcome, count in rows}


@dataclass(frozen=True)
class Answering:
    count: int
    middle: int
    slow: int


def answering(session: Session, span: Span) -> dict[str, Answering]:
    """Seconds from a guest's first unanswered word to the answer: the middle one, and nine of ten."""
    sql = f"""SELECT by, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds),
        percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) FROM ({_TURNS}) t GROUP BY by"""
    rows = session.execute(text(sql), span.facts())
    return {by: Answering(int(count), round(middle), round(slow)) for by, count, middle, slow in rows}


_COUNTED: Final = {
    "intents": f"""SELECT intent AS key, count(*) FROM ({_LINES}) l
        WHERE author = 'house' AND intent IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 12""",
    "languages": f"""SELECT coalesce(c.language, '') AS key, count(DISTINCT c.id) FROM ({_LINES}) l
        JOIN conversations c ON c.id = l.conversation_id WHERE l.direction = 'in' GROUP BY 1 ORDER BY 2 DESC, 1""",
    "hours": f"""SELECT {_HOUR} AS key,
        count(*) FROM ({_LINES}) l WHERE direction = 'in' GROUP BY 1""",
    "handovers": """SELECT reason AS key, count(*) FROM handovers
        WHERE called_at >= :starts AND called_at < :ends GROUP BY 1 ORDER BY 2 DESC, 1""",
    "templates": """SELECT lower(coalesce(billed_as, 'unbilled')) AS key, count(*) FROM messages
        WHERE at >= :starts AND at < :ends AND direction = 'out' AND kind = 'template' GROUP BY 1 ORDER BY 2 DESC, 1""",
}


def counted(session: Session, name: str, span: Span) -> dict[str, int]:
    return {key: int(count) for key, count in session.execute(text(_COUNTED[name]), span.facts())}


_TALK_ROWS = """
    SELECT t.at, coalesce(g.name, '') AS guest, t.conversation_id, {what} AS what {more}
    FROM ({source}) t JOIN conversations c ON c.id = t.conversation_id LEFT JOIN guests g ON g.id = c.guest_id
    WHERE {which} ORDER BY {order}
"""
_OF_LINES: Final = f"SELECT * FROM ({_LINES}) l"
_LISTS: Final[dict[str, dict[str, str]]] = {
    "automation": {"what": "t.outcome", "source": _TALKS, "which": ":key = '' OR t.outcome = :key"},
    "answering": {"what": "t.by", "source": _TURNS, "which": "t.by = :key", "more": ", t.seconds AS seconds",
        "order": "t.seconds DESC"},
    "intents": {"what": "t.intent", "source": _OF_LINES,
        "which": "t.author = 'house' AND t.intent = :key"},
    "languages": {"what": "c.language", "source": f"""SELECT conversation_id, min(at) AS at FROM ({_LINES}) l
        WHERE direction = 'in' GROUP BY 1""", "which": "coalesce(c.language, '') = :key"},
    "hours": {"what": "''", "source": f"SELECT *, {_HOUR} AS hour FROM ({_LINES}) l WHERE direction = 'in'",
        "which": "t.hour = :key"},
    "handovers": {"what": "t.reason", "source": """SELECT conversation_id, called_at AS at, reason,
        extract(epoch FROM answered_at - called_at) AS seconds FROM handovers
        WHERE called_at >= :starts AND called_at < :ends""", "which": ":key = '' OR t.reason = :key",
        "more": ", t.seconds AS seconds"},
    "templates": {"what": "t.name", "source": """SELECT conversation_id, at, content ->> 'name' AS name,
        lower(coalesce(billed_as, 'unbilled')) AS billed FROM messages
        WHERE at >= :starts AND at < :ends AND direction = 'out' AND kind = 'template'""", "which": "t.billed = :key"},
}  # fmt: skip


def rows(session: Session, name: str, key: str, span: Span, at_most: int) -> list[Row]:
    reaching = {"what": "''", "source": _FUNNEL, "which": STEPS.get(key, "false")}
    made = reaching if name == "funnel" else _LISTS[name]
    sql = _TALK_ROWS.format(**{"more": "", "order": "t.at DESC", **made})
    return listed(session, sql, span.facts(key=key), at_most)
