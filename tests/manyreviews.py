"""A season of questions and reviews, for screens that draw them."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from core.base import clock
from core.store.db import transaction
from core.store.review_requests import ReviewClick, ReviewRequest
from core.store.reviews import Review, ReviewCase
from tests.makers import House
from tests.reviewed import reviewed

_SEGMENTS = ("couple", "couple", "family", "solo", "returning", "long_stay")
_TOPICS = ("breakfast", "staff", "cleanliness", "bed", "noise", "wifi", "location", "temperature")
_WORDS = {
    True: ("El desayuno riquísimo y la atención un amor.", "Volveríamos mañana mismo."),
    False: ("Mucho ruido de la ruta a la noche.", "El wifi no llegaba al cuarto y el agua salía tibia."),
}


def a_season(house: House) -> None:
    """Ninety days: some two hundred asked, about half of whom answered, and what stands in public."""
    reviewed(house)
    chance, now = random.Random(7), clock.now()
    with transaction(house.posada) as session:
        like = session.scalars(select(ReviewRequest).order_by(ReviewRequest.id)).first()
        assert like is not None
        for number in range(200):
            _asked(session, like, number, chance, now - timedelta(days=chance.uniform(0.5, 88)))
        session.execute(insert(Review), [_public(house, number, chance, now) for number in range(60)])


def _asked(session: Session, like: ReviewRequest, number: int, chance: random.Random, at: datetime) -> None:
    answered = chance.random() < 0.52
    stars = chance.choice((5, 5, 5, 4, 4, 3, 2)) if answered else None
    request = ReviewRequest(
        hotel_id=like.hotel_id, booking_id=like.booking_id, stay_key=f"S{number}", guest_id=like.guest_id,
        conversation_id=like.conversation_id, state="answered" if answered else "sent", left_at=at, due_at=at,
        reminded=0, asked_at=at, segment=chance.choice(_SEGMENTS), variant=chance.choice("ab"),
        language=chance.choice(("es", "es", "en", "pt")), way=chance.choice(("free", "template", "template")),
        stars=stars, answered_at=at + timedelta(hours=2) if answered else None,
    )  # fmt: skip
    session.add(request)
    session.flush()
    if not answered:
        return
    if chance.random() < 0.5:
        where = chance.choice(("google", "google", "tripadvisor", "booking"))
        facts = {"hotel_id": like.hotel_id, "request_id": request.id, "platform": where, "times": 1}
        session.add(ReviewClick(first_at=at, **facts))
    assert stars is not None
    kept = _row(like.hotel_id, "own", f"request:{request.id}", stars, chance, at)
    review = Review(**kept | {"request_id": request.id, "guest_id": like.guest_id, "author": ""})
    session.add(review)
    session.flush()
    if stars <= 2:
        until = None if number % 7 == 0 else at + timedelta(hours=chance.uniform(1, 30))
        case = ReviewCase(
            hotel_id=like.hotel_id, review_id=review.id, conversation_id=like.conversation_id,
            reasons=["few_stars"], opened_at=at, due_at=at + timedelta(hours=24), resolved_at=until,
            resolution="Se habló con el huésped" if until else "",
        )  # fmt: skip
        session.add(case)


def _public(house: House, number: int, chance: random.Random, now: datetime) -> dict[str, Any]:
    platform = chance.choice(("google", "google", "booking", "tripadvisor"))
    at = now - timedelta(days=chance.uniform(0.5, 88))
    return _row(house.posada, platform, f"P{number}", chance.choice((5, 5, 4, 4, 3, 1)), chance, at)


def _row(
    hotel: int, platform: str, key: str, stars: int, chance: random.Random, at: datetime
) -> dict[str, Any]:
    happy = stars >= 4
    signs = ("good", "good", "good", "mixed") if happy else ("bad", "bad", "mixed")
    return {
        "hotel_id": hotel, "platform": platform, "key": key, "author": chance.choice(("Marta", "John", "Luísa")),
        "stars": stars, "score": str(stars), "words": chance.choice(_WORDS[happy]), "language": "es",
        "written_at": at, "stored_at": at, "reply": "", "is_strong": False, "contradicts": False,
        "topics": {topic: chance.choice(signs) for topic in chance.sample(_TOPICS, 2)},
    }  # fmt: skip
