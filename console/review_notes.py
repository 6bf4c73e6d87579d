"""What the figures of reviews come to: the few things an owner should know, each a way to what stands behind it."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from sqlalchemy.orm import Session

from core.store.views import review_numbers as view
from core.store.views import reviews
from core.store.views.numbers.span import Span
from core.store.views.review_numbers import Rated, Spoken

# Fewer stars than this in either period, or fewer words about a topic, say nothing.
_ENOUGH_STARS: Final = 10
_ENOUGH_WORDS: Final = 3
_STEADY: Final = 0.05

Note = dict[str, Any]


def notes(session: Session, span: Span, spoken: list[Spoken], rated: list[Rated]) -> list[Note]:
    """The most urgent first."""
    found = [
        _open(session),
        *_topics(spoken),
        _stars(rated, view.rated(session, span.before)),
        _replies(session),
    ]
    return [note for note in found if note is not None]


def _open(session: Session) -> Note | None:
    waiting = reviews.open_cases(session)
    return {"kind": "open", "count": waiting} if waiting else None


def _replies(session: Session) -> Note:
    count = reviews.unanswered(session)
    return {"kind": "unanswered", "count": count} if count else {"kind": "all_answered"}


def _topics(spoken: list[Spoken]) -> list[Note]:
    whole, signs = Counter[str](), Counter[tuple[str, str]]()
    for one in spoken:
        whole[one.topic] += one.count
        signs[one.topic, one.sign] += one.count
    made = []
    for kind, sign in (("blamed", "bad"), ("praised", "good")):
        counts = {topic: signs[topic, sign] for topic in whole}
        topic = max(counts, key=lambda name: (counts[name], name), default="")
        if topic and counts[topic] >= _ENOUGH_WORDS:
            made.append(
                {"kind": kind, "topic": topic, "sign": sign, "count": counts[topic], "all": whole[topic]}
            )
    return made


def _stars(rated: list[Rated], before: list[Rated]) -> Note | None:
    (count, now), (count_before, was) = _ours(rated), _ours(before)
    if now is None or was is None or min(count, count_before) < _ENOUGH_STARS:
        return None
    kind = "stars_same" if abs(now - was) < _STEADY else "stars_up" if now > was else "stars_down"
    return {"kind": kind, "now": now, "before": was, "count": count}


def _ours(rated: list[Rated]) -> tuple[int, float | None]:
    count = sum(one.ours for one in rated)
    return count, sum(one.ours * (one.ours_average or 0) for one in rated) / count if count else None
