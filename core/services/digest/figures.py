"""A week's figures, asked of the views that the screens ask: nothing is counted a second time."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.digest import WEEK, Sold, Stars, Week, moved, quotes
from core.domain.stays import A_DAY
from core.store.hotels import Hotel
from core.store.views import review_numbers as view
from core.store.views import reviews
from core.store.views.numbers import nights
from core.store.views.numbers.span import Span
from core.store.views.review_numbers import Which

_MOST_READ: Final = 200


def week(session: Session, hotel: Hotel, until: date) -> Week:
    """The seven days before `until`, beside the seven before those."""
    span = Span(until - WEEK, until, hotel.timezone, hotel.currency)
    asked, unhappy = view.whole(session, span), view.unhappy(session, span)
    ours, public = _stars(session, span)
    ours_before, public_before = _stars(session, span.before)
    waiting = reviews.cases(session, resolved_since=clock.now())
    said = view.said_rows(session, span, Which(rated_only=True), _MOST_READ)
    best, worst = quotes((line.stars, line.words) for line in said)
    return Week(
        first=span.first,
        last=span.until - A_DAY,
        asked=asked.sent,
        answered=asked.answered,
        ours=ours,
        ours_before=ours_before,
        public=public,
        public_before=public_before,
        opened=unhappy.opened,
        resolved=unhappy.resolved,
        middle_seconds=unhappy.middle,
        open_now=sum(line.resolved_at is None for line in waiting),
        topics=tuple(moved(_spoken(session, span), _spoken(session, span.before))),
        best=best,
        worst=worst,
        sold=_sold(session, span),
    )


def _stars(session: Session, span: Span) -> tuple[Stars, Stars]:
    """What we were told, and what stands in public: a week is one stretch of the view."""
    [found] = view.rated(session, span)
    return Stars(found.ours, found.ours_average), Stars(found.public, found.public_average)


def _spoken(session: Session, span: Span) -> Counter[tuple[str, str]]:
    return Counter({(one.topic, one.sign): one.count for one in view.spoken(session, span)})


def _sold(session: Session, span: Span) -> Sold | None:
    """None for a hotel that sells no rooms here, or sold none that week."""
    found = nights.nights(session, span)
    if found.occupancy is None or not found.sold:
        return None
    return Sold(found.sold, found.occupancy, found.revenue)
