"""The hotel's rules: read once a transaction, changed as a whole, every version kept."""

from __future__ import annotations

import json
from datetime import time
from functools import lru_cache

from sqlalchemy.orm import Session

from core.base import clock
from core.domain import policies as rules
from core.domain.access import Action, By, require
from core.domain.conversations import AuditTag
from core.domain.policies import Policies, PolicyProblem
from core.domain.refusals import Refused, WhyNot
from core.services import hotels
from core.services.written import done_with, written_down
from core.store import policies as rows
from core.store.policies import PolicyRow


def of(session: Session, hotel_id: int) -> Policies:
    """A hotel that never decided anything lives by the usual rules."""
    row = rows.newest(session)
    return read(None if row is None else row.written)


@lru_cache(256)
def read(written: str | None) -> Policies:
    """To read a document costs more than to fetch it, and whoever asks for a price has fetched the same as before:
    what is remembered is how these very words read, never what a hotel's rules are.
    """
    return Policies() if written is None else rules.from_json(json.loads(written))


def version(session: Session) -> int:
    row = rows.newest(session)
    return 0 if row is None else row.version


def change(
    session: Session,
    by: By,
    document: Policies,
    seen_version: int,
    token: str | None = None,
    reason: str = "",
) -> int:
    """Writes a new version; refused when somebody changed the rules since the writer read them."""
    require(by, Action.SET_PRICES)
    if done_with(session, token) is not None:
        return version(session)
    hotel = hotels.get(session, by.hotel_id)
    if document.turnover_minutes > _minutes(hotel.check_in) - _minutes(hotel.check_out):
        raise PolicyProblem("rooms would not be ready by the hour at which guests may come")
    now = version(session)
    if now != seen_version:
        raise Refused(WhyNot.CHANGED_MEANWHILE, version=now)
    row = PolicyRow(
        hotel_id=by.hotel_id,
        version=now + 1,
        document=rules.to_json(document),
        staff_id=by.staff_id,
        at=clock.now(),
    )
    if not rows.add(session, row):
        raise Refused(WhyNot.CHANGED_MEANWHILE, version=now + 1)
    written_down(session, by, AuditTag.POLICIES_CHANGED, f"policies:{row.version}", token, reason=reason)
    return row.version


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute
