"""How asking and reviews went in a period: each figure and the rows behind it come from one source.

Whoever answered or opened a link has had and read the question, though their ticks may be switched off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from core.store.views.numbers.span import Span

_ASKED: Final = """
    SELECT r.id, r.asked_at AS at, coalesce(g.name, '') AS guest, b.code, r.conversation_id, r.stars,
        coalesce(r.segment, '') AS segment, coalesce(r.variant, '') AS variant,
        coalesce(r.language, '') AS language, coalesce(r.way, '') AS way, coalesce(b.source, '') AS source,
        coalesce(c.channel, '') AS channel,
        CAST(date_trunc('week', r.asked_at AT TIME ZONE :zone) AS date)::text AS week,
        r.answered_at IS NOT NULL AS answered, k.request_id IS NOT NULL AS clicked,
        coalesce(m.delivery = 'read', false) OR r.answered_at IS NOT NULL OR k.request_id IS NOT NULL AS read,
        coalesce(m.delivery IN ('delivered', 'read'), false) OR r.answered_at IS NOT NULL
            OR k.request_id IS NOT NULL AS delivered
    FROM review_requests r
    LEFT JOIN messages m ON m.id = r.message_id LEFT JOIN bookings b ON b.id = r.booking_id
    LEFT JOIN guests g ON g.id = r.guest_id LEFT JOIN conversations c ON c.id = r.conversation_id
    LEFT JOIN (SELECT DISTINCT request_id FROM review_clicks) k ON k.request_id = r.id
    WHERE r.asked_at >= :starts AND r.asked_at < :ends
"""
STEPS: Final = {
    "sent": "true",
    "delivered": "delivered",
    "read": "read",
    "answered": "answered",
    "clicked": "clicked",
}
WAYS: Final = ("segment", "source", "language", "variant", "way", "channel", "week")
_COUNTS: Final = ", ".join(f"count(*) FILTER (WHERE {which}) AS {name}" for name, which in STEPS.items())
_SAID: Final = """
    SELECT v.id, v.written_at AS at, coalesce(nullif(g.name, ''), v.author) AS guest, b.code, r.conversation_id,
        v.stars, v.words, v.platform, v.topics, v.platform = 'own' AS ours,
        CAST(v.written_at AT TIME ZONE :zone AS date) AS day
    FROM reviews v LEFT JOIN guests g ON g.id = v.guest_id LEFT JOIN bookings b ON b.id = v.booking_id
    LEFT JOIN review_requests r ON r.id = v.request_id
    WHERE v.written_at >= :starts AND v.written_at < :ends AND v.gone_at IS NULL
"""
_CASES: Final = """
    SELECT k.id, k.opened_at AS at, coalesce(nullif(g.name, ''), v.author) AS guest, b.code, k.conversation_id,
        v.stars, v.words, k.resolved_at, k.due_at, k.resolution AS what, s.name AS owner,
        extract(epoch FROM k.resolved_at - k.opened_at) AS seconds
    FROM review_cases k JOIN reviews v ON v.id = k.review_id LEFT JOIN guests g ON g.id = v.guest_id
    LEFT JOIN bookings b ON b.id = v.booking_id LEFT JOIN staff s ON s.id = k.owner_id
    WHERE k.opened_at >= :starts AND k.opened_at < :ends
"""


@dataclass(frozen=True)
class Group:
    """How far the questions of one kind came."""

    key: str
    sent: int
    delivered: int
    read: int
    answered: int
    clicked: int


@dataclass(frozen=True)
class Rated:
    """The reviews of one stretch of days: those we were told, and those that stand in public."""

    first: date
    ours: int
    ours_average: float | None
    public: int
    public_average: float | None


@dataclass(frozen=True)
class Spoken:
    """How often a topic was spoken of with a sign, in the stretch that begins on `first`."""

    topic: str
    sign: str
    first: date
    count: int


@dataclass(frozen=True)
class Unhappy:
    opened: int
    resolved: int
    middle: int | None


@dataclass(frozen=True)
class Line:
    """One row behind a figure. What a figure has no use for stays empty."""

    at: datetime
    guest: str = ""
    code: str | None = None
    conversation_id: int | None = None
    stars: int | None = None
    words: str = ""
    what: str = ""
    seconds: int | None = None
    ended_at: datetime | None = None


def whole(session: Session, span: Span) -> Group:
    row = session.execute(text(f"SELECT '' AS key, {_COUNTS} FROM ({_ASKED}) a"), span.facts()).one()
    return Group(*row)


def asks_since(session: Session) -> datetime | None:
    """When the first question of all was put."""
    found: datetime | None = session.scalar(text("SELECT min(asked_at) FROM review_requests"))
    return found


def by(session: Session, way: str, span: Span) -> list[Group]:
    if way not in WAYS:
        raise KeyError(way)
    order = "1" if way == "week" else "2 DESC, 1"
    sql = f"SELECT {way} AS key, {_COUNTS} FROM ({_ASKED}) a GROUP BY 1 ORDER BY {order}"
    return [Group(*row) for row in session.execute(text(sql), span.facts())]


def opened(session: Session, span: Span) -> dict[str, int]:
    """On how many of the period's questions each platform's link was opened."""
    sql = f"""SELECT k.platform, count(*) FROM ({_ASKED}) a JOIN review_clicks k ON k.request_id = a.id
        GROUP BY 1 ORDER BY 2 DESC, 1"""
    return {platform: int(count) for platform, count in session.execute(text(sql), span.facts())}


def places(session: Session, span: Span) -> list[tuple[str, int, float | None]]:
    """Where reviews were written, how many, and how many stars on average."""
    sql = f"SELECT platform, count(*), avg(stars)::float FROM ({_SAID}) s GROUP BY 1 ORDER BY 2 DESC, 1"
    return [
        (platform, int(count), average)
        for platform, count, average in session.execute(text(sql), span.facts())
    ]


def stretches(span: Span) -> list[date]:
    """Where each week of the period begins, or each four weeks where weeks would be too many."""
    step = 7 if span.days <= _WEEKLY else 28
    return [span.first + timedelta(days=at) for at in range(0, span.days, step)]


def rated(session: Session, span: Span) -> list[Rated]:
    sql = f"""SELECT {_STRETCH} AS place, count(*) FILTER (WHERE ours), avg(stars) FILTER (WHERE ours)::float,
        count(*) FILTER (WHERE NOT ours), avg(stars) FILTER (WHERE NOT ours)::float
        FROM ({_SAID}) s WHERE stars IS NOT NULL GROUP BY 1"""
    found = {row[0]: row[1:] for row in session.execute(text(sql), _in_stretches(span))}
    return [
        Rated(first, *found.get(place, (0, None, 0, None))) for place, first in enumerate(stretches(span))
    ]


def spoken(session: Session, span: Span) -> list[Spoken]:
    sql = f"""SELECT t.key, t.value, {_STRETCH}, count(*) FROM ({_SAID}) s, jsonb_each_text(s.topics) t
        WHERE t.value <> 'neutral' GROUP BY 1, 2, 3"""
    starts = stretches(span)
    rows = session.execute(text(sql), _in_stretches(span))
    return [Spoken(topic, sign, starts[place], int(count)) for topic, sign, place, count in rows]


def unhappy(session: Session, span: Span) -> Unhappy:
    sql = f"""SELECT count(*), count(resolved_at), percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds)
        FROM ({_CASES}) c"""
    opened_cases, resolved, middle = session.execute(text(sql), span.facts()).one()
    return Unhappy(opened_cases, resolved, None if middle is None else round(middle))


def asked_rows(
    session: Session, span: Span, step: str, part: tuple[str, str] | None, most: int
) -> list[Line]:
    """`part` is one way of looking and its value, such as the segment of couples; nothing is all of them."""
    way, value = part or ("''", "")
    if step not in STEPS or (part is not None and way not in WAYS):
        raise KeyError(step)
    sql = f"""SELECT at, guest, code, conversation_id, stars, segment AS what FROM ({_ASKED}) a
        WHERE {STEPS[step]} AND {way} = :value ORDER BY at DESC LIMIT :most"""
    return _lines(session, sql, span, value=value, most=most)


def opened_rows(session: Session, span: Span, platform: str, most: int) -> list[Line]:
    sql = f"""SELECT a.at, a.guest, a.code, a.conversation_id, a.stars, k.platform AS what FROM ({_ASKED}) a
        JOIN review_clicks k ON k.request_id = a.id WHERE :platform = '' OR k.platform = :platform
        ORDER BY a.at DESC LIMIT :most"""
    return _lines(session, sql, span, platform=platform, most=most)


@dataclass(frozen=True)
class Which:
    """Which reviews stand behind a figure; what is empty does not matter. `side` is ours or public."""

    platform: str = ""
    side: str = ""
    topic: str = ""
    sign: str = ""
    rated_only: bool = False


def said_rows(session: Session, span: Span, which: Which, most: int) -> list[Line]:
    sql = f"""SELECT at, guest, code, conversation_id, stars, words, platform AS what FROM ({_SAID}) s
        WHERE (:platform = '' OR platform = :platform) AND (:side = '' OR ours = (:side = 'ours'))
            AND (:topic = '' OR topics ->> :topic IN ('good', 'bad', 'mixed'))
            AND (:sign = '' OR topics ->> :topic = :sign) AND (NOT :rated OR stars IS NOT NULL)
        ORDER BY at DESC LIMIT :most"""
    facts = {"platform": which.platform, "side": which.side, "topic": which.topic, "sign": which.sign}
    return _lines(session, sql, span, **facts, rated=which.rated_only, most=most)


def case_rows(session: Session, span: Span, state: str, most: int) -> list[Line]:
    """The worst first: those that still wait, then those that took longest."""
    sql = f"""SELECT at, guest, code, conversation_id, stars, words, what, seconds, resolved_at AS ended_at
        FROM ({_CASES}) c WHERE :state = '' OR (resolved_at IS NOT NULL) = (:state = 'resolved')
        ORDER BY resolved_at IS NOT NULL, seconds DESC, at DESC LIMIT :most"""
    return _lines(session, sql, span, state=state, most=most)


_WEEKLY: Final = 200
_STRETCH: Final = "(day - CAST(:first AS date)) / :step"


def _in_stretches(span: Span) -> dict[str, Any]:
    return span.facts(step=7 if span.days <= _WEEKLY else 28)


def _lines(session: Session, sql: str, span: Span, **more: Any) -> list[Line]:
    rows = session.execute(text(sql), span.facts(**more)).mappings()
    return [Line(**{name: _plain(name, value) for name, value in row.items()}) for row in rows]


def _plain(name: str, value: Any) -> Any:
    if value is None:
        return "" if name in ("guest", "what", "words") else None
    return round(value) if name == "seconds" else value
