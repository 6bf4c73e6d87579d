"""Asking for reviews: whom, when, in whose words, and when better not. The stars a guest gives are the rating."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

STARS: Final = (1, 2, 3, 4, 5)
# From here down somebody of the house should speak to the guest.
UNHAPPY: Final = 2
# An answer to a question of long ago still counts; a question about a stay of long ago is not put any more.
TOO_LATE: Final = timedelta(days=30)


class Segment(StrEnum):
    VIP = "vip"
    BUSINESS = "business"
    LONG_STAY = "long_stay"
    FAMILY = "family"
    GROUP = "group"
    RETURNING = "returning"
    COUPLE = "couple"
    SOLO = "solo"
    FRIENDS = "friends"


class Platform(StrEnum):
    GOOGLE = "google"
    TRIPADVISOR = "tripadvisor"
    BOOKING = "booking"
    AIRBNB = "airbnb"
    EXPEDIA = "expedia"
    FACEBOOK = "facebook"
    OWN = "own"


class RequestState(StrEnum):
    """`planned` waits for its hour, `sent` for the guest; the others are ends, but the guest may answer any of them."""

    PLANNED = "planned"
    SENT = "sent"
    ANSWERED = "answered"
    SKIPPED = "skipped"


class Unasked(StrEnum):
    """Why a guest is not asked, or not again."""

    SWITCHED_OFF = "switched_off"
    BY_STAFF = "by_staff"
    NO_STAY = "no_stay"
    NOT_OVER = "not_over"
    OPTED_OUT = "opted_out"
    UNREACHABLE = "unreachable"
    COMPLAINT_OPEN = "complaint_open"
    REFUNDED = "refunded"
    BAD_STAY = "bad_stay"
    ASKED_LATELY = "asked_lately"
    ANSWERED = "answered"
    DECLINED = "declined"
    TOO_LATE = "too_late"
    NO_TEMPLATE = "no_template"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Rules:
    """What a hotel has decided about asking. `reminders` are days after the first question, with growing gaps."""

    switched_on: bool = True
    delay_hours: int = 4
    opens: time = time(10)
    closes: time = time(20)
    reminders: tuple[int, ...] = (3, 8)
    cap_days: int = 90
    variants: tuple[str, ...] = ("a",)

    def __post_init__(self) -> None:
        gaps = [later - sooner for sooner, later in zip((0, *self.reminders), self.reminders, strict=False)]
        if not 0 <= self.delay_hours <= 14 * 24:
            raise RulesProblem("delay")
        if self.opens >= self.closes:
            raise RulesProblem("hours")
        if len(self.reminders) > 2 or any(gap < 1 for gap in gaps) or gaps != sorted(gaps):
            raise RulesProblem("reminders")
        if not 1 <= self.cap_days <= 730:
            raise RulesProblem("cap")
        if not self.variants or len(set(self.variants)) != len(self.variants):
            raise RulesProblem("variants")


class RulesProblem(Exception):
    """The rules contradict themselves; the word says where."""


@dataclass(frozen=True)
class StayFacts:
    """What decides in whose words a guest is asked."""

    nights: int
    adults: int
    children: int
    rooms: int = 1
    earlier_stays: int = 0
    tags: frozenset[str] = frozenset()


_LONG: Final = 7
_MANY: Final = 5
_BY_TAG: Final = (Segment.VIP, Segment.BUSINESS, Segment.FAMILY, Segment.COUPLE, Segment.GROUP, Segment.SOLO)


def segment_of(stay: StayFacts) -> Segment:
    """What staff know of a guest comes before what the shape of the stay suggests."""
    for segment in _BY_TAG:
        if segment in stay.tags:
            return segment
    if stay.nights >= _LONG:
        return Segment.LONG_STAY
    if stay.children:
        return Segment.FAMILY
    if stay.rooms > 1 or stay.adults >= _MANY:
        return Segment.GROUP
    if stay.earlier_stays:
        return Segment.RETURNING
    return {1: Segment.SOLO, 2: Segment.COUPLE}.get(stay.adults, Segment.FRIENDS)


def within_hours(moment: datetime, rules: Rules, zone: ZoneInfo) -> datetime:
    """The moment itself, or the next one at which the hotel's clock allows it, whatever the clocks do that night."""
    local = moment.astimezone(zone)
    if rules.opens <= local.time() < rules.closes:
        return moment
    day = local.date() if local.time() < rules.opens else local.date() + timedelta(days=1)
    return datetime.combine(day, rules.opens, zone).astimezone(moment.tzinfo)


def first_moment(left_at: datetime, rules: Rules, zone: ZoneInfo) -> datetime:
    return within_hours(left_at + timedelta(hours=rules.delay_hours), rules, zone)


def reminder_moment(asked_at: datetime, number: int, rules: Rules, zone: ZoneInfo) -> datetime | None:
    """When to remind for the n-th time (from 0), if at all: at the hour of the first question, days later."""
    if number >= len(rules.reminders):
        return None
    local = asked_at.astimezone(zone).replace(tzinfo=None) + timedelta(days=rules.reminders[number])
    return within_hours(local.replace(tzinfo=zone).astimezone(asked_at.tzinfo), rules, zone)


@dataclass(frozen=True)
class Standing:
    """How a guest stands at the moment of asking."""

    has_stayed: bool
    is_over: bool
    left_at: datetime
    opted_out: bool = False
    reachable: bool = True
    complaint_open: bool = False
    refunded: bool = False
    bad_stay: bool = False
    answered: bool = False
    asked_before: datetime | None = None


def why_not(standing: Standing, rules: Rules, now: datetime) -> Unasked | None:
    """The first good reason to leave a guest in peace. `asked_before` speaks of other stays of the same guest."""
    lately = standing.asked_before is not None and now - standing.asked_before < timedelta(
        days=rules.cap_days
    )
    reasons = (
        (not rules.switched_on, Unasked.SWITCHED_OFF),
        (not standing.has_stayed, Unasked.NO_STAY),
        (not standing.is_over, Unasked.NOT_OVER),
        (standing.answered, Unasked.ANSWERED),
        (standing.opted_out, Unasked.OPTED_OUT),
        (not standing.reachable, Unasked.UNREACHABLE),
        (standing.bad_stay, Unasked.BAD_STAY),
        (standing.refunded, Unasked.REFUNDED),
        (standing.complaint_open, Unasked.COMPLAINT_OPEN),
        (lately, Unasked.ASKED_LATELY),
        (now - standing.left_at > TOO_LATE, Unasked.TOO_LATE),
    )
    return next((reason for holds, reason in reasons if holds), None)


def variant_of(hotel_id: int, guest_id: int, variants: Sequence[str]) -> str:
    """The same guest always reads the same words, and about as many guests read each."""
    digest = hashlib.sha256(f"{hotel_id}:{guest_id}:{'|'.join(variants)}".encode()).digest()
    return variants[int.from_bytes(digest[:8], "big") % len(variants)]


def in_order(links: Iterable[Platform], source: str) -> tuple[Platform, ...]:
    """The same links for every guest, whatever they said; the place where they booked comes first."""
    known = list(links)
    return tuple(sorted(known, key=lambda platform: (platform != source, known.index(platform))))


@dataclass(frozen=True)
class Rate:
    """So many of so many, with the interval in which the truth lies 95 times of 100 (Wilson)."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        if not self.of:
            return 0.0, 1.0
        z = 1.96
        p = self.hits / self.of
        base = 1 + z * z / self.of
        middle = (p + z * z / (2 * self.of)) / base
        half = z * ((p * (1 - p) + z * z / (4 * self.of)) / self.of) ** 0.5 / base
        return max(0.0, middle - half), min(1.0, middle + half)


class Comparison(StrEnum):
    TOO_FEW = "too_few"
    NO_DIFFERENCE = "no_difference"
    FIRST_BETTER = "first_better"
    SECOND_BETTER = "second_better"


_ENOUGH: Final = 30


def compare(one: Rate, other: Rate) -> Comparison:
    """Says that words work better only when chance alone would hardly look like it (two proportions, 95 %)."""
    if min(one.of, other.of) < _ENOUGH:
        return Comparison.TOO_FEW
    pooled = (one.hits + other.hits) / (one.of + other.of)
    spread = (pooled * (1 - pooled) * (1 / one.of + 1 / other.of)) ** 0.5
    if spread == 0:
        return Comparison.NO_DIFFERENCE
    distance = (one.hits / one.of - other.hits / other.of) / spread
    if abs(distance) < 1.96:
        return Comparison.NO_DIFFERENCE
    return Comparison.FIRST_BETTER if distance > 0 else Comparison.SECOND_BETTER
