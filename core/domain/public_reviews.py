"""Reviews on a platform that lets a hotel read and answer them: what it tells of each, and what can be wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from core.domain.reviews import Platform

# In bytes, as the platform counts.
LONGEST_REPLY: Final = 4096
_FIRST_REST: Final = timedelta(minutes=1)
_LONGEST_REST: Final = timedelta(hours=6)
_ORIGINAL_LAST: Final = re.compile(r"\(Translated by Google\).*?\(Original\)\s*(.+)", re.DOTALL)
_ORIGINAL_FIRST: Final = re.compile(r"(.+?)\s*\(Translated by Google\).*", re.DOTALL)


class Wrong(StrEnum):
    """Why the platform did not do what it was asked; the screen has a sentence for each."""

    TOKEN = "token"  # noqa: S105 - the name of what is wrong
    CLIENT = "client"
    NOT_OURS = "not_ours"
    SWITCHED_OFF = "switched_off"
    NO_QUOTA = "no_quota"
    PLACE = "place"
    REVIEW_GONE = "review_gone"
    BUSY = "busy"
    AWAY = "away"
    OTHER = "other"


# With these nothing gets better until somebody has changed something.
STOPS: Final = frozenset(
    {Wrong.TOKEN, Wrong.CLIENT, Wrong.NOT_OURS, Wrong.SWITCHED_OFF, Wrong.NO_QUOTA, Wrong.PLACE}
)
PASSES: Final = frozenset({Wrong.BUSY, Wrong.AWAY})


class Declined(Exception):
    """The platform said no, or nothing. `seconds` is how long it wishes to be left alone."""

    def __init__(self, wrong: Wrong, detail: str, seconds: float = 0.0) -> None:
        super().__init__(f"{wrong}: {detail}")
        self.wrong, self.detail, self.seconds = wrong, detail[:300], seconds


class ReplyState(StrEnum):
    """Where a public reply stands that was sent from here. None has one that was only noted."""

    SENDING = "sending"
    SENT = "sent"
    IN_REVIEW = "in_review"
    REJECTED = "rejected"
    FAILED = "failed"


@dataclass(frozen=True)
class PlaceKey:
    """A hotel's place on a platform, with the secrets that open it."""

    platform: Platform
    place: str
    client: str
    secret: str
    token: str


@dataclass(frozen=True)
class ReplySeen:
    words: str
    at: datetime | None
    state: ReplyState = ReplyState.SENT
    problem: str = ""


@dataclass(frozen=True)
class PublicReview:
    """As it stands there now. `key` is the platform's own number for it; who is anonymous has no name."""

    key: str
    author: str
    stars: int | None
    words: str
    written_at: datetime
    changed_at: datetime
    reply: ReplySeen | None = None


@dataclass(frozen=True)
class ReviewPage:
    """`mark` leads to the next page; the last has none. `total` and `average` are of all there are."""

    reviews: tuple[PublicReview, ...]
    mark: str = ""
    total: int = 0
    average: float | None = None
    unreadable: int = 0


def original_of(words: str) -> str:
    """What the guest wrote, where the platform sends its own translation along."""
    for shape in (_ORIGINAL_LAST, _ORIGINAL_FIRST):
        found = shape.fullmatch(words.strip())
        if found is not None:
            return found.group(1).strip()
    return words.strip()


def rest(failures: int, seconds: float = 0.0) -> timedelta:
    """How long a platform is left alone that did not answer so many times running, or said itself how long."""
    even = min(_LONGEST_REST, _FIRST_REST * (1 << min(failures, 12)))
    return min(max(even, timedelta(seconds=seconds)), timedelta(hours=24))
