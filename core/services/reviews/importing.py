"""A platform's export taken in by staff: seen before anything is kept, kept once, taken back if it was wrong."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.base.letters import fold
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.domain.reviews import Platform
from core.services.reviews import incoming, twins
from core.services.reviews.exports import Arrived, Table, read_table
from core.services.reviews.keys import key_of
from core.services.written import written_down
from core.store import reviews as rows
from core.store.db import tell_after_commit
from core.store.reviews import ReviewImport

_LONGEST_NAME: Final = 120
# What many houses are called tells none from another.
_ANY_HOUSE: Final = frozenset(
    {
        "hotel",
        "hostel",
        "posada",
        "pousada",
        "cabanas",
        "apart",
        "inn",
        "lodge",
        "house",
        "the",
        "del",
        "las",
        "los",
    }
)


class NoSuchImport(Exception):
    pass


@dataclass(frozen=True)
class Sent:
    """A file as it came."""

    data: bytes
    platform: Platform
    name: str = ""

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.platform.encode() + b"\x00" + self.data).hexdigest()


@dataclass(frozen=True)
class Look:
    """What taking a file in would bring. `twice` are copies within the file, `before` the same file taken earlier."""

    table: Table
    new: tuple[Arrived, ...]
    known: int
    twice: int
    before: ReviewImport | None

    def of_another_house(self, name: str) -> bool:
        """The file names houses, and none of them sounds like this one."""
        ours = _words(name)
        return bool(self.table.houses) and not any(ours & _words(house) for house in self.table.houses)


@dataclass(frozen=True)
class Outcome:
    id: int
    new: int
    known: int
    unreadable: int


def look(session: Session, actor: Actor, sent: Sent) -> Look:
    """Changes nothing."""
    require(actor, Action.CARE_FOR_REVIEWS)
    table = read_table(sent.data, sent.platform)
    by_key = {key_of(one): one for one in table.reviews}
    known = twins.known(session, sent.platform, table.reviews)
    new = tuple(one for key, one in by_key.items() if key not in known)
    before = rows.import_like(session, sent.fingerprint)
    return Look(table, new, len(known), len(table.reviews) - len(by_key), before)


def take(session: Session, actor: Actor, sent: Sent, token: str) -> Outcome:
    """The same click twice answers with what the first one did."""
    require(actor, Action.CARE_FOR_REVIEWS)
    if not written_down(session, actor, AuditTag.REVIEW_IMPORTED, f"reviews:{sent.platform}", token):
        done = rows.import_like(session, sent.fingerprint)
        if done is None:
            raise NoSuchImport
        return _outcome(done)
    table = read_table(sent.data, sent.platform)
    made = ReviewImport(
        hotel_id=actor.hotel_id,
        platform=sent.platform,
        file=sent.name.replace("\x00", "")[:_LONGEST_NAME],
        fingerprint=sent.fingerprint,
        new=0,
        known=0,
        unreadable=len(table.faults),
        staff_id=actor.staff_id,
        taken_at=clock.now(),
    )
    session.add(made)
    session.flush()
    made.new = len(incoming.keep(session, actor.hotel_id, table.reviews, made.id))
    made.known = len(table.reviews) - made.new
    session.flush()
    return _outcome(made)


def undo(session: Session, actor: Actor, import_id: int, token: str) -> int:
    """Answers how many reviews went; what somebody has answered meanwhile stays."""
    require(actor, Action.CARE_FOR_REVIEWS)
    done = rows.imported(session, import_id)
    if done is None:
        raise NoSuchImport
    subject = f"review_import:{import_id}"
    if done.undone_at is not None or not written_down(
        session, actor, AuditTag.REVIEW_IMPORT_UNDONE, subject, token
    ):
        return 0
    done.undone_at = clock.now()
    gone = rows.take_out(session, import_id)
    tell_after_commit(session, actor.hotel_id, kind="review")
    return gone


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w{3,}", fold(name))) - _ANY_HOUSE


def _outcome(done: ReviewImport) -> Outcome:
    return Outcome(done.id, done.new, done.known, done.unreadable)
