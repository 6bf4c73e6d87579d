"""Calling people: an alert is a row, and a word to every open screen of the hotel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import AlertKind
from core.store import alerts
from core.store.alerts import Alert
from core.store.db import tell_after_commit


def raise_alert(
    session: Session,
    hotel_id: int,
    kind: AlertKind,
    key: str,
    *,
    conversation_id: int | None = None,
    facts: dict[str, Any] | None = None,
) -> bool:
    """Raises an alert unless one with the same key is still open; true when it is new."""
    alert = Alert(
        hotel_id=hotel_id,
        kind=kind,
        key=key,
        conversation_id=conversation_id,
        facts=facts or {},
        raised_at=clock.now(),
    )
    if not alerts.raise_once(session, alert):
        return False
    tell_after_commit(session, hotel_id, kind="alert", conversation=conversation_id)
    return True


def close_alert(session: Session, hotel_id: int, key: str, staff_id: int | None = None) -> None:
    if alerts.close(session, key, clock.now(), staff_id):
        tell_after_commit(session, hotel_id, kind="alert")


def close_alerts(session: Session, hotel_id: int, keys: Sequence[str], staff_id: int | None = None) -> None:
    if alerts.close_all(session, keys, clock.now(), staff_id):
        tell_after_commit(session, hotel_id, kind="alert")
