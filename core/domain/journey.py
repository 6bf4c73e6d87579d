"""The letters of a guest's journey: which there are, when each is due on the hotel's clock, and until when it helps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

from core.domain.bookings import Status
from core.domain.plain import NotPlain, from_plain, to_plain
from core.domain.stays import HouseHours, Stay

EDITION: Final = 1


class JourneyLetter(StrEnum):
    """What the house writes by itself while a stay comes nearer; a confirmation is said with the fact itself."""

    BALANCE_DUE = "balance_due"
    DAY_BEFORE = "day_before"
    ARRIVAL = "arrival"
    CHECKOUT_DAY = "checkout_day"


# Said about a hold, by its own clock; switched and shown beside them.
HOLD_REMINDER: Final = "hold_reminder"


class Fate(StrEnum):
    PLANNED = "planned"
    SENT = "sent"
    SKIPPED = "skipped"


class Why(StrEnum):
    """Why a letter was not written, or why it waits."""

    SWITCHED_OFF = "switched_off"
    OPTED_OUT = "opted_out"
    PAID = "paid"
    ALREADY_HERE = "already_here"
    NO_STAY = "no_stay"
    TOO_LATE = "too_late"
    IN_CONFIRMATION = "in_confirmation"
    ANOTHER_ROOM = "another_room"
    NO_CHAT = "no_chat"
    NO_TEMPLATE = "no_template"
    BY_STAFF = "by_staff"
    WITH_A_PERSON = "with_a_person"
    QUIET_HOURS = "quiet_hours"


# Which letters a stay may still expect, by how it stands.
EXPECTED: Final[dict[Status, frozenset[JourneyLetter]]] = {
    Status.CONFIRMED: frozenset(
        {JourneyLetter.BALANCE_DUE, JourneyLetter.DAY_BEFORE, JourneyLetter.CHECKOUT_DAY}
    ),
    Status.IN_HOUSE: frozenset({JourneyLetter.ARRIVAL, JourneyLetter.CHECKOUT_DAY}),
}
# Whoever books after their hour reads them in the confirmation.
IN_CONFIRMATION: Final = frozenset({JourneyLetter.BALANCE_DUE, JourneyLetter.DAY_BEFORE})
# Said to somebody who has just come in: nobody is woken.
_WHILE_AWAKE: Final = frozenset({JourneyLetter.ARRIVAL})


class JourneyProblem(Exception):
    """The document contradicts itself; the words say where."""


@dataclass(frozen=True)
class Rule:
    """Whether a letter is written, so many days before at an hour of the hotel's, or minutes after what it follows."""

    on: bool = True
    days: int = 0
    hour: time = time(10)
    minutes: int = 0


@dataclass(frozen=True)
class Journey:
    """A hotel's own times. `hold_reminder` is what is said so many minutes before a hold ends."""

    edition: int = EDITION
    balance_due: Rule = Rule(days=3, hour=time(11))
    day_before: Rule = Rule(days=1, hour=time(10))
    arrival: Rule = Rule(minutes=10)
    checkout_day: Rule = Rule(hour=time(8, 30))
    hold_reminder: Rule = Rule(minutes=15)
    quiet_from: time = time(22)
    quiet_until: time = time(8)

    def __post_init__(self) -> None:
        for wrong, words in _contradictions(self):
            if wrong:
                raise JourneyProblem(words)

    def rule(self, letter: JourneyLetter) -> Rule:
        found = getattr(self, letter.value)
        assert isinstance(found, Rule)
        return found


def _contradictions(document: Journey) -> list[tuple[bool, str]]:
    rules = [document.rule(letter) for letter in JourneyLetter] + [document.hold_reminder]
    return [
        (document.edition != EDITION, f"edition {document.edition} is not spoken here"),
        (any(not 0 <= rule.days <= 60 for rule in rules), "letters are written up to 60 days before"),
        (any(not 0 <= rule.minutes <= 1440 for rule in rules), "letters follow within a day"),
        (not 1 <= document.hold_reminder.minutes <= 720, "a hold's end is told 1 to 720 minutes before"),
    ]


def day_of(letter: JourneyLetter, stay: Stay) -> Any:
    """The day a letter is about: for another day it is another letter."""
    return stay.check_out if letter is JourneyLetter.CHECKOUT_DAY else stay.check_in


def due_at(
    journey: Journey, letter: JourneyLetter, stay: Stay, timezone: str, arrived_at: datetime
) -> datetime:
    rule = journey.rule(letter)
    if letter is JourneyLetter.ARRIVAL:
        return arrived_at + timedelta(minutes=rule.minutes)
    day = day_of(letter, stay) - timedelta(days=rule.days)
    return awake(journey, letter, datetime.combine(day, rule.hour, ZoneInfo(timezone)), timezone)


def awake(journey: Journey, letter: JourneyLetter, moment: datetime, timezone: str) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into, on the hotel's clock."""
    zone = ZoneInfo(timezone)
    local = moment.astimezone(zone)
    starts, ends = journey.quiet_from, journey.quiet_until
    if letter in _WHILE_AWAKE or starts == ends:
        return moment
    over_midnight = starts > ends
    hour = local.time()
    is_quiet = (hour >= starts or hour < ends) if over_midnight else starts <= hour < ends
    if not is_quiet:
        return moment
    day = local.date() + timedelta(days=1 if over_midnight and hour >= starts else 0)
    return datetime.combine(day, ends, zone)


def helps_until(letter: JourneyLetter, stay: Stay, hours: HouseHours) -> datetime:
    """After this moment nobody has any use for it."""
    if letter in IN_CONFIRMATION:
        return hours.arrival(stay)
    return hours.departure(stay)


def to_json(document: Journey) -> dict[str, Any]:
    return dict(to_plain(document))


def from_json(data: dict[str, Any]) -> Journey:
    try:
        read = from_plain(Journey, data, "journey")
    except NotPlain as problem:
        raise JourneyProblem(str(problem)) from None
    assert isinstance(read, Journey)
    return read
