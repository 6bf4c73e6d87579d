"""Many guests whose hour has come: one by one, within what the channel allows, and never before a live guest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.messages import Channel, window_is_open
from core.domain.review_pace import DAY, FASTEST, course, gap, limit_of, share_of
from core.domain.reviews import Rules, Unasked, within_hours
from core.services import hotels
from core.store import conversations
from core.store import hotels as hotel_rows
from core.store import review_pace as rows
from core.store.conversations import Conversation
from core.store.review_pace import Places, ReviewPace, Whom
from core.store.review_requests import ReviewRequest

# While so many wait for the relay, more would only wait there, where a stop no longer reaches them.
_MOST_ON_THEIR_WAY: Final = 20
_BREATH: Final = timedelta(seconds=15)
# Nobody is asked while it is stopped; whoever resumes has all of them looked at at once.
_STOPPED_FOR: Final = timedelta(hours=1)
_A_MOMENT: Final = timedelta(seconds=1)


@dataclass(frozen=True)
class Later:
    """Not now. `given` is the turn that was given out for that moment: it is not taken twice."""

    moment: datetime
    given: bool = False
    reason: Unasked | None = None


def turn(
    session: Session, request: ReviewRequest, wanted: Rules, *, given: bool, at_once: bool
) -> Later | None:
    """Whether this guest may be asked now, among all who wait; otherwise when to look again. Whom a person asks at
    once needs no place."""
    if rows.stopped(session) is not None:
        return Later(clock.after(_STOPPED_FOR.total_seconds()), reason=Unasked.STOPPED)
    pace = rows.locked(session, request.hotel_id, clock.now())
    now = clock.now()  # not before the wait for whoever looked first
    hours = _Hours(wanted, ZoneInfo(hotels.get(session, request.hotel_id).timezone))
    if not at_once:
        moment = _kept(session, request, pace, now) if given else _taken(session, request, pace, hours, now)
        if moment > now:
            return Later(moment, given=True)
    conversation = conversations.one(session, request.conversation_id) if request.conversation_id else None
    if conversation is not None and not window_is_open(conversation.last_guest_at, now):
        freed_at = _used_up_until(session, conversation)
        if freed_at is not None:
            return Later(hours.next(freed_at))
    if rows.on_their_way(session, request.hotel_id) >= _MOST_ON_THEIR_WAY:
        return Later(now + _BREATH, given=at_once)
    pace.next_at = max(pace.next_at, now + FASTEST)
    return None


@dataclass(frozen=True)
class _Hours:
    rules: Rules
    zone: ZoneInfo

    def next(self, moment: datetime) -> datetime:
        return within_hours(moment, self.rules, self.zone)

    def end(self, moment: datetime) -> datetime:
        """Of that day."""
        return datetime.combine(moment.astimezone(self.zone).date(), self.rules.closes, self.zone)


def _kept(session: Session, request: ReviewRequest, pace: ReviewPace, now: datetime) -> datetime:
    """The place a guest has. Whoever had to wait beyond it, as when nobody worked for a while, is asked as soon as may
    be, and all others who are late follow at the pace: else all would be asked at once."""
    if now < pace.next_at:
        rows.seat(session, request, Whom.LATE, now, Places(pace.next_at + FASTEST, FASTEST))
    return max(now, pace.next_at)


def _taken(
    session: Session, request: ReviewRequest, pace: ReviewPace, hours: _Hours, now: datetime
) -> datetime:
    """The place a guest finds. Whoever comes first gives out those of all who wait: a thousand who each came for their
    own would keep every thinker busy just when guests write."""
    line, closing = rows.line(session, request.hotel_id, now), hours.end(now)
    way = course(line, pace.next_at, now, closing)
    start, step = way.start, way.step
    if way.anew is not None:
        moved = rows.seat(session, request, Whom.PLACED, now, Places(way.anew, step, closing))
        start = way.anew + step * moved
    pace.next_at = now + step if start <= now else min(pace.next_at, now + step)
    if start >= closing:
        start = hours.next(start)
        closing = hours.end(start)
        step = gap(line.without, start, closing)
    rows.seat(session, request, Whom.WITHOUT, now, Places(start + step, step, closing))
    return start


def _used_up_until(session: Session, conversation: Conversation) -> datetime | None:
    """When somebody may be written to first again, if the channel's day is used up for questions like ours."""
    account = hotel_rows.channel_account(session, Channel(conversation.channel), conversation.account)
    most = share_of(limit_of(account.messaging_limit if account is not None else None))
    since = clock.now() - DAY
    if most is None:
        return None
    reached = rows.reached(session, conversation.hotel_id, since)
    if reached < most:
        return None
    oldest = rows.nth_reached_at(session, conversation.hotel_id, since, reached - most)
    return (oldest or clock.now()) + DAY + _A_MOMENT
