"""Taking a platform's export in, as JSON: looked at first, then kept, and taken back if it was the wrong file."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.orm import Session

from console.answers import Asked, Problem, reads, uploads, writes
from console.deeds import token_of
from console.sent import one_of, text
from console.shapes import moment
from core.base import clock
from core.domain.access import Action, require
from core.domain.reviews import Platform
from core.services import hotels
from core.services.reviews import importing
from core.services.reviews.exports import LARGEST, MOST_ROWS, Arrived, CannotRead
from core.services.reviews.importing import Look, Sent
from core.store.views import review_imports as view

_SHOWN: Final = 5
_FAULTS: Final = 50


@reads
def listed(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_REVIEWS)
    return {
        "now": clock.now().isoformat(),
        "most_bytes": LARGEST,
        "imports": [
            {
                "id": one.id,
                "platform": one.platform,
                "file": one.file,
                "new": one.new,
                "known": one.known,
                "unreadable": one.unreadable,
                "who": one.who,
                "at": moment(one.at),
                "undone": moment(one.undone_at),
                "answered": one.answered,
            }
            for one in view.latest(session)
        ],
    }


def _look(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.CARE_FOR_REVIEWS)
    try:
        found = importing.look(session, asked.actor, _sent(asked))
    except CannotRead as no:
        raise _unreadable(no) from None
    return _shape(found, hotels.get(session, asked.actor.hotel_id).name)


def _take(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.CARE_FOR_REVIEWS)
    try:
        done = importing.take(session, asked.actor, _sent(asked), token_of(asked))
    except CannotRead as no:
        raise _unreadable(no) from None
    return {"id": done.id, "new": done.new, "known": done.known, "unreadable": done.unreadable}


look = uploads(_look, LARGEST, "file_too_large")
take = uploads(_take, LARGEST, "file_too_large")


@writes
def undo(session: Session, asked: Asked) -> dict[str, Any]:
    return {"gone": importing.undo(session, asked.actor, asked.path["id"], token_of(asked))}


def _sent(asked: Asked) -> Sent:
    platform = one_of(Platform, asked, "platform")
    if platform is Platform.OWN:
        raise Problem("unreadable", 400)
    return Sent(asked.data, platform, text(asked, "name"))


def _unreadable(no: CannotRead) -> Problem:
    return Problem(f"import_{no.fault}", 422, {"most": LARGEST // 1024 // 1024, "rows": MOST_ROWS})


def _shape(found: Look, house: str) -> dict[str, Any]:
    table = found.table
    return {
        "columns": [{"heading": heading[:80], "means": means} for heading, means in table.columns.items()],
        "new": len(found.new),
        "known": found.known,
        "twice": found.twice,
        "unreadable": len(table.faults),
        "faults": [{"line": line, "why": why} for line, why in table.faults[:_FAULTS]],
        "first": [_one(one) for one in found.new[:_SHOWN]],
        "houses": list(table.houses),
        "other_house": found.of_another_house(house),
        "before": moment(found.before.taken_at) if found.before is not None else None,
    }


def _one(one: Arrived) -> dict[str, Any]:
    return {
        "author": one.author[:80],
        "stars": one.stars,
        "score": one.score[:20],
        "words": one.words[:240],
        "at": moment(one.written_at),
    }
