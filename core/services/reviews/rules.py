"""What a hotel has decided about asking for reviews, and where guests can write in public."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from core.base import clock
from core.base.settings import settings
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.domain.plain import NotPlain, from_plain, to_plain
from core.domain.pricing import fingerprint
from core.domain.refusals import Refused, WhyNot
from core.domain.reviews import Platform, Rules, RulesProblem, in_order
from core.services import signed
from core.services.written import done_with, written_down
from core.store import hotels
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
    hotels.locked(session, actor.hotel_id)  # of the first rules there is no row that two could meet at
    row = rows.rules(session)
    stands = row.version if row is not None else 0
    if done_with(session, token) is not None:
        return stands
    if stands != seen_version:
        raise Refused(WhyNot.CHANGED_MEANWHILE, version=seen_version)
    facts = {"before": to_plain(of(session)), "after": to_plain(wanted)}
    if not written_down(session, actor, AuditTag.REVIEW_RULES_CHANGED, "review_rules", token, **facts):
        return seen_version + 1  # the same click a moment ago, in a transaction of its own
    if row is None:
        row = ReviewRules(hotel_id=actor.hotel_id, version=0)
        session.add(row)
    row.document, row.version, row.changed_at = dict(to_plain(wanted)), seen_version + 1, clock.now()
    session.flush()
    return row.version


def mark_of_links(session: Session) -> str:
    return fingerprint(_plain_links(rows.links(session)))


def set_links(
    session: Session, actor: Actor, wanted: list[tuple[Platform, str]], seen: str, token: str
) -> None:
    """All of them, in the order in which guests read them; refused when somebody changed them since they were seen."""
    require(actor, Action.SET_REVIEWS)
    for _, url in wanted:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > _LONGEST_LINK:
            raise NotALink(url[:80])
    hotels.locked(session, actor.hotel_id)
    there = rows.links(session)
    if done_with(session, token) is not None:
        return
    before = _plain_links(there)
    if fingerprint(before) != seen:
        raise Refused(WhyNot.CHANGED_MEANWHILE)
    facts = {"before": dict(before), "after": {str(platform): url for platform, url in wanted}}
    if not written_down(session, actor, AuditTag.REVIEW_LINKS_CHANGED, "review_links", token, **facts):
        return
    for link in there:
        session.delete(link)
    session.flush()
    for position, (platform, url) in enumerate(dict(wanted).items()):
        session.add(ReviewLink(hotel_id=actor.hotel_id, platform=platform, url=url, position=position))
    session.flush()


def _plain_links(links: list[ReviewLink]) -> list[tuple[str, str]]:
    return [(link.platform, link.url) for link in links]


def links_for(session: Session, request: ReviewRequest, source: str) -> list[tuple[Platform, str]]:
    """The same for every guest, each by way of our own address, so that opening it can be counted."""
    known = [Platform(link.platform) for link in rows.links(session)]
    return [(platform, _address(request, platform)) for platform in in_order(known, source)]


def _address(request: ReviewRequest, platform: Platform) -> str:
    return f"{settings().public_webhook_url}/r/{token_of(request)}/{platform}"


def token_of(request: ReviewRequest) -> str:
    return signed.mark(_PURPOSE, request.hotel_id, str(request.id))


def named_by(token: str) -> tuple[int, int] | None:
    """The hotel and the request a token stands for."""
    found = signed.read(_PURPOSE, token)
    return (found[0], int(found[1])) if found is not None else None


def follow(session: Session, request_id: int, platform: str, *, counts: bool = True) -> str | None:
    """Where a link of ours leads; that it was opened is written down, unless a machine only looked."""
    link = next((link for link in rows.links(session) if link.platform == platform), None)
    request = rows.request(session, request_id)
    if link is None or request is None:
        return None
    if counts:
        rows.clicked(session, request, platform, clock.now())
    return link.url


def _from_json(kept: dict[str, Any]) -> Rules:
    """What an older release did not know has its default; a document that makes no sense asks in the usual way."""
    try:
        read = from_plain(Rules, kept, "reviews")
    except (NotPlain, RulesProblem):
        return Rules()
    assert isinstance(read, Rules)
    return read
