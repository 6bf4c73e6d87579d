"""Putting something off: one letter of the outbox under a key, in a lane of its own unless it shares one."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy.orm import Session

from core.base import clock, telemetry
from core.domain.errands import Errand
from core.store import outbox
from core.store.outbox import NewErrand


class More(TypedDict, total=False):
    """Due at once and in a lane of its own, unless said otherwise."""

    due_at: datetime | None
    lane: str


def write(
    session: Session, hotel_id: int, kind: Errand, key: str, payload: dict[str, Any], **more: Unpack[More]
) -> None:
    outbox.write(
        session,
        hotel_id,
        NewErrand(
            kind=kind,
            lane=more.get("lane", key),
            payload=payload,
            due_at=more.get("due_at") or clock.now(),
            trace_id=telemetry.current_trace(),
            key=key,
        ),
    )
