"""Whom a demo hotel has asked how it was, and what they answered: by the rules by which the house asks."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from core.domain.reviews import (
    UNHAPPY,
    RequestState,
    Rules,
    Segment,
    StayFacts,
    Unasked,
    first_moment,
    segment_of,
    variant_of,
    within_hours,
)
from core.store.hotels import Hotel

RULES: Final = Rules(variants=("a", "b"))
# Of a hundred who are asked so many answer, by the words they read; and by the kind of stay a few more or less.
_ANSWER: Final = {"a": 44, "b": 64}
_KINDS: Final = {Segment.FAMILY: -8, Segment.COUPLE: 5, Segment.RETURNING: 12, Segment.SOLO: -3}
_FREE, _ARRIVE, _LEFT_IN_PEACE = 0.42, 0.9, 0.06
_READ: Final = {"free": 0.93, "template": 0.8}
_REASONS: Final = (Unasked.BAD_STAY, Unasked.REFUNDED, Unasked.OPTED_OUT, Unasked.BY_STAFF)
# So many who left last still wait for their hour, and of those who were asked last two are unhappy.
_WAIT: Final = 3
_LATE: Final = (timedelta(hours=5), timedelta(hours=20))
# A chat takes some minutes: nobody is in the middle of one as the house opens.
_CHAT: Final = timedelta(minutes=10)


@cache
def texts() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "reviews.toml").read_text(encoding="utf-8"))


@dataclass
class Question:
    """A request as a row, how far its message came, what the guest answered, and what came of it."""

    row: dict[str, Any]
    delivery: str = "delivered"
    said: dict[str, Any] | None = None
    case: dict[str, Any] | None = None

    @property
    def is_upset(self) -> bool:
        said = self.said
        return said is not None and bool(
            said["s"] <= UNHAPPY or said.get("strong") or said.get("contradicts")
        )

    def answer(self, said: dict[str, Any], at: datetime) -> None:
        self.said, self.delivery = said, "read"
        self.row.update(state=RequestState.ANSWERED, stars=said["s"], rated_at=at, answered_at=at, reminded=0)


class Asking:
    """Asks everybody who left, the first first; a guest who comes back soon is left in peace."""

    def __init__(self, hotel: Hotel, languages: dict[int, str], now: datetime) -> None:
        self._hotel, self._languages, self._now = hotel, languages, now
        self._zone = ZoneInfo(hotel.timezone)
        self._chance = random.Random(f"reviews:{hotel.slug}:{now.date()}")
        self._asked: dict[int, datetime] = {}
        self._stays: dict[int, int] = {}
        self._last_said: dict[str, Any] | None = None

    def all(self, stays: Iterable[tuple[int, dict[str, Any]]]) -> list[Question]:
        in_order = sorted(stays, key=lambda stay: stay[1]["left_at"])
        made = [
            self._question(number, row, waits=place >= len(in_order) - _WAIT)
            for place, (number, row) in enumerate(in_order)
        ]
        lately = [one for one in reversed(made) if one.row["asked_at"]][: len(_LATE)]
        for one, ago in zip(lately, _LATE, strict=False):
            at = max(self._now - ago, one.row["asked_at"] + timedelta(minutes=20))
            if at < self._now - _CHAT:
                one.answer(self._said(one.row["language"], "upset", UNHAPPY), at)
        return made

    def _question(self, number: int, row: dict[str, Any], *, waits: bool) -> Question:
        guest = row["guest_id"]
        earlier = self._stays.get(guest, 0)
        self._stays[guest] = earlier + 1
        due, before = first_moment(row["left_at"], RULES, self._zone), self._asked.get(guest)
        one = Question(self._plain(number, row, due))
        if before is not None and due - before < timedelta(days=RULES.cap_days):
            one.row.update(state=RequestState.SKIPPED, reason=Unasked.ASKED_LATELY, ended_at=due)
        elif waits or due > self._now:
            hours = timedelta(hours=self._chance.uniform(1, 4))
            one.row["due_at"] = within_hours(max(due, self._now) + hours, RULES, self._zone)
        elif self._chance.random() < _LEFT_IN_PEACE:
            one.row.update(state=RequestState.SKIPPED, reason=self._chance.choice(_REASONS), ended_at=due)
        else:
            self._ask(one, row, earlier)
        return one

    def _plain(self, number: int, row: dict[str, Any], due: datetime) -> dict[str, Any]:
        return {
            "hotel_id": self._hotel.id, "booking_id": number, "stay_key": row["code"], "reminded": 0,
            "guest_id": row["guest_id"], "conversation_id": None, "message_id": None, "left_at": row["left_at"],
            "due_at": due, "state": RequestState.PLANNED, "segment": None, "variant": None, "language": None,
            "way": None, "asked_at": None, "stars": None, "rated_at": None, "answered_at": None, "reason": None,
            "ended_at": None,
        }  # fmt: skip

    def _ask(self, one: Question, row: dict[str, Any], earlier: int) -> None:
        guest, due = row["guest_id"], one.row["due_at"]
        nights = (row["stay"].upper - row["stay"].lower).days
        segment = segment_of(StayFacts(nights, row["adults"], len(row["children"]), earlier_stays=earlier))
        variant = variant_of(self._hotel.id, guest, RULES.variants)
        way = "free" if self._chance.random() < _FREE else "template"
        days = (self._now - due).days
        self._asked[guest] = due
        one.row.update(
            state=RequestState.SENT, asked_at=due, segment=segment, variant=variant, way=way,
            language=self._languages.get(guest, "es"), reminded=sum(days >= gap for gap in RULES.reminders),
        )  # fmt: skip
        if self._chance.random() > _ARRIVE:
            one.delivery = "sent"
        elif self._chance.random() < _READ[way]:
            one.delivery = "read"
        at = due + timedelta(hours=self._chance.uniform(0.2, 30))
        if self._chance.random() * 100 < _ANSWER[variant] + _KINDS.get(segment, 0) and at < self._now - _CHAT:
            kind = "upset" if self._chance.randrange(texts()["upset_each"]) == 0 else "said"
            one.answer(self._said(one.row["language"], kind), at)

    def _said(self, language: str, kind: str, most: int = 5) -> dict[str, Any]:
        """No two in a row say the same."""
        fitting = [one for one in texts()[kind] if one["l"] == language and one["s"] <= most]
        others = [one for one in fitting if one is not self._last_said]
        found: dict[str, Any] = self._chance.choice(others or fitting)
        self._last_said = found
        return found
