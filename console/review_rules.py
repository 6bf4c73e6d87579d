"""How and when guests are asked, and where they can write in public: shown to all who read reviews, decided by few."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any, Final

from sqlalchemy.orm import Session

from console.answers import Asked, Problem, writes
from console.deeds import token_of
from console.sent import HIGHEST, plain, text, whole, yes
from core.domain.access import Action, require
from core.domain.reviews import Platform, RulesProblem
from core.services.reviews import rules
from core.store import review_requests

_LONGEST_DELAY, _LONGEST_GAP, _LONGEST_CAP = 14 * 24, 60, 730
_PUBLIC: Final = tuple(platform for platform in Platform if platform is not Platform.OWN)


def shape(session: Session) -> dict[str, Any]:
    wanted = rules.of(session)
    return {
        "version": rules.version(session),
        "on": wanted.switched_on,
        "delay": wanted.delay_hours,
        "opens": wanted.opens.hour,
        "closes": wanted.closes.hour,
        "reminders": list(wanted.reminders),
        "cap": wanted.cap_days,
        "links_mark": rules.mark_of_links(session),
        "links": [{"platform": link.platform, "url": link.url} for link in review_requests.links(session)],
    }


@writes
def change(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_REVIEWS)
    opens, closes = whole(asked, "opens", 0, 23), whole(asked, "closes", 0, 23)
    gaps = [whole(asked, name, 0, _LONGEST_GAP) for name in ("first", "second")]
    try:
        wanted = replace(
            rules.of(session),
            switched_on=yes(asked, "on"),
            delay_hours=whole(asked, "delay", 0, _LONGEST_DELAY),
            opens=time(opens),
            closes=time(closes),
            reminders=_days(*gaps),
            cap_days=whole(asked, "cap", 1, _LONGEST_CAP),
        )
    except RulesProblem as problem:
        raise Problem(f"rules_{problem}", 422) from None
    seen = whole(asked, "version", 0, HIGHEST)
    return {"version": rules.change(session, asked.actor, wanted, seen, token_of(asked))}


def _days(first: int, second: int) -> tuple[int, ...]:
    """Days after the question; nought is none, and without a first there is no second."""
    if not first and second:
        raise RulesProblem("reminders")
    return tuple(days for days in (first, second) if days)


@writes
def set_links(session: Session, asked: Asked) -> dict[str, Any]:
    """Those that are there keep their order; what is left empty is taken away."""
    require(asked.actor, Action.SET_REVIEWS)
    sent: dict[Platform, str] = {platform: _url(asked, platform) for platform in _PUBLIC}
    known = [Platform(link.platform) for link in review_requests.links(session)]
    order = [*known, *(platform for platform in _PUBLIC if platform not in known)]
    wanted = [(platform, sent[platform]) for platform in order if sent.get(platform)]
    try:
        rules.set_links(session, asked.actor, wanted, text(asked, "seen"), token_of(asked))
    except rules.NotALink:
        raise Problem("not_a_link", 422) from None
    return {}


def _url(asked: Asked, platform: Platform) -> str:
    found = asked.body.get(platform, "")
    if not isinstance(found, str):
        raise Problem("unreadable", 400)
    return plain(found).strip()
