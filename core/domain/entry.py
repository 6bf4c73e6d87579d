"""What a hotel asks of its people before they come in: how old a password may be, and who needs a second factor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from core.domain.access import Role

MOST_DAYS: Final = 365


class Awaits(StrEnum):
    """What is still missing when the password was right."""

    CODE = "code"
    FACTOR = "factor"
    PASSWORD = "password"  # noqa: S105 - what is asked for


@dataclass(frozen=True)
class EntryRules:
    """`rotate_days` of 0 means that a good password may stay."""

    rotate_days: int = 0
    second_factor_for: tuple[Role, ...] = ()


class WrongRules(Exception):
    """Rules nobody could live by."""


def checked(rotate_days: int, roles: list[str]) -> EntryRules:
    if rotate_days and not 30 <= rotate_days <= MOST_DAYS:
        raise WrongRules("passwords live from 30 days to a year")
    if set(roles) - set(Role):
        raise WrongRules("no such role")
    return EntryRules(rotate_days, tuple(role for role in Role if role in roles))


def from_json(kept: dict[str, Any]) -> EntryRules:
    """A document that makes no sense asks for nothing beyond a password."""
    days, roles = kept.get("rotate_days", 0), kept.get("second_factor_for", [])
    try:
        return checked(int(days), [str(role) for role in roles])
    except (WrongRules, ValueError, TypeError):
        return EntryRules()


def to_json(rules: EntryRules) -> dict[str, Any]:
    return {
        "rotate_days": rules.rotate_days,
        "second_factor_for": [str(one) for one in rules.second_factor_for],
    }


def strictest(rules: list[tuple[EntryRules, Role]]) -> tuple[int, bool]:
    """For somebody with roles in several hotels: the shortest life of a password, and whether a factor is needed."""
    days = [one.rotate_days for one, _ in rules if one.rotate_days]
    return min(days, default=0), any(role in one.second_factor_for for one, role in rules)
