"""How asking and reviews went, as JSON: every figure beside the one before it, drawn, and what the field says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from console import charts, review_notes, words
from console.answers import Asked, reads
from console.periods import span_of
from console.shapes import moment
from core.base import clock
from core.domain.access import Action, require
from core.domain.opinions import Topic
from core.domain.reviews import Rate
from core.store.views import review_numbers as view
from core.store.views.numbers import nights
from core.store.views.numbers.span import Span
from core.store.views.review_numbers import Group, Rated, Spoken

# What others publish. Both are vendors' figures: no share of answers was found with a method behind it.
FIELD: Final = {
    "read_untuned": 0.58,
    "read_tuned": (0.75, 0.79),
    # 86 new public reviews in four months, 23 rooms.
    "public_per_room_month": round(86 / 4 / 23, 2),
}
ENOUGH: Final = 10
_MOST_GROUPS: Final = 12
_CASES: Final = 8
# A hotel that began to ask some days into a period was there for all of it, as far as a comparison goes.
_A_START: Final = timedelta(days=5)
_MONTH: Final = 30.4
_SIGNS: Final = (("good", charts.ACCENT), ("mixed", charts.WARM), ("bad", charts.BAD))

Said = dict[str, str]


@reads
def board(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_REVIEWS)
    span, _ = span_of(session, asked)
    said = words.group(asked.language, "numbers") | words.group(asked.language, "reviews")
    now, before = view.whole(session, span), view.whole(session, span.before)
    rated, spoken = view.rated(session, span), view.spoken(session, span)
    return {
        "now": clock.now().isoformat(),
        "first": span.first.isoformat(),
        "last": (span.until - timedelta(days=1)).isoformat(),
        "before": [span.before.first.isoformat(), (span.first - timedelta(days=1)).isoformat()],
        "began": bool(now.sent or before.sent or spoken or any(one.ours or one.public for one in rated)),
        "enough": now.sent >= ENOUGH,
        "steps": _steps(session, span, now, before),
        "notes": review_notes.notes(session, span, spoken, rated),
        "ways": {way: _way(view.by(session, way, span), way, said) for way in view.WAYS},
        "opened": [{"key": key, "count": count} for key, count in view.opened(session, span).items()],
        "places": [
            {"key": key, "count": count, "average": average}
            for key, count, average in view.places(session, span)
        ],
        "rating": _rating(rated, span, said),
        "topics": _topics(spoken, said),
        "topics_over": _topics_over(spoken, span, said),
        "unhappy": _unhappy(session, span),
        "field": _field(session, now, rated, span),
    }


def _steps(session: Session, span: Span, now: Group, before: Group) -> dict[str, dict[str, int | None]]:
    """Beside the period before, unless the hotel began to ask in the middle of it: that would be half a period."""
    since = view.asks_since(session)
    is_whole = since is not None and since < span.before.starts + _A_START
    return {
        name: {"now": getattr(now, name), "before": getattr(before, name) if is_whole else None}
        for name in view.STEPS
    }


def _way(groups: list[Group], way: str, said: Said) -> dict[str, Any]:
    """Drawn with the span in which the true share may lie, since most groups are small."""
    shown = groups[:_MOST_GROUPS] if way != "week" else groups[-_MOST_GROUPS:]
    drawn = [(one, Rate(one.answered, one.sent)) for one in reversed(shown)]
    return {
        "groups": [vars(one) | {"label": _label(one.key, way, said)} for one in shown],
        "figure": charts.shares(
            [_label(one.key, way, said) for one, _ in drawn],
            [(rate.share or 0.0, *rate.interval) for _, rate in drawn],
            [f"{way}:{one.key}" for one, _ in drawn],
        ),
    }


def _label(key: str, way: str, said: Said) -> str:
    if way == "week" and key:
        day = date.fromisoformat(key)
        return f"{day.day}/{day.month}"
    if way == "variant" and key:
        return said["variant_named"].format(letter=key.upper())
    return said.get(f"{way}_{key or 'unknown'}") or key.upper() or said["way_unknown"]


def _rating(rated: list[Rated], span: Span, said: Said) -> dict[str, Any]:
    days = [one.first for one in rated]
    keys = [_days(one.first, span) for one in rated]
    ours, public = said["told_to_us"], said["in_public"]
    return {
        "count": sum(one.ours + one.public for one in rated),
        "ours": _mean([(one.ours, one.ours_average) for one in rated]),
        "public": _mean([(one.public, one.public_average) for one in rated]),
        "figure": charts.counts_and_averages(
            days,
            [
                (
                    f"{ours}: {said['how_many']}",
                    charts.SOFT,
                    [one.ours for one in rated],
                    [f"ours|{key}" for key in keys],
                ),
                (
                    f"{public}: {said['how_many']}",
                    "var(--line-strong)",
                    [one.public for one in rated],
                    [f"public|{key}" for key in keys],
                ),
            ],
            [
                (f"{ours}: {said['average']}", charts.ACCENT, [one.ours_average for one in rated]),
                (f"{public}: {said['average']}", charts.BLUE, [one.public_average for one in rated]),
            ],
        ),
    }


def _mean(parts: list[tuple[int, float | None]]) -> float | None:
    count = sum(number for number, average in parts if average is not None)
    return (
        sum(number * average for number, average in parts if average is not None) / count if count else None
    )


def _topics(spoken: list[Spoken], said: Said) -> dict[str, Any]:
    counts = {
        topic: {
            sign: sum(one.count for one in spoken if (one.topic, one.sign) == (topic, sign))
            for sign, _ in _SIGNS
        }
        for topic in {one.topic for one in spoken}
    }
    order = sorted(counts, key=lambda topic: (sum(counts[topic].values()), topic))
    return {
        "count": len(order),
        "figure": charts.stacked(
            [said[f"topic_{topic}"] for topic in order],
            [
                (
                    said[f"sign_{sign}"],
                    colour,
                    [counts[t][sign] for t in order],
                    [f"{t}|{sign}" for t in order],
                )
                for sign, colour in _SIGNS
            ],
            lying=True,
        ),
    }


def _topics_over(spoken: list[Spoken], span: Span, said: Said) -> list[dict[str, Any]]:
    """Each topic through the period, the most spoken of first."""
    starts = view.stretches(span)
    labels = [day.isoformat() for day in starts]

    def counted(topic: str, sign: str) -> list[int]:
        found = {one.first: one.count for one in spoken if (one.topic, one.sign) == (topic, sign)}
        return [found.get(day, 0) for day in starts]

    made = []
    for topic in Topic:
        parts = [
            (
                said[f"sign_{sign}"],
                colour,
                counted(topic, sign),
                [f"{topic}|{sign}|{_days(d, span)}" for d in starts],
            )
            for sign, colour in _SIGNS
        ]
        total = sum(sum(values) for _, _, values, _ in parts)
        if total:
            figure = charts.stacked(labels, parts)
            made.append({"key": topic, "label": said[f"topic_{topic}"], "count": total, "figure": figure})
    return sorted(made, key=lambda one: -one["count"])


def _days(first: date, span: Span) -> str:
    starts = view.stretches(span)
    place = starts.index(first)
    until = starts[place + 1] if place + 1 < len(starts) else span.until
    return f"{first.isoformat()}/{until.isoformat()}"


def _unhappy(session: Session, span: Span) -> dict[str, Any]:
    now, before = view.unhappy(session, span), view.unhappy(session, span.before)
    return {
        "opened": now.opened,
        "resolved": now.resolved,
        "middle": now.middle,
        "before": before.middle,
        "cases": [
            {
                "at": moment(one.at),
                "guest": one.guest,
                "stars": one.stars,
                "words": one.words[:200],
                "seconds": one.seconds,
                "code": one.code,
                "conversation": one.conversation_id,
            }
            for one in view.case_rows(session, span, "", _CASES)
        ],
    }


def _field(session: Session, now: Group, rated: list[Rated], span: Span) -> dict[str, Any]:
    rooms = nights.nights(session, span).rooms
    months = span.days / _MONTH
    read, answered = Rate(now.read, now.sent), Rate(now.answered, now.sent)
    public = sum(one.public for one in rated)
    return {
        **FIELD,
        "read": read.share,
        "answered": answered.share,
        "answered_low": answered.interval[0],
        "answered_high": answered.interval[1],
        "public": public / rooms / months if rooms and months else None,
    }
