"""When a guest is asked how it was: planned as they leave, decided when the hour comes, reminded twice at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.base import clock
from core.domain import reviews as rules_of_thumb
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.domain.errands import Errand
from core.domain.reviews import RequestState, Segment, Unasked
from core.services import errands, hotels
from core.services.reviews import pace, rules, standing
from core.services.reviews.stops import TEMPLATE
from core.services.written import written_down
from core.store import bookings, outbox
from core.store import review_requests as rows
from core.store.bookings import Booking
from core.store.review_requests import ReviewRequest

__all__ = [
    "TEMPLATE",
    "Due",
    "asked",
    "due",
    "end",
    "not_now",
    "opens_at",
    "plan",
    "put_off",
    "send_now",
    "skip",
    "talk_of",
]

# Somebody of the hotel speaks with the guest just now: the question waits this long and is looked at again.
_AFTER_TALK: Final = timedelta(hours=3)
# A template that may not go out today may be allowed tomorrow.
_NEXT_TRY: Final = timedelta(hours=24)
# What a stay must have become to be reviewed; before that only time is missing.
_COMING_BACK: Final = frozenset({Unasked.NOT_OVER, Unasked.NO_STAY})


@dataclass(frozen=True)
class Due:
    """A guest is to be asked now, in these words. `reminder` counts from 1; 0 is the first question."""

    request: ReviewRequest
    segment: Segment
    variant: str
    reminder: int


def plan(session: Session, booking: Booking) -> None:
    """The guest left. Left twice, or from several rooms of one booking, it is one question."""
    if booking.guest_id is None or booking.left_at is None:
        return
    hotel, wanted = hotels.get(session, booking.hotel_id), rules.of(session)
    key = stay_key(booking)
    due_at = rules_of_thumb.first_moment(booking.left_at, wanted, ZoneInfo(hotel.timezone))
    known = rows.of_stay(session, key)
    if known is None:
        values = {
            "hotel_id": booking.hotel_id,
            "booking_id": booking.id,
            "stay_key": key,
            "guest_id": booking.guest_id,
            "conversation_id": booking.conversation_id,
            "left_at": booking.left_at,
            "due_at": due_at,
        }
        request_id = rows.plan(session, values)
    elif known.asked_at is None and (known.state == RequestState.PLANNED or known.reason in _COMING_BACK):
        known.state, known.reason, known.ended_at = RequestState.PLANNED, None, None
        known.left_at, known.due_at, request_id = booking.left_at, due_at, known.id
    else:
        return
    known = rows.locked(session, request_id) if request_id is not None else None
    if known is not None:
        _write(session, known)


def stay_key(booking: Booking) -> str:
    return booking.shared_code


def talk_of(session: Session, request_id: int) -> int | None:
    """The conversation of a request, to be locked before it."""
    request = rows.request(session, request_id)
    return request.conversation_id if request is not None else None


def due(session: Session, request_id: int, *, given: bool = False, at_once: bool = False) -> Due | None:
    """Looked at when its hour comes: nothing when it is too soon, when there is a reason not to, or all is done.

    `given` is the turn it was given among all who wait (see `pace`); `at_once` says that a person wants it now,
    whatever the hour: they were told what the hour is.
    """
    request = rows.locked(session, request_id)
    if request is None or request.state not in (RequestState.PLANNED, RequestState.SENT):
        return None
    hotel, wanted, now = hotels.get(session, request.hotel_id), rules.of(session), clock.now()
    zone = ZoneInfo(hotel.timezone)
    moment = rules_of_thumb.within_hours(now, wanted, zone)
    if moment > now and not at_once:
        put_off(session, request, moment)
        return None
    booking = bookings.one(session, request.booking_id)
    if booking is None:
        return None
    session.refresh(booking)
    reason = rules_of_thumb.why_not(standing.of(session, request, booking), wanted, now)
    if reason is not None:
        end(request, reason)
        return None
    later = pace.turn(session, request, wanted, given=given, at_once=at_once)
    if later is not None:
        request.reason = later.reason
        put_off(session, request, later.moment, given=later.given, at_once=at_once and later.given)
        return None
    return Due(
        request,
        Segment(request.segment) if request.segment else standing.segment(session, request, booking),
        request.variant or rules_of_thumb.variant_of(request.hotel_id, request.guest_id, wanted.variants),
        reminder=request.reminded + 1 if request.asked_at is not None else 0,
    )


def asked(session: Session, asking: Due, *, language: str, way: str, message_id: int) -> None:
    """It was said. The next reminder is written with it, if there is to be one."""
    request, now = asking.request, clock.now()
    hotel, wanted = hotels.get(session, request.hotel_id), rules.of(session)
    if asking.reminder == 0:
        request.state, request.asked_at, request.reason = RequestState.SENT, now, None
        request.segment, request.variant = asking.segment, asking.variant
        request.language, request.way, request.message_id = language, way, message_id
    else:
        request.reminded = asking.reminder
    first = request.asked_at or now
    moment = rules_of_thumb.reminder_moment(first, request.reminded, wanted, ZoneInfo(hotel.timezone))
    if moment is not None:
        put_off(session, request, moment)


def not_now(session: Session, asking: Due, *, talking: bool) -> None:
    """A person of the hotel is in the conversation, over whose head no machine talks; or no template may go out."""
    asking.request.reason = None if talking else Unasked.NO_TEMPLATE
    put_off(session, asking.request, clock.now() + (_AFTER_TALK if talking else _NEXT_TRY))


def put_off(
    session: Session, request: ReviewRequest, moment: datetime, *, given: bool = False, at_once: bool = False
) -> None:
    request.due_at = moment
    _write(session, request, given=given, at_once=at_once)


def end(request: ReviewRequest, reason: Unasked) -> None:
    """Nobody asks, or asks again. What was asked stays answerable."""
    request.reason, request.ended_at = reason, clock.now()
    request.state = RequestState.SENT if request.asked_at is not None else RequestState.SKIPPED


def decline(session: Session, request: ReviewRequest) -> None:
    """The guest would rather not answer: no reminder, and no mark against the house or against them."""
    outbox.cancel(session, _key(request.id))
    end(request, Unasked.DECLINED)


def skip(session: Session, actor: Actor, request_id: int, reason: Unasked, token: str) -> bool:
    """Staff know why this guest is better left in peace, such as a stay that went badly."""
    require(actor, Action.CARE_FOR_REVIEWS)
    request = _held(session, request_id)
    if request is None or request.answered_at is not None:
        return False
    subject = f"review:{request_id}"
    if not written_down(session, actor, AuditTag.REVIEW_SKIPPED, subject, token, reason=reason):
        return False
    outbox.cancel(session, _key(request_id))
    end(request, reason)
    request.staff_id = actor.staff_id
    return True


def send_now(session: Session, actor: Actor, request_ids: Sequence[int], token: str) -> int:
    """Staff ask by hand, one or many; the reasons of guests (stop, answered, asked lately) still count.

    One leaves at once, whatever the hour; many one after the other and in the hotel's hours, so that nobody who
    writes meanwhile waits behind them.
    """
    require(actor, Action.CARE_FOR_REVIEWS)
    if not written_down(
        session,
        actor,
        AuditTag.REVIEW_ASKED,
        f"review:batch:{len(request_ids)}",
        token,
        ids=list(request_ids),
    ):
        return 0
    alone, sent = len(request_ids) == 1, 0
    for request_id in sorted(request_ids):
        request = _held(session, request_id)
        if request is None or request.answered_at is not None:
            continue
        if request.asked_at is None:
            request.state, request.reason, request.ended_at = RequestState.PLANNED, None, None
        request.staff_id = actor.staff_id
        put_off(session, request, clock.now(), given=alone, at_once=alone)
        sent += 1
    return sent


def opens_at(session: Session, hotel_id: int) -> datetime | None:
    """When the hours for asking begin, where they are not now."""
    hotel, now = hotels.get(session, hotel_id), clock.now()
    moment = rules_of_thumb.within_hours(now, rules.of(session), ZoneInfo(hotel.timezone))
    return moment if moment > now else None


def _held(session: Session, request_id: int) -> ReviewRequest | None:
    """The letter before its request, as when its hour comes: the other way round both would wait for each other."""
    outbox.open_under(session, _key(request_id), hold=True)
    return rows.locked(session, request_id)


def _key(request_id: int) -> str:
    return f"review:{request_id}"


def _write(session: Session, request: ReviewRequest, *, given: bool = False, at_once: bool = False) -> None:
    payload: dict[str, int | bool] = {"request": request.id}
    if request.conversation_id is not None:
        payload["conversation"] = request.conversation_id
    if given:
        payload["given"] = True
    if at_once:
        payload["at_once"] = True
    key, due_at = _key(request.id), request.due_at
    errands.write(session, request.hotel_id, Errand.ASK_REVIEW, key, payload, due_at=due_at)
