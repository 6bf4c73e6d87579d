"""What is known so far of a wish: the stay, who comes, whom the guest named, and how it was before it was changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

_MOST: Final = 20

Value = TypeVar("Value")


@dataclass(frozen=True)
class StaySoFar:
    """`month` is the first day of the month that is talked of, as long as none of its days is known."""

    check_in: date | None = None
    check_out: date | None = None
    nights: int | None = None
    month: date | None = None

    def __bool__(self) -> bool:
        return bool(self.check_in or self.check_out or self.nights)


@dataclass(frozen=True)
class Party:
    """`kinds` are the types of several rooms named one by one, `not_wanted` those the guest wants none of."""

    adults: int | None = None
    children: int | None = None
    child_ages: tuple[int, ...] = ()
    rooms: int | None = None
    room_type: str | None = None
    kinds: tuple[str, ...] = ()
    not_wanted: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(value is not None for value in (self.adults, self.children, self.rooms, self.room_type))

    @property
    def heads(self) -> int:
        return (self.adults or 0) + (self.children or 0)

    @property
    def complete(self) -> bool:
        return self.adults is not None and len(self.child_ages) >= (self.children or 0)


@dataclass(frozen=True)
class Named:
    """Whom the guest called by a name or as a relative: who was told to come, and who to stay at home.

    Somebody `joins` or `leaves`, or may, and who it is has not been said.
    """

    come: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    joins: bool = False
    leaves: bool = False


@dataclass(frozen=True)
class Before:
    """The wish before it was changed last, which "leave it as it was" goes back to.

    Of stay and party only what was changed is kept; `just` in the message before this one.
    """

    stay: StaySoFar | None = None
    party: Party | None = None
    named: Named = Named()
    just: bool = True


def each(value: Any, read: Callable[[Any], Value]) -> list[Value]:
    return [read(one) for one in value] if isinstance(value, list) else []


def word(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1000 else None


def stay_out(stay: StaySoFar) -> dict[str, Any]:
    days = {"check_in": stay.check_in, "check_out": stay.check_out, "month": stay.month}
    written = {name: day.isoformat() if day else None for name, day in days.items()}
    return {**written, "nights": stay.nights}


def stay_from(value: Any) -> StaySoFar:
    if not isinstance(value, dict):
        return StaySoFar()
    return StaySoFar(
        _day(value.get("check_in")),
        _day(value.get("check_out")),
        count(value.get("nights")),
        _day(value.get("month")),
    )


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def party_out(party: Party) -> dict[str, Any]:
    return {
        "adults": party.adults,
        "children": party.children,
        "child_ages": list(party.child_ages),
        "rooms": party.rooms,
        "room_type": party.room_type,
        "kinds": list(party.kinds),
        "not_wanted": list(party.not_wanted),
    }


def party_from(value: Any) -> Party:
    if not isinstance(value, dict):
        return Party()
    ages = tuple(age for age in each(value.get("child_ages"), count) if age is not None)
    return Party(
        adults=count(value.get("adults")),
        children=count(value.get("children")),
        child_ages=ages,
        rooms=count(value.get("rooms")),
        room_type=word(value.get("room_type")),
        kinds=_words(value.get("kinds")),
        not_wanted=_words(value.get("not_wanted")),
    )


def named_out(named: Named) -> dict[str, Any]:
    return {"come": list(named.come), "away": list(named.away), "joins": named.joins, "leaves": named.leaves}


def named_from(value: Any) -> Named:
    if not isinstance(value, dict):
        return Named()
    joins, leaves = value.get("joins") is True, value.get("leaves") is True
    return Named(_words(value.get("come")), _words(value.get("away")), joins, leaves)


def _words(value: Any) -> tuple[str, ...]:
    return tuple(said for said in each(value, word) if said is not None)[:_MOST]


def before_out(before: Before | None) -> dict[str, Any] | None:
    if before is None:
        return None
    return {
        "stay": stay_out(before.stay) if before.stay is not None else None,
        "party": party_out(before.party) if before.party is not None else None,
        "named": named_out(before.named),
        "just": before.just,
    }


def before_from(value: Any) -> Before | None:
    if not isinstance(value, dict):
        return None
    stay, party = value.get("stay"), value.get("party")
    return Before(
        stay_from(stay) if isinstance(stay, dict) else None,
        party_from(party) if isinstance(party, dict) else None,
        named_from(value.get("named")),
        value.get("just") is True,
    )
