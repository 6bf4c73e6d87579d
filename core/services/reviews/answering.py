"""What a guest answers: the stars are the rating, the words only raise flags, and trouble becomes somebody's case."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.opinions import Opinion
from core.domain.reviews import TOO_LATE, UNHAPPY, Platform, RequestState
from core.services.reviews import cases
from core.store import bookings, guests, outbox
from core.store import review_requests as requests
from core.store import reviews as rows
from core.store.conversations import Conversation
from core.store.review_requests import ReviewRequest
from core.store.reviews import Review

# Flows know no tables; what they name of them, they name through here.
__all__ = [
    "Review",
    "ReviewRequest",
    "Trouble",
    "awaited",
    "has_words",
    "is_unhappy",
    "rate",
    "source_of",
    "tell",
    "told_why",
    "unsay",
    "volunteered",
]

LONGEST: Final = 4000
_SO_SO: Final = 3
_A_FEW_WORDS: Final = 8
# An answer that comes later is about another stay, or about nothing we can know.
_STILL_ABOUT_IT: Final = timedelta(days=120)


class Trouble(StrEnum):
    """Why somebody of the house should look at an answer."""

    FEW_STARS = "few_stars"
    STRONG_WORDS = "strong_words"
    AGAINST_THE_STARS = "against_the_stars"
    COMPLAINT = "complaint"
    URGENT = "urgent"


def awaited(
    session: Session, conversation: Conversation, request_id: int | None = None
) -> ReviewRequest | None:
    """The request an answer belongs to: the one on the button, else the last one this guest was sent."""
    found = requests.latest_of_guest(session, conversation.guest_id) if request_id is None else None
    if request_id is not None:
        found = requests.locked(session, request_id)
    if found is None or found.guest_id != conversation.guest_id:
        return None
    begun = found.asked_at or found.answered_at
    return found if begun is not None and clock.now() - begun < _STILL_ABOUT_IT else None


def volunteered(session: Session, conversation: Conversation) -> ReviewRequest | None:
    """The stay a guest speaks of whom nobody has asked: the last one they left, if that is not long ago."""
    found = requests.unasked_of_guest(session, conversation.guest_id)
    return found if found is not None and clock.now() - found.left_at < TOO_LATE else None


def rate(session: Session, conversation: Conversation, request: ReviewRequest, stars: int) -> Review:
    """Said again it is the new number that counts: people tap the wrong star, and change their minds."""
    now = clock.now()
    request.stars, request.rated_at = stars, now
    _is_answered(session, request)
    review = _review(session, conversation, request)
    review.stars, review.score = stars, f"{stars}/5"
    if stars <= UNHAPPY:
        cases.open_for(session, conversation, review, [Trouble.FEW_STARS])
    else:
        cases.withdraw(session, review, Trouble.FEW_STARS)
    session.flush()
    return review


def tell(
    session: Session,
    conversation: Conversation,
    request: ReviewRequest,
    words: str,
    opinion: Opinion,
    troubles: list[Trouble],
) -> Review:
    """What the guest says in words joins what they said before. `troubles` are those the dialogue heard."""
    review = _review(session, conversation, request)
    _is_answered(session, request)
    review.words = "\n".join(part for part in (review.words, words.strip()) if part)[:LONGEST]
    review.language = conversation.language
    review.topics = (review.topics or {}) | {str(topic): str(sign) for topic, sign in opinion.topics.items()}
    review.is_strong = review.is_strong or opinion.is_strong
    review.contradicts = review.stars is not None and opinion.contradicts(review.stars)
    found = list(troubles)
    if opinion.is_strong:
        found.append(Trouble.STRONG_WORDS)
    if review.contradicts:
        found.append(Trouble.AGAINST_THE_STARS)
    if found:
        cases.open_for(session, conversation, review, found)
    session.flush()
    return review


def unsay(session: Session, request: ReviewRequest, words: str) -> None:
    """What a guest has written anew no longer says what it said; what was heard in other words stays."""
    review = rows.told_us(session, request.id)
    if review is None or not words.strip() or words.strip() not in review.words:
        return
    rest = review.words.replace(words.strip(), "", 1)
    review.words = "\n".join(part for part in rest.split("\n") if part.strip())
    if not review.words:
        review.topics, review.is_strong = {}, False


def is_unhappy(session: Session, request: ReviewRequest) -> bool:
    """Few stars, or words that made somebody look."""
    review = rows.told_us(session, request.id)
    few = request.stars is not None and request.stars <= UNHAPPY
    return few or (review is not None and rows.case_of(session, review.id) is not None)


def has_words(session: Session, request: ReviewRequest) -> bool:
    """Whether they have said already what there was to say."""
    review = rows.told_us(session, request.id)
    return review is not None and bool(review.words)


def told_why(session: Session, request: ReviewRequest) -> bool:
    """The happy need no reason. "So so" and three stars leave the question open what would have been better."""
    review = rows.told_us(session, request.id)
    if review is None or not review.words:
        return False
    happy = request.stars is not None and request.stars > _SO_SO
    return happy or bool(review.topics) or len(review.words.split()) > _A_FEW_WORDS


def source_of(session: Session, request: ReviewRequest) -> str:
    """Where the stay was booked."""
    booking = bookings.one(session, request.booking_id)
    return booking.source if booking is not None else ""


def _is_answered(session: Session, request: ReviewRequest) -> None:
    request.state, request.answered_at = RequestState.ANSWERED, request.answered_at or clock.now()
    outbox.cancel(session, f"review:{request.id}")


def _review(session: Session, conversation: Conversation, request: ReviewRequest) -> Review:
    known = rows.told_us(session, request.id)
    if known is not None:
        return known
    guest = guests.one(session, request.guest_id)
    now = clock.now()
    made = Review(
        hotel_id=request.hotel_id,
        platform=Platform.OWN,
        key=f"request:{request.id}",
        request_id=request.id,
        booking_id=request.booking_id,
        guest_id=request.guest_id,
        author=guest.name if guest is not None else "",
        score="",
        words="",
        language=conversation.language,
        written_at=now,
        stored_at=now,
        topics={},
        is_strong=False,
        contradicts=False,
        reply="",
    )
    session.add(made)
    session.flush()
    return made
