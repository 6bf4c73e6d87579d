"""Forgetting what nobody needs any more, in small bites."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

_BITE = 20_000
_LETTERS = (
    "DELETE FROM inbox WHERE id IN (SELECT id FROM inbox WHERE state = 'done' AND done_at < :before LIMIT :bite)",
    "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox "
    "WHERE state IN ('done', 'cancelled') AND done_at < :before LIMIT :bite)",
    # Letters to the staff quote guests: one that could not be delivered is not kept longer than one that was.
    "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE state = 'dead' "
    "AND kind IN ('send_mail', 'check_mail', 'tell_staff') AND written_at < :before LIMIT :bite)",
    # What was addressed to no hotel of ours is kept for a look, and then it is nobody's.
    "DELETE FROM inbox WHERE id IN (SELECT id FROM inbox "
    "WHERE state = 'dead' AND hotel_id IS NULL AND received_at < :before LIMIT :bite)",
)


def letters(session: Session, before: datetime) -> int:
    return sum(_deleted(session, statement, before) for statement in _LETTERS)


def sign_ins(session: Session, before: datetime) -> int:
    return _deleted(
        session,
        "DELETE FROM sign_ins WHERE fingerprint IN "
        "(SELECT fingerprint FROM sign_ins WHERE ends_at < :before LIMIT :bite)",
        before,
    )


_BADGES = text(
    """
    WITH over AS (
        SELECT media.id, media.hotel_id FROM media
        JOIN bookings ON bookings.hotel_id = media.hotel_id AND media.filename = :name || bookings.code || '.png'
        WHERE bookings.ends_at < :before OR bookings.ended_at < :before
        LIMIT :bite),
    lines AS (UPDATE messages SET media_id = NULL FROM over
        WHERE messages.hotel_id = over.hotel_id AND messages.media_id = over.id RETURNING 1),
    uploads AS (DELETE FROM media_uploads USING over
        WHERE media_uploads.hotel_id = over.hotel_id AND media_uploads.media_id = over.id RETURNING 1)
    SELECT over.id, (SELECT count(*) FROM lines), (SELECT count(*) FROM uploads) FROM over
    """
)


def badges(session: Session, name: str, before: datetime) -> int:
    """Pictures for the door of stays that are over: the lines of the thread stay, without them."""
    found = [row[0] for row in session.execute(_BADGES, {"name": name, "before": before, "bite": 500})]
    session.execute(text("DELETE FROM media WHERE id = ANY(:ids)"), {"ids": found})
    return len(found)


def api_answers(session: Session, before: datetime) -> int:
    return _deleted(
        session,
        "DELETE FROM api_answers WHERE (key_id, token) IN "
        "(SELECT key_id, token FROM api_answers WHERE answered_at < :before LIMIT :bite)",
        before,
    )


def _deleted(session: Session, statement: str, before: datetime) -> int:
    gone = session.scalars(
        text(f"WITH gone AS ({statement} RETURNING 1) SELECT count(*) FROM gone"),
        {"before": before, "bite": _BITE},
    )
    return int(gone.one())
