"""Writing down who did what; a token makes what arrives twice happen once."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.orm import Session

from core.base import clock, telemetry
from core.domain.access import By
from core.domain.conversations import AuditTag
from core.store import alerts as books
from core.store.alerts import AuditEntry

LONGEST_REASON: Final = 200


class NoReason(Exception):
    """Money moves here, or a person decides over the house's head, and nobody said why."""


def reason_for(written: str, *, needed: bool) -> str:
    reason = " ".join(written.split())[:LONGEST_REASON]
    if needed and not reason:
        raise NoReason
    return reason


def written_down(
    session: Session, by: By, tag: AuditTag, subject: str, token: str | None = None, **details: Any
) -> bool:
    """False when the token was used before."""
    return books.write_down(
        session,
        AuditEntry(
            hotel_id=by.hotel_id,
            staff_id=by.staff_id,
            tag=tag,
            subject=subject,
            details={"trace": telemetry.current_trace(), **details},
            token=token,
            at=clock.now(),
        ),
    )


def done_with(session: Session, token: str | None) -> AuditEntry | None:
    return None if token is None else books.written_with(session, token)


def wrote(
    session: Session, staff_id: int, hotel_id: int, tag: AuditTag, token: str | None = None, **details: Any
) -> None:
    """Somebody did something about themselves, where no role is asked for: signing in, a password, a factor."""
    books.write_down(
        session,
        AuditEntry(
            hotel_id=hotel_id,
            staff_id=staff_id,
            tag=tag,
            subject=f"staff:{staff_id}",
            details={"trace": telemetry.current_trace(), **details},
            token=token,
            at=clock.now(),
        ),
    )
