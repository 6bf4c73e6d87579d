"""Asking for reviews, as JSON: who waits, what has stopped it, which words fare better, what staff do about it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from console import review_rules, review_shapes
from console.answers import Asked, Problem, reads, writes
from console.deeds import token_of
from console.sent import numbers, one_of
from console.shapes import moment
from core.base import clock
from core.domain.access import Action, require
from core.domain.review_pace import DAY, limit_of, share_of
from core.domain.reviews import Comparison, Rate, Unasked, compare
from core.services import hotels, phrases
from core.services.reviews import asking, stops
from core.store.views import review_asking as views
from core.store.views.review_asking import VariantLine

_LATELY: Final = timedelta(days=30)
_COMPARED: Final = timedelta(days=180)
_MOST_AT_ONCE: Final = 1000
# What a person may give as a reason; the others are found out by the house.
_BY_HAND: Final = frozenset({Unasked.BY_STAFF, Unasked.BAD_STAY})


@reads
def board(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_REVIEWS)
    now = clock.now()
    stopped = views.stop(session)
    compared = views.variants(session, now - _COMPARED)
    voice = phrases.of(session, hotels.get(session, asked.actor.hotel_id))
    limits = [limit_of(word) for word in views.limits(session)] or [limit_of(None)]
    least = min((limit for limit in limits if limit is not None), default=None)
    return {
        "now": now.isoformat(),
        "stop": stopped
        and {"reason": stopped.reason, "since": moment(stopped.began_at), "facts": stopped.facts},
        "waiting": views.waiting(session, now + DAY),
        "asked": views.asked(session, now - DAY),
        "limit": share_of(least),
        "variants": [
            _variant(line) | {"words": voice.say(asked.language, f"review.ask_{line.variant}")}
            for line in compared
        ],
        "verdict": _verdict(compared),
        "days": _COMPARED.days,
        "opens": moment(asking.opens_at(session, asked.actor.hotel_id)),
        "rules": review_rules.shape(session),
        "requests": [review_shapes.request(line) for line in views.requests(session, now - _LATELY)],
    }


@writes
def halt(session: Session, asked: Asked) -> dict[str, Any]:
    stops.halt(session, asked.actor, token_of(asked))
    return {}


@writes
def resume(session: Session, asked: Asked) -> dict[str, Any]:
    stops.resume(session, asked.actor, token_of(asked))
    return {}


@writes
def send(session: Session, asked: Asked) -> dict[str, Any]:
    """One, or many: whoever has a good reason to be left in peace is left in peace all the same."""
    require(asked.actor, Action.CARE_FOR_REVIEWS)
    ids = numbers(asked, "ids", _MOST_AT_ONCE, least=1)
    return {"sent": asking.send_now(session, asked.actor, sorted(set(ids)), token_of(asked))}


@writes
def skip(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.CARE_FOR_REVIEWS)
    reason = one_of(Unasked, asked, "reason")
    if reason not in _BY_HAND:
        raise Problem("unreadable", 400)
    if not asking.skip(session, asked.actor, asked.path["id"], reason, token_of(asked)):
        raise Problem("already_answered", 409)
    return {}


def _variant(line: VariantLine) -> dict[str, Any]:
    rate = Rate(line.answered, line.sent)
    low, high = rate.interval
    return {
        "variant": line.variant,
        "sent": line.sent,
        "answered": line.answered,
        "clicked": line.clicked,
        "share": rate.share,
        "low": low,
        "high": high,
    }


def _verdict(lines: list[VariantLine]) -> dict[str, Any] | None:
    """The two most used are compared; with one way of asking there is nothing to compare."""
    if len(lines) < 2:
        return None
    one, other = sorted(lines, key=lambda line: -line.sent)[:2]
    found = compare(Rate(one.answered, one.sent), Rate(other.answered, other.sent))
    better = {Comparison.FIRST_BETTER: one.variant, Comparison.SECOND_BETTER: other.variant}.get(found)
    words = "better" if better is not None else str(found)
    return {"found": words, "better": better, "one": one.variant, "other": other.variant}
