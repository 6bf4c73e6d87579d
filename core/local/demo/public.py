"""What stands in public about a demo hotel: a review every few days, most of them answered, some from a file."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from core.domain.access import Actor, Role
from core.domain.reviews import Platform
from core.local.demo.questions import texts
from core.local.demo.rows import keep
from core.store.hotels import Hotel
from core.store.reviews import Review, ReviewImport

_HOW_MANY, _EVERY = 46, timedelta(days=2, hours=13)
# Older ones have been answered, but for some; of the newer ones hardly any.
_SETTLED, _OFTEN, _SELDOM = timedelta(days=9), 0.82, 0.2
_FILE_OF: Final = Platform.BOOKING
_TAKEN_IN: Final = timedelta(days=6)


def write_public(session: Session, hotel: Hotel, people: list[Actor], now: datetime) -> None:
    chance = random.Random(f"public:{hotel.slug}:{now.date()}")
    found = texts()["public"]
    rows = [
        _row(hotel, found[place % len(found)], place, now - _EVERY * place - timedelta(hours=7))
        for place in range(_HOW_MANY)
    ]
    managers = [person for person in people if person.role is Role.MANAGER] or people
    number = _take_in(session, hotel, managers[0], [row for row in rows if _is_of_the_file(row, now)], now)
    for row in rows:
        if _is_of_the_file(row, now):
            row["import_id"] = number
        _reply(hotel, row, managers[0], chance, now)
    keep(session, Review, rows)


def _is_of_the_file(row: dict[str, Any], now: datetime) -> bool:
    return bool(row["platform"] == _FILE_OF and row["written_at"] < now - _TAKEN_IN)


def _row(hotel: Hotel, said: dict[str, Any], place: int, at: datetime) -> dict[str, Any]:
    return {
        "hotel_id": hotel.id, "platform": Platform(said["p"]), "key": f"demo-{place}", "author": said["a"],
        "stars": said["s"], "score": f"{said['s']}/5", "words": said["w"], "language": said["l"], "written_at": at,
        "stored_at": at, "topics": said["t"], "is_strong": said.get("strong", False), "contradicts": False,
        "reply": "", "replied_at": None, "replied_by": None, "import_id": None,
    }  # fmt: skip


def _take_in(session: Session, hotel: Hotel, who: Actor, rows: list[dict[str, Any]], now: datetime) -> int:
    taken = ReviewImport(
        hotel_id=hotel.id, platform=_FILE_OF, file="booking-resenas.csv", fingerprint=f"demo-{hotel.slug}",
        new=len(rows), known=0, unreadable=0, staff_id=who.staff_id, taken_at=now - _TAKEN_IN,
    )  # fmt: skip
    session.add(taken)
    session.flush()
    return taken.id


def _reply(hotel: Hotel, row: dict[str, Any], who: Actor, chance: random.Random, now: datetime) -> None:
    age = now - row["written_at"]
    if not row["words"] or chance.random() > (_OFTEN if age > _SETTLED else _SELDOM):
        return
    good, bad = texts()["reply"][row["language"]]
    at = row["written_at"] + min(age / 2, timedelta(hours=chance.uniform(5, 60)))
    words = (good if row["stars"] > 3 else bad).format(hotel=hotel.name)
    row.update(reply=words, replied_at=at, replied_by=who.staff_id)
