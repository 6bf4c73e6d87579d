"""Google's reviews as plain values. What is missing or odd in one of them never spoils the others."""

from __future__ import annotations

import json
import math
import re
from datetime import UTC, datetime
from typing import Any, Final

from core.domain.public_reviews import PublicReview, ReplySeen, ReplyState, ReviewPage, original_of

_STARS: Final = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}
_STATES: Final = {"PENDING": ReplyState.IN_REVIEW, "REJECTED": ReplyState.REJECTED}
_UNKEEPABLE: Final = re.compile("[\x00\ud800-\udfff]")
_KEY: Final = re.compile(r"[A-Za-z0-9_=-]{1,120}")
_LONGEST_WORDS: Final = 20_000


def parse(raw: bytes) -> dict[str, Any] | None:
    """The object in the bytes; None for whatever is none."""
    try:
        found = json.loads(raw, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def words(value: Any, longest: int = 300) -> str:
    return _UNKEEPABLE.sub("", value)[:longest] if isinstance(value, str) else ""


def page_of(answer: dict[str, Any]) -> ReviewPage:
    rows = listed(answer.get("reviews"))
    found = [one for one in map(_review, rows) if one is not None]
    total, average = answer.get("totalReviewCount"), answer.get("averageRating")
    return ReviewPage(
        tuple(found),
        words(answer.get("nextPageToken"), 2000),
        total if isinstance(total, int) and not isinstance(total, bool) else 0,
        float(average) if isinstance(average, int | float) and math.isfinite(average) else None,
        len(rows) - len(found),
    )


def _review(row: Any) -> PublicReview | None:
    told = mapping(row)
    key, written_at = words(told.get("reviewId"), 200), _moment(told.get("createTime"))
    if not _KEY.fullmatch(key) or written_at is None:
        return None
    reviewer = mapping(told.get("reviewer"))
    author = "" if reviewer.get("isAnonymous") is True else words(reviewer.get("displayName"), 200).strip()
    return PublicReview(
        key=key,
        author=author,
        stars=_STARS.get(words(told.get("starRating"))),
        words=original_of(words(told.get("comment"), _LONGEST_WORDS)),
        written_at=written_at,
        changed_at=_moment(told.get("updateTime")) or written_at,
        reply=reply_of(mapping(told.get("reviewReply"))),
    )


def reply_of(told: dict[str, Any]) -> ReplySeen | None:
    said = original_of(words(told.get("comment"), _LONGEST_WORDS))
    if not said:
        return None
    state = _STATES.get(words(told.get("reviewReplyState")), ReplyState.SENT)
    return ReplySeen(said, _moment(told.get("updateTime")), state, words(told.get("policyViolation"), 80))


def _moment(value: Any) -> datetime | None:
    """RFC 3339, with up to nine digits of a second of which six can be kept."""
    try:
        found = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", words(value, 40)))
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None
