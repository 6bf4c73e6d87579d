"""What guests said of their stays, as JSON: the cases that wait, and the reviews."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from console import review_shapes
from console.answers import Asked, Problem, reads, writes
from console.deeds import token_of
from console.marks import mark, written
from console.sent import day, one_of, text, whole
from core.base import clock
from core.domain.access import Action, require
from core.domain.reviews import Platform
from core.services.reviews import cases, drafts, incoming, publishing
from core.services.reviews.exports import Arrived
from core.store.views import reviews

_LATELY: Final = timedelta(days=14)


@reads
def board(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_REVIEWS)
    now = clock.now()
    lines = reviews.cases(session, resolved_since=now - _LATELY)
    return {
        "now": now.isoformat(),
        "cases": [
            review_shapes.case(line, may_follow_up=cases.can_be_told(line.wrote_at, line.opted_out_at))
            for line in lines
        ],
    }


@reads
def listed(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_REVIEWS)
    platform, stars = asked.query.get("platform", ""), asked.query.get("stars", "")
    reply = asked.query.get("reply", "")
    if (
        reply not in ("", "none")
        or (platform and platform not in set(Platform))
        or stars not in ("", "1", "2", "3", "4", "5")
    ):
        raise Problem("unreadable", 400)
    lines, rest = reviews.page(
        session,
        mark(asked.query.get("after")),
        platform,
        int(stars) if stars else None,
        unanswered=reply == "none",
    )
    return {
        "now": clock.now().isoformat(),
        "reviews": [review_shapes.review(line) for line in lines],
        "open": publishing.open_places(session),
        "after": written(rest),
    }


@writes
def take(session: Session, asked: Asked) -> dict[str, Any]:
    cases.take(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


@writes
def resolve(session: Session, asked: Asked) -> dict[str, Any]:
    what, to_guest = text(asked, "what"), text(asked, "to_guest")
    cases.resolve(session, asked.actor, asked.path["id"], what, token_of(asked), to_guest=to_guest)
    return {}


@writes
def by_hand(session: Session, asked: Asked) -> dict[str, Any]:
    """Somebody read it elsewhere and types it in; the same one typed in again is no second one."""
    require(asked.actor, Action.CARE_FOR_REVIEWS)
    platform, stars = one_of(Platform, asked, "platform"), whole(asked, "stars", 1, 5)
    written_at = datetime.combine(day(asked, "day"), time(12), UTC)
    if platform is Platform.OWN or written_at > clock.now() + timedelta(days=1):
        raise Problem("unreadable", 400)
    author, said = text(asked, "author")[:200], text(asked, "words")
    one = Arrived(platform, author, f"{stars}/5", stars, said, written_at)
    return {"new": incoming.take_in(session, asked.actor, [one], token_of(asked))}


@writes
def reply(session: Session, asked: Asked) -> dict[str, Any]:
    incoming.reply(session, asked.actor, asked.path["id"], text(asked, "words"), token_of(asked))
    return {}


@writes
def publish(session: Session, asked: Asked) -> dict[str, Any]:
    """Only what somebody has read and sends is ever said in public."""
    publishing.send(session, asked.actor, asked.path["id"], text(asked, "words"), token_of(asked))
    return {}


@reads
def draft(session: Session, asked: Asked) -> dict[str, Any]:
    return {"words": drafts.draft(session, asked.actor, asked.path["id"])}
