"""How a guest stands when they are about to be asked: what speaks against it, and what kind of guest they are."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.conversations import Reason
from core.domain.reviews import Segment, Standing, StayFacts, Unasked, segment_of
from core.store import bookings, guests, handovers, payments
from core.store import review_requests as rows
from core.store.bookings import Booking
from core.store.review_requests import ReviewRequest
from core.store.views import reviews as history

_SORE: Final = frozenset({Reason.COMPLAINT, Reason.UPSET, Reason.URGENT})


def of(session: Session, request: ReviewRequest, booking: Booking) -> Standing:
    """What speaks for and against asking, as it is now."""
    guest = guests.one(session, request.guest_id)
    group = bookings.together(session, booking)
    states = {one.status for one in group}
    open_case = handovers.open_in(session, request.conversation_id) if request.conversation_id else None
    ids = [one.id for one in group]
    return Standing(
        has_stayed=Status.CHECKED_OUT in states or Status.IN_HOUSE in states,
        is_over=Status.IN_HOUSE not in states,
        left_at=request.left_at,
        opted_out=guest is None or guest.left_alone,
        reachable=request.conversation_id is not None,
        complaint_open=(open_case is not None and open_case.reason in _SORE)
        or history.has_open_case(session, request.guest_id),
        refunded=any(payment.refunded for payment in payments.of_bookings(session, ids)),
        bad_stay=request.reason == Unasked.BAD_STAY,
        answered=request.answered_at is not None or request.stars is not None,
        asked_before=rows.last_asked(session, request.guest_id, request.id),
    )


def segment(session: Session, request: ReviewRequest, booking: Booking) -> Segment:
    """In whose words they are asked."""
    guest = guests.one(session, request.guest_id)
    group = bookings.together(session, booking)
    stay = StayFacts(
        nights=booking.nights.length,
        adults=sum(one.adults for one in group),
        children=sum(len(one.children) for one in group),
        rooms=len(group),
        earlier_stays=history.earlier_stays(session, request.guest_id, booking.check_in),
        tags=frozenset(guest.tags) if guest is not None else frozenset(),
    )
    return segment_of(stay)
