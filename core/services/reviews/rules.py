"""What a hotel has decided about asking for reviews, and where guests can write in public."""

from __future__ import annotations

from datetime import time
from typing import Any, Final
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from core.base import clock, seal
from core.base.settings import settings
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.domain.refusals import Refused, WhyNot
from core.domain.reviews import Platform, Rules, RulesProblem, in_order
from core.services.written import written_down
from core.store import review_requests as rows
from core.store.review_requests import ReviewLink, ReviewRequest, ReviewRules

_PURPOSE: Final = "review"
_LONGEST_LINK: Final = 500


class NotALink(Exception):
    """Not an address a guest could open."""


def of(session: Session) -> Rules:
    """A hotel that never decided anything asks in the usual way."""
    row = rows.rules(session)
    return Rules() if row is None else _from_json(row.document)


def version(session: Session) -> int:
    row = rows.rules(session)
    return 0 if row is None else row.version


def change(session: Session, actor: Actor, wanted: Rules, seen_version: int, token: str) -> int:
    """Refused when somebody changed them since the writer read them."""
    require(actor, Action.SET_REVIEWS)
    row = rows.rules(session)
    if (row.version if row is not None else 0) != seen_version:
        raise Refused(WhyNot.CHANGED_MEANWHILE, version=seen_version)
    if not written_down(session, actor, AuditTag.REVIEW_RULES_CHANGED, "review_rules", token):
        return seen_version
    if row is None:
        row = ReviewRules(hotel_id=actor.hotel_id, version=0)
        session.add(row)
    row.document, row.version, row.changed_at = _to_json(wanted), seen_version + 1, clock.now()
    session.flush()
    return row.version


def set_links(session: Session, actor: Actor, wanted: list[tuple[Platform, str]], token: str) -> None:
    """All of them, in the order in which guests read them."""
    require(actor, Action.SET_REVIEWS)
    for _, url in wanted:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > _LONGEST_LINK:
            raise NotALink(url[:80])
    if not written_down(session, actor, AuditTag.REVIEW_LINKS_CHANGED, "review_links", token):
        return
    for link in rows.links(session):
        session.delete(link)
    session.flush()
    for position, (platform, url) in enumerate(dict(wanted).items()):
        session.add(ReviewLink(hotel_id=actor.hotel_id, platform=platform, url=url, position=position))
    session.flush()


def links_for(session: Session, request: ReviewRequest, source: str) -> list[tuple[Platform, str]]:
    """The same for every guest, each by way of our own address, so that opening it can be counted."""
    known = [Platform(link.platform) for link in rows.links(session)]
    return [(platform, _address(request, platform)) for platform in in_order(known, source)]


def _address(request: ReviewRequest, platform: Platform) -> str:
    return f"{settings().public_webhook_url}/r/{token_of(request)}/{platform}"


def token_of(request: ReviewRequest) -> str:
    named = f"{request.hotel_id}-{request.id}"
    return f"{named}-{seal.sign(_PURPOSE, named)}"


def named_by(token: str) -> tuple[int, int] | None:
    """The hotel and the request a token stands for; nothing when this house did not make it."""
    hotel, _, rest = token.partition("-")
    number, _, signature = rest.partition("-")
    numbers = hotel.isdecimal() and number.isdecimal() and len(hotel) < 19 and len(number) < 19
    if not numbers or not seal.same(signature, seal.sign(_PURPOSE, f"{hotel}-{number}")):
        return None
    return int(hotel), int(number)


def follow(session: Session, request_id: int, platform: str, *, counts: bool = True) -> str | None:
    """Where a link of ours leads; that it was opened is written down, unless a machine only looked."""
    link = next((link for link in rows.links(session) if link.platform == platform), None)
    request = rows.request(session, request_id)
    if link is None or request is None:
        return None
    if counts:
        rows.clicked(session, request, platform, clock.now())
    return link.url


def _to_json(wanted: Rules) -> dict[str, Any]:
    return {
        "switched_on": wanted.switched_on,
        "delay_hours": wanted.delay_hours,
        "opens": wanted.opens.isoformat("minutes"),
        "closes": wanted.closes.isoformat("minutes"),
        "reminders": list(wanted.reminders),
        "cap_days": wanted.cap_days,
        "variants": list(wanted.variants),
    }


def _from_json(kept: dict[str, Any]) -> Rules:
    """A document an older release wrote may lack what is new; one that makes no sense asks in the usual way."""
    usual = Rules()
    try:
        return Rules(
            switched_on=bool(kept.get("switched_on", usual.switched_on)),
            delay_hours=int(kept.get("delay_hours", usual.delay_hours)),
            opens=time.fromisoformat(kept["opens"]) if "opens" in kept else usual.opens,
            closes=time.fromisoformat(kept["closes"]) if "closes" in kept else usual.closes,
            reminders=tuple(kept.get("reminders", usual.reminders)),
            cap_days=int(kept.get("cap_days", usual.cap_days)),
            variants=tuple(kept.get("variants", usual.variants)),
        )
    except (RulesProblem, ValueError, TypeError):
        return usual
