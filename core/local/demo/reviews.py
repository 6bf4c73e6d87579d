"""What a demo hotel's guests said of their stays, what its people did about it, and who reads of it on Sunday."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.access import Actor, Role
from core.domain.bookings import Status
from core.domain.digest import DigestWay
from core.domain.plain import to_plain
from core.domain.reviews import UNHAPPY, Platform, RequestState
from core.local.demo.public import write_public
from core.local.demo.questions import RULES, Asking, Question
from core.local.demo.rows import keep, numbered
from core.local.demo.talks import write_talks
from core.services import mail
from core.services.digest import receiving, sending
from core.services.digest.receiving import Wanted
from core.services.reviews import asking
from core.services.reviews.answering import Trouble
from core.store import digests, review_requests
from core.store.guests import Guest
from core.store.hotels import Hotel
from core.store.review_requests import ReviewClick, ReviewRequest, ReviewRules
from core.store.reviews import Review, ReviewCase
from core.store.staff import Membership, Staff

# Of those who answered so many open a link, most of them the one of Google.
_OPEN: Final = 0.46
_WHERE: Final = (Platform.GOOGLE,) * 6 + (Platform.BOOKING,) * 3 + (Platform.TRIPADVISOR,) * 2
_A_DAY: Final = timedelta(days=1)
_READS_SINCE: Final = timedelta(days=60)

Stays = list[tuple[int, dict[str, Any]]]


def write_reviews(session: Session, hotel: Hotel, stays: Stays, now: datetime) -> None:
    left = [stay for stay in stays if stay[1]["status"] == Status.CHECKED_OUT and stay[1]["guest_id"]]
    if not left:
        return
    chance, people = random.Random(f"said:{hotel.slug}:{now.date()}"), _people(session)
    rules = {"document": dict(to_plain(RULES)), "version": 1, "changed_at": now - _READS_SINCE}
    session.add(ReviewRules(hotel_id=hotel.id, **rules))
    spoken = {
        number: language or "es" for number, language in session.execute(select(Guest.id, Guest.language))
    }
    questions = Asking(hotel, spoken, now).all(left)
    upset = sorted((one for one in questions if one.is_upset), key=_answered_at, reverse=True)
    for place, one in enumerate(upset):
        one.case = _case(one, place, people, now)
    write_talks(session, hotel, [one for one in questions if one.row["asked_at"]])
    rows = [one.row for one in questions]
    made = numbered(session, ReviewRequest, rows)
    asked = list(zip(made, questions, strict=True))
    _write_answers(session, [(number, one) for number, one in asked if one.said], chance)
    write_public(session, hotel, people, now)
    for number, one in asked:
        request = (
            review_requests.locked(session, number) if one.row["state"] == RequestState.PLANNED else None
        )
        if request is not None:
            asking.put_off(session, request, request.due_at)
    _send_digest(session, hotel, people, now)


def _people(session: Session) -> list[Actor]:
    """Those of this hotel, whoever decides most first."""
    found = session.execute(
        select(Staff, Membership)
        .join(Membership, Membership.staff_id == Staff.id)
        .order_by(Membership.role != Role.OWNER, Membership.role != Role.MANAGER, Staff.id)
    )
    return [Actor(person.id, place.hotel_id, person.name, Role(place.role)) for person, place in found]


def _answered_at(one: Question) -> datetime:
    at: datetime = one.row["answered_at"]
    return at


def _write_answers(session: Session, answered: list[tuple[int, Question]], chance: random.Random) -> None:
    clicks = [
        {"hotel_id": one.row["hotel_id"], "request_id": number, "platform": chance.choice(_WHERE),
         "first_at": one.row["answered_at"], "times": 1}
        for number, one in answered if chance.random() < _OPEN
    ]  # fmt: skip
    keep(session, ReviewClick, clicks)
    made = numbered(session, Review, [_review(number, one) for number, one in answered])
    told = zip(made, (one for _, one in answered), strict=True)
    cases = [one.case | {"review_id": number, "conversation_id": one.row["conversation_id"]}
             for number, one in told if one.case is not None]  # fmt: skip
    keep(session, ReviewCase, cases)


def _review(number: int, one: Question) -> dict[str, Any]:
    said, row = one.said or {}, one.row
    return {
        "hotel_id": row["hotel_id"], "platform": Platform.OWN, "key": f"request:{number}", "request_id": number,
        "booking_id": row["booking_id"], "guest_id": row["guest_id"], "author": "", "stars": said["s"],
        "score": f"{said['s']}/5", "words": said["w"], "language": said["l"], "written_at": row["answered_at"],
        "stored_at": row["answered_at"], "topics": said["t"], "is_strong": said.get("strong", False),
        "contradicts": said.get("contradicts", False), "reply": "",
    }  # fmt: skip


def _case(one: Question, place: int, people: list[Actor], now: datetime) -> dict[str, Any]:
    """Of the two newest one waits for somebody and one is somebody's; the earlier were put right within the day."""
    said, at = one.said or {}, _answered_at(one)
    reasons = ((said["s"] <= UNHAPPY, Trouble.FEW_STARS), (said.get("strong"), Trouble.STRONG_WORDS),
               (said.get("contradicts"), Trouble.AGAINST_THE_STARS))  # fmt: skip
    careful = [person for person in people if person.role != Role.VIEWER] or people
    who = careful[place % len(careful)].staff_id if place else None
    over = at + timedelta(hours=2 + place % 9, minutes=7 * (place % 5))
    done = over if place > 1 and over < now else None
    return {
        "hotel_id": one.row["hotel_id"], "reasons": [word for holds, word in reasons if holds], "opened_at": at,
        "due_at": at + _A_DAY, "owner_id": who, "taken_at": at + timedelta(minutes=40) if who else None,
        "resolved_at": done, "resolved_by": who if done else None, "resolution": said["what"] if done else "",
        "followed_up_at": done if done and place % 3 else None,
    }  # fmt: skip


def _send_digest(session: Session, hotel: Hotel, people: list[Actor], now: datetime) -> None:
    """Whoever decides most has been reading it for weeks: the newest lies in the mailbox as the house opens."""
    if mail.way() is mail.Way.NONE or people[0].role is not Role.OWNER:
        return
    receiving.want(session, people[0], Wanted(DigestWay.EMAIL), f"demo-digest-{hotel.slug}")
    row = digests.reader(session, people[0].staff_id)
    assert row is not None
    row.since = now - _READS_SINCE
    session.flush()
    sending.plan(session, hotel.id)
