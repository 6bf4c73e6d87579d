"""Guests as staff look them up: found by name, number, address or code; and one with all that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from core.base.letters import fold
from core.store.guests import Guest, GuestIdentifier
from core.store.views.folding import digits, folded

SHOWN: Final = 60
_STAYED = "('confirmed', 'in_house', 'checked_out')"


@dataclass(frozen=True)
class GuestLine:
    id: int
    name: str
    language: str | None
    tags: list[str]
    blocked: bool
    phone: str | None
    stays: int
    spent: int
    last: date | None
    seen: datetime | None


_LINES = f"""
    SELECT g.id, g.name, g.language, g.tags, g.blocked_at IS NOT NULL AS blocked,
        (SELECT value FROM identifiers i WHERE i.guest_id = g.id AND i.kind = 'phone'
            ORDER BY seen_at DESC LIMIT 1) AS phone,
        (SELECT count(*) FROM bookings b WHERE b.guest_id = g.id AND b.status IN {_STAYED}) AS stays,
        (SELECT coalesce(sum(p.amount - p.refunded), 0) FROM bookings b JOIN payments p ON p.booking_id = b.id
            WHERE b.guest_id = g.id AND p.counted AND p.state <> 'charged_back' AND p.currency = :currency) AS spent,
        (SELECT max(check_in) FROM bookings b WHERE b.guest_id = g.id AND b.status IN {_STAYED}) AS last,
        (SELECT max(last_message_at) FROM conversations c WHERE c.guest_id = g.id) AS seen
    FROM guests g WHERE g.id = ANY(:ids) ORDER BY array_position(CAST(:ids AS bigint[]), g.id)
"""


def search(session: Session, words: str, tag: str, currency: str) -> tuple[list[GuestLine], bool]:
    """The newest first; whether there are more than fit. Found first, reckoned afterwards, and only for those shown."""
    query = select(Guest.id).where(Guest.merged_into.is_(None), Guest.erased_at.is_(None))
    if words.strip():
        query = query.where(Guest.id.in_(_like(session, words)))
    if tag == "blocked":
        query = query.where(Guest.blocked_at.is_not(None))
    elif tag:
        query = query.where(Guest.tags.contains([tag]))
    ids = list(session.scalars(query.order_by(Guest.id.desc()).limit(SHOWN + 1)))
    rows = session.execute(text(_LINES), {"ids": ids[:SHOWN], "currency": currency}).mappings()
    return [GuestLine(**{**row, "spent": int(row["spent"])}) for row in rows], len(ids) > SHOWN


def _like(session: Session, words: str) -> set[int]:
    wanted, number = fold(words), digits(words)
    found = set(
        session.scalars(
            select(Guest.id).where(folded(Guest.name).contains(wanted, autoescape=True)).limit(500)
        )
    )
    coded = text(
        "SELECT guest_id FROM bookings WHERE lower(code) LIKE :code AND guest_id IS NOT NULL LIMIT 100"
    )
    plain = "".join(letter for letter in wanted if letter.isalnum())
    if len(plain) >= 3:
        found |= set(session.scalars(coded, {"code": f"{plain}%"}))
    if "@" in words:
        mails = select(GuestIdentifier.guest_id).where(
            GuestIdentifier.key.contains(words.strip().lower(), autoescape=True)
        )
        found |= set(session.scalars(mails.limit(100)))
    if number is not None:
        phones = text(
            "SELECT guest_id FROM identifiers WHERE kind = 'phone' AND regexp_replace(value, '\\D', '', 'g') LIKE :like"
        )
        found |= set(session.scalars(phones, {"like": f"%{number}%"}))
    return found


@dataclass(frozen=True)
class Moment:
    """One thing that happened with a guest."""

    kind: str
    at: datetime
    what: str
    code: str | None = None
    amount: int | None = None
    currency: str | None = None
    conversation_id: int | None = None


_TIMELINE = text(
    """
    SELECT * FROM (
        SELECT 'stay' AS kind, created_at AS at, status AS what, code, total AS amount, currency, conversation_id
            FROM bookings WHERE guest_id = :guest
        UNION ALL
        SELECT 'payment', coalesce(p.approved_at, p.created_at), p.state, b.code, p.amount, p.currency, NULL
            FROM payments p JOIN bookings b ON b.id = p.booking_id WHERE b.guest_id = :guest
        UNION ALL
        SELECT 'review', written_at, coalesce(stars::text, ''), NULL, NULL, NULL, NULL
            FROM reviews WHERE guest_id = :guest
        UNION ALL
        SELECT 'talk', max(m.at), count(*)::text, NULL, NULL, NULL, c.id FROM conversations c
            JOIN messages m ON m.conversation_id = c.id AND m.direction IN ('in', 'out')
            WHERE c.guest_id = :guest GROUP BY c.id, date_trunc('month', m.at)) everything
    ORDER BY at DESC LIMIT 100
    """
)


@dataclass(frozen=True)
class Profile:
    guest: Guest
    line: GuestLine
    identifiers: list[GuestIdentifier]
    conversations: list[int]
    timeline: list[Moment]


def profile(session: Session, guest_id: int, currency: str) -> Profile | None:
    guest = session.get(Guest, guest_id)
    if guest is None or guest.merged_into is not None or guest.erased_at is not None:
        return None
    [row] = session.execute(text(_LINES), {"ids": [guest_id], "currency": currency}).mappings()
    identifiers = (
        select(GuestIdentifier).where(GuestIdentifier.guest_id == guest_id).order_by(GuestIdentifier.id)
    )
    talks = text("SELECT id FROM conversations WHERE guest_id = :guest ORDER BY last_message_at DESC")
    return Profile(
        guest=guest,
        line=GuestLine(**{**row, "spent": int(row["spent"])}),
        identifiers=list(session.scalars(identifiers)),
        conversations=list(session.scalars(talks, {"guest": guest_id})),
        timeline=[Moment(**one) for one in session.execute(_TIMELINE, {"guest": guest_id}).mappings()],
    )


_BELONGS: Final = {
    "conversations": "conversations WHERE guest_id = :guest",
    "messages": "messages m JOIN conversations c ON c.id = m.conversation_id WHERE c.guest_id = :guest",
    "bookings": "bookings WHERE guest_id = :guest",
    "payments": "payments p JOIN bookings b ON b.id = p.booking_id WHERE b.guest_id = :guest",
    "reviews": "reviews WHERE guest_id = :guest",
    "identifiers": "identifiers WHERE guest_id = :guest",
}


def belongings(session: Session, guest_id: int) -> dict[str, int]:
    """What would move with a guest, or be erased, counted."""
    parts = ", ".join(f"(SELECT count(*) FROM {source}) AS {name}" for name, source in _BELONGS.items())
    row = session.execute(text(f"SELECT {parts}"), {"guest": guest_id}).mappings().one()
    return {name: int(row[name]) for name in _BELONGS}


_PAPERS: Final = {
    "bookings": """SELECT code, status, check_in, check_out, adults, total, currency, source, notes, created_at
        FROM bookings WHERE guest_id = :guest ORDER BY id""",
    "payments": """SELECT b.code, p.method, p.state, p.amount, p.refunded, p.currency,
        coalesce(p.approved_at, p.created_at) AS at FROM payments p JOIN bookings b ON b.id = p.booking_id
        WHERE b.guest_id = :guest ORDER BY p.id""",
    "messages": """SELECT m.at, m.author, m.kind, m.text, m.content ->> 'transcript' AS transcript FROM messages m
        JOIN conversations c ON c.id = m.conversation_id WHERE c.guest_id = :guest AND m.direction IN ('in', 'out')
        ORDER BY m.at, m.id""",
    "reviews": "SELECT written_at, platform, stars, words, reply FROM reviews WHERE guest_id = :guest ORDER BY id",
    "identifiers": "SELECT channel, kind, value, seen_at FROM identifiers WHERE guest_id = :guest ORDER BY id",
}


def papers(session: Session, guest_id: int) -> dict[str, list[dict[str, Any]]]:
    """All that a guest may ask for, table by table. Notes between staff are the hotel's."""
    return {
        name: [dict(row) for row in session.execute(text(sql), {"guest": guest_id}).mappings()]
        for name, sql in _PAPERS.items()
    }
