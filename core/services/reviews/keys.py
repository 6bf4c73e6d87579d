"""What makes a review this one and no other."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from core.services.reviews.exports import Arrived

_OURS: Final = re.compile(r"[0-9a-f]{32}")


def key_of(one: Arrived) -> str:
    """The platform's own number for it, else one made of all that it says."""
    written = f"{one.author}|{one.written_at.date()}|{one.score}|{one.words}"
    return one.key or hashlib.sha256(written.encode()).hexdigest()[:32]


def is_ours(key: str) -> bool:
    """Made here, for the platform gave none."""
    return bool(_OURS.fullmatch(key))


def reply_lane(review_id: int) -> str:
    """Where the letters that carry a public reply stand behind each other."""
    return f"publish_reply:{review_id}"
