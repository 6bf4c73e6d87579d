"""What a person should look at, and the book of who did what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, select, text, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store import swift
from core.store.conversations import Conversation
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel
from core.store.staff import Staff


class Alert(HotelRow, Base):
    """`kind` names the words the console says; `facts` fill them in. One open alert per key."""

    __tablename__ = "alerts"
    __table_args__ = (
        ForeignKeyConstraint(["hotel_id", "conversation_id"], [Conversation.hotel_id, Conversation.id]),
        Index("alerts_open", "hotel_id", "key", unique=True, postgresql_where=text("closed_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    kind: Mapped[str]
    key: Mapped[str]
    conversation_id: Mapped[int | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    raised_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))


class AuditEntry(HotelRow, Base):
    """Who did what, written with the doing. `token` makes a click that arrives twice act once; `answered` is what
    it was told."""

    __tablename__ = "audit"
    __table_args__ = (
        Index("audit_token", "hotel_id", "token", unique=True, postgresql_where=text("token IS NOT NULL")),
        Index("audit_when", "hotel_id", text("id DESC")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey(Staff.id))
    tag: Mapped[str]
    subject: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    token: Mapped[str | None]
    at: Mapped[datetime]
    answered: Mapped[dict[str, Any] | None] = mapped_column(JSONB)


def raise_once(session: Session, alert: Alert) -> bool:
    """True when the alert is new; an open one of the same key is enough."""
    row = {
        "hotel_id": alert.hotel_id,
        "kind": alert.kind,
        "key": alert.key,
        "conversation_id": alert.conversation_id,
        "facts": alert.facts or {},
        "raised_at": alert.raised_at,
    }
    new = session.scalar(insert(Alert).values(row).on_conflict_do_nothing().returning(Alert.id))
    return new is not None


def close(session: Session, key: str, now: datetime, staff_id: int | None) -> bool:
    changed = session.execute(
        update(Alert)
        .where(Alert.key == key, Alert.closed_at.is_(None))
        .values(closed_at=now, closed_by=staff_id)
        .returning(Alert.id)
    )
    return changed.scalar() is not None


def close_all(session: Session, keys: Sequence[str], now: datetime, staff_id: int | None) -> bool:
    changed = session.execute(
        update(Alert)
        .where(Alert.key.in_(keys), Alert.closed_at.is_(None))
        .values(closed_at=now, closed_by=staff_id)
        .returning(Alert.id)
    )
    return bool(changed.all())


# The number at the end of most keys is the conversation's; at the end of these it is that of something else.
_RENAMED = """CASE WHEN moved.key LIKE '%' || CAST(:before AS text)
        AND split_part(moved.key, ':', 1) NOT IN ('later', 'inbox', 'outbox')
    THEN left(moved.key, -length(CAST(:before AS text))) || CAST(:after AS text) ELSE moved.key END"""
_FOLLOW = text(
    f"""
    UPDATE alerts AS moved SET conversation_id = :target, key = {_RENAMED}
    WHERE moved.conversation_id = :source AND moved.closed_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM alerts AS there WHERE there.hotel_id = moved.hotel_id AND there.closed_at IS NULL
        AND there.id <> moved.id AND there.key = {_RENAMED})
    """
)


def follow(session: Session, source: int, target: int, now: datetime) -> None:
    """Open alerts about one conversation become another's; where that one has the same, one of them is enough."""
    ends = {"before": f":{source}", "after": f":{target}"}
    session.execute(_FOLLOW, {"source": source, "target": target, **ends})
    session.execute(
        update(Alert).where(Alert.conversation_id == source, Alert.closed_at.is_(None)).values(closed_at=now)
    )


def open_alerts(session: Session) -> list[Alert]:
    return list(
        session.scalars(
            select(Alert).where(Alert.closed_at.is_(None)).order_by(Alert.raised_at.desc()).limit(50)
        )
    )


_WRITE_DOWN = """
    INSERT INTO audit (hotel_id, staff_id, tag, subject, details, token, at)
    VALUES (%(hotel_id)s, %(staff_id)s, %(tag)s, %(subject)s, %(details)s, %(token)s, %(at)s)
    ON CONFLICT DO NOTHING RETURNING id
"""


def write_down(session: Session, entry: AuditEntry) -> bool:
    """False when the same token was written before: the deed was done already."""
    values = swift.values_of(entry)
    values["details"] = Jsonb(entry.details or {})
    return bool(swift.ask(session, _WRITE_DOWN, values))


def written_with(session: Session, token: str) -> AuditEntry | None:
    """What was done with this token already."""
    return session.scalar(select(AuditEntry).where(AuditEntry.token == token))


def last_about(session: Session, subject: str, tag: str) -> AuditEntry | None:
    """The last time something was done to somebody."""
    return session.scalar(
        select(AuditEntry)
        .where(AuditEntry.subject == subject, AuditEntry.tag == tag)
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )
