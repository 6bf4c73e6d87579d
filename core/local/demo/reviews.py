"""What a demo hotel's guests said of their stays: most were asked, a good half answered, and one is still unhappy."""

from __future__ import annotations

import random
import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.reviews import UNHAPPY, Platform, RequestState, Segment, Unasked
from core.services.reviews.answering import Trouble
from core.store.hotels import Hotel
from core.store.review_requests import ReviewClick, ReviewRequest
from core.store.reviews import Review, ReviewCase

# Of ten who left: so many answer, and of those so many open a public link.
_ANSWER: Final = 0.56
_OPEN: Final = 0.4
_SEGMENTS: Final = (Segment.COUPLE, Segment.FAMILY, Segment.SOLO, Segment.RETURNING)
_LATELY: Final = timedelta(hours=4)


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "reviews.toml").read_text(encoding="utf-8"))


def write_reviews(
    session: Session, hotel: Hotel, stays: list[tuple[int, dict[str, Any]]], now: datetime
) -> None:
    chance = random.Random(f"reviews:{hotel.slug}:{now.date()}")
    left = [(number, row) for number, row in stays if row["status"] == Status.CHECKED_OUT and row["guest_id"]]
    if not left:
        return
    requests = [_request(chance, number, row, now) for number, row in left]
    numbers = session.scalars(
        insert(ReviewRequest).returning(ReviewRequest.id, sort_by_parameter_order=True), requests
    )
    answered = [(number, one) for number, one in zip(numbers, requests, strict=True) if one["answered_at"]]
    clicks = [
        {"hotel_id": hotel.id, "request_id": number, "platform": Platform.GOOGLE, "first_at": one["answered_at"],
         "times": 1}
        for number, one in answered if chance.random() < _OPEN
    ]  # fmt: skip
    if clicks:
        session.execute(insert(ReviewClick), clicks)
    ours = [_review(hotel, one, number) for number, one in answered]
    made = session.scalars(
        insert(Review).returning(Review.id, sort_by_parameter_order=True), [*ours, *_public(hotel, now)]
    )
    unhappy = [(number, one) for number, one in zip(made, ours, strict=False) if one["stars"] <= UNHAPPY]
    if unhappy:
        waits_since = [now, *[None] * len(unhappy)]
        cases = [_case(hotel, *one, waits) for one, waits in zip(unhappy[::-1], waits_since, strict=False)]
        session.execute(insert(ReviewCase), cases)


def _request(chance: random.Random, booking: int, row: dict[str, Any], now: datetime) -> dict[str, Any]:
    due = row["left_at"] + _LATELY
    is_sent, answers = due <= now and chance.random() < 0.92, chance.random() < _ANSWER
    said = chance.choice(_texts()["said"])
    answered_at = min(now, due + timedelta(hours=chance.uniform(0.2, 30))) if is_sent and answers else None
    state = RequestState.ANSWERED if answered_at else RequestState.SENT if is_sent else RequestState.PLANNED
    skipped = state is RequestState.PLANNED and due <= now
    return {
        "hotel_id": row["hotel_id"], "booking_id": booking, "stay_key": row["code"], "guest_id": row["guest_id"],
        "state": RequestState.SKIPPED if skipped else state, "left_at": row["left_at"], "due_at": due,
        "segment": chance.choice(_SEGMENTS), "variant": chance.choice("ab"), "language": said["language"],
        "way": "template", "asked_at": due if is_sent else None, "reminded": 0,
        "stars": said["stars"] if answered_at else None, "rated_at": answered_at, "answered_at": answered_at,
        "reason": Unasked.COMPLAINT_OPEN if skipped else None, "ended_at": due if skipped else None,
    }  # fmt: skip


def _review(hotel: Hotel, request: dict[str, Any], number: int) -> dict[str, Any]:
    fitting = [
        one for one in _texts()["said"]
        if one["stars"] == request["stars"] and one["language"] == request["language"]
    ]  # fmt: skip
    known = {"platform": Platform.OWN, "key": f"request:{number}", "request_id": number,
             "booking_id": request["booking_id"], "guest_id": request["guest_id"]}  # fmt: skip
    return _written(hotel, fitting[number % len(fitting)], request["answered_at"]) | known


def _public(hotel: Hotel, now: datetime) -> list[dict[str, Any]]:
    nobody = {"request_id": None, "booking_id": None, "guest_id": None}
    return [
        _written(hotel, one, now - timedelta(days=5 + 9 * place))
        | {"platform": Platform(one["platform"]), "key": f"demo-{place}", **nobody}
        for place, one in enumerate(_texts()["public"])
    ]


def _written(hotel: Hotel, said: dict[str, Any], at: datetime) -> dict[str, Any]:
    stars = said["stars"]
    return {
        "hotel_id": hotel.id, "author": "", "stars": stars, "score": f"{stars}/5", "words": said["words"],
        "language": said["language"], "written_at": at, "stored_at": at, "topics": said["topics"],
        "is_strong": False, "contradicts": False, "reply": "",
    }  # fmt: skip


def _case(hotel: Hotel, review: int, one: dict[str, Any], waits_since: datetime | None) -> dict[str, Any]:
    """The newest still waits for somebody; the earlier ones were put right within the day."""
    at = one["written_at"] if waits_since is None else waits_since - timedelta(hours=5)
    done = at + timedelta(hours=3 + review % 9) if waits_since is None else None
    return {
        "hotel_id": hotel.id, "review_id": review, "conversation_id": None, "reasons": [Trouble.FEW_STARS],
        "opened_at": at, "due_at": at + timedelta(hours=24), "resolved_at": done,
        "resolution": _texts()["resolved"]["what"] if done else "", "followed_up_at": None,
    }  # fmt: skip
