"""Keys of the API: what each may do, and from which websites a browser may use it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LONGEST_NAME: Final = 60
MOST_ORIGINS: Final = 10
_ORIGIN: Final = re.compile(
    r"https://[a-z0-9.-]{1,200}(:\d{1,5})?|http://(localhost|127\.0\.0\.1)(:\d{1,5})?"
)


class Scope(StrEnum):
    """Each may do all that stands before it: look, hold and give up rooms, act as staff."""

    READ = "read"
    HOLD = "hold"
    STAFF = "staff"


_LADDER: Final = tuple(Scope)


def grants(has: Scope, needs: Scope) -> bool:
    return _LADDER.index(has) >= _LADDER.index(needs)


@dataclass(frozen=True)
class Holder:
    """Whoever came with a good key: all that is known of them."""

    id: int
    hotel_id: int
    name: str
    scope: Scope
    origins: frozenset[str]

    def may(self, needs: Scope) -> bool:
        return grants(self.scope, needs)


class WrongKey(Exception):
    """A key that nobody should have."""


@dataclass(frozen=True)
class NewKey:
    """`origins` are the websites whose pages may use it; without any it is for programs alone."""

    name: str
    scope: Scope
    origins: tuple[str, ...] = ()


def checked(new: NewKey) -> NewKey:
    """Whoever opens a website can read the key in it: such a key never acts as staff."""
    name = " ".join(new.name.split())
    origins = tuple(dict.fromkeys(origin.strip().lower().rstrip("/") for origin in new.origins))
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise WrongKey(f"a key needs a name of at most {LONGEST_NAME} characters")
    if len(origins) > MOST_ORIGINS:
        raise WrongKey(f"a key serves at most {MOST_ORIGINS} websites")
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise WrongKey(f"{origin!r} is no website such as https://www.posada.example")
    if origins and new.scope is Scope.STAFF:
        raise WrongKey("a key with which a website works can be read by its visitors: it cannot act as staff")
    return NewKey(name, new.scope, origins)
