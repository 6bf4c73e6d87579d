"""Many guests whose hour has come: one by one, within what the channel allows, and never before a live guest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.messages import Channel, window_is_open
from core.domain.review_pace import DAY, gap, limit_of, share_of
from core.domain.reviews import Rules, Unasked, within_hours
from core.services import hotels
from core.store import conversations
from core.store import hotels as hotel_rows
from core.store import review_pace as rows
from core.store.conversations import Conversation
from core.store.review_pace import Places
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


def turn(session: Session, request: ReviewRequest, wanted: Rules, *, given: bool) -> Later | None:
    """Whether this guest may be asked now, among all who wait; otherwise when to look again."""
    now = clock.now()
    if rows.stopped(session) is not None:
        return Later(now + _STOPPED_FOR, reason=Unasked.STOPPED)
    zone = ZoneInfo(hotels.get(session, request.hotel_id).timezone)
    if not given:
        moment = _take_place(session, request, wanted, zone)
        if moment > now:
            return Later(moment, given=True)
    conversation = conversations.one(session, request.conversation_id) if request.conversation_id else None
    if conversation is not None and not window_is_open(conversation.last_guest_at, now):
        freed_at = _used_up_until(session, conversation)
        if freed_at is not None:
            return Later(within_hours(freed_at, wanted, zone))
    if rows.on_their_way(session, request.hotel_id) >= _MOST_ON_THEIR_WAY:
        return Later(now + _BREATH, given=True)
    return None


def _take_place(session: Session, request: ReviewRequest, wanted: Rules, zone: ZoneInfo) -> datetime:
    """Whoever comes first takes a place and gives out those of all who wait: a thousand who each came for their own
    would keep every thinker busy just when guests write."""
    now = clock.now()
    pace = rows.locked(session, request.hotel_id, now)
    moment = within_hours(max(now, pace.next_at), wanted, zone)
    closing = datetime.combine(moment.astimezone(zone).date(), wanted.closes, zone)
    step = gap(rows.waiting(session, request.hotel_id, now), moment, closing)
    others = rows.give_places(session, request, now, Places(moment + step, step, closing))
    pace.next_at = moment + step * (others + 1)
    return moment


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
