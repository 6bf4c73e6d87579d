"""Which files of reviews were taken in lately, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.store.reviews import Review, ReviewImport
from core.store.staff import Staff

_LATEST: Final = 8


@dataclass(frozen=True)
class ImportLine:
    """`answered` are those staff have answered since, which an undo leaves in place."""

    id: int
    platform: str
    file: str
    new: int
    known: int
    unreadable: int
    who: str
    at: datetime
    undone_at: datetime | None
    answered: int


def latest(session: Session) -> list[ImportLine]:
    answered = (
        select(func.count())
        .where(Review.import_id == ReviewImport.id, Review.replied_at.is_not(None))
        .scalar_subquery()
    )
    wanted = (
        select(ReviewImport, Staff.name, answered)
        .join(Staff, Staff.id == ReviewImport.staff_id)
        .order_by(ReviewImport.id.desc())
        .limit(_LATEST)
    )
    return [
        ImportLine(
            one.id, one.platform, one.file, one.new, one.known, one.unreadable, who, one.taken_at, one.undone_at, kept,
        )
        for one, who, kept in session.execute(wanted)
    ]  # fmt: skip
