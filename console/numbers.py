"""How the hotel is doing, as JSON: every figure with the one before it, and whether there is enough to tell."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from console import charts, words
from console.answers import Asked, reads
from console.periods import span_of
from core.base import clock
from core.base.settings import settings
from core.domain.access import Action, require
from core.store.views.numbers import lost, nights, talks
from core.store.views.numbers.lost import Asking
from core.store.views.numbers.nights import Nights
from core.store.views.numbers.span import Span

AHEAD: Final = 91
# The same days a year before, or a quarter where the hotel is younger; whole weeks, so that weekends meet weekends.
_YEAR, _QUARTER = timedelta(days=364), timedelta(days=91)
# Below these nobody should draw conclusions, and the screen says so.
ENOUGH: Final = {"talks": 10, "answers": 5, "bookings": 5}

Said = dict[str, str]


@reads
def board(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_NUMBERS)
    span, today = span_of(session, asked)
    said = words.group(asked.language, "numbers")
    now, before = nights.nights(session, span), nights.nights(session, span.before)
    return {
        "now": clock.now().isoformat(),
        "today": today.isoformat(),
        "first": span.first.isoformat(),
        "last": (span.until - timedelta(days=1)).isoformat(),
        "before": [span.before.first.isoformat(), (span.first - timedelta(days=1)).isoformat()],
        "currency": span.currency,
        "rooms": now.rooms,
        "began": bool(now.sold or before.sold or nights.began(session)),
        "tiles": _tiles(now, before),
        "nights": charts.line_over(
            [night.day for night in now.days],
            [night.sold for night in now.days],
            [night.sold for night in before.days],
            (said["this_period"], said["period_before"]),
        ),
        "sources": [_share(one) for one in nights.by_source(session, span)],
        "types": [_share(one) for one in nights.by_type(session, span)],
        "type_names": nights.type_names(session),
        "pace": _pace(session, today, said),
        "lead": _lead(session, span, said),
        "funnel": _funnel(session, span, said),
        "automation": _automation(session, span),
        "answering": _answering(session, span),
        **_counts(session, span, said),
        **_lost(session, span, now),
        "templates": _templates(session, span),
    }


def _tiles(now: Nights, before: Nights) -> dict[str, Any]:
    return {
        name: {"now": getattr(now, name), "before": getattr(before, name)}
        for name in ("occupancy", "adr", "revpar", "revenue", "sold", "available")
    }


def _share(found: nights.Share) -> dict[str, Any]:
    return {"key": found.key, "nights": found.nights, "revenue": found.revenue}


def books_then(session: Session) -> tuple[timedelta, datetime] | None:
    """How far back the book is looked at for comparison; None while the hotel is too young."""
    began = nights.began(session)
    now = clock.now()
    for back in (_YEAR, _QUARTER):
        if began is not None and began <= now - back:
            return back, now - back
    return None


def _pace(session: Session, today: date, said: Said) -> dict[str, Any]:
    until = today + timedelta(days=AHEAD)
    ahead = nights.on_the_books(session, today, until, clock.now())
    then = books_then(session)
    earlier = nights.on_the_books(session, today - then[0], until - then[0], then[1]) if then else []
    counts, counts_then = [count for _, count in ahead], [count for _, count in earlier]
    return {
        "now": sum(counts),
        "before": sum(counts_then) if then else None,
        "back": then[0].days if then else None,
        "enough": then is not None,
        "until": (until - timedelta(days=1)).isoformat(),
        "figure": charts.line_over(
            [day for day, _ in ahead], counts, counts_then, (said["on_the_books"], said["at_the_same_lead"])
        ),
    }


def _lead(session: Session, span: Span, said: Said) -> dict[str, Any]:
    count, middle, buckets = nights.lead_times(session, span)
    _, middle_before, _ = nights.lead_times(session, span.before)
    labels = [_bucket(low, high, said) for low, high in nights.LEADS]
    return {
        "count": count,
        "now": middle,
        "before": middle_before,
        "enough": count >= ENOUGH["bookings"],
        "figure": charts.bars(labels, buckets, [str(at) for at in range(len(buckets))]),
    }


def _bucket(low: int, high: int, said: Said) -> str:
    if high == 0:
        return said["same_day"].replace(" ", "<br>")
    return f"{low}+" if high > 999 else f"{low}–{high}"


def _funnel(session: Session, span: Span, said: Said) -> dict[str, Any]:
    now, before = talks.funnel(session, span), talks.funnel(session, span.before)
    labels = [said[f"step_{name}"] for name in now]
    return {
        "now": now,
        "before": before,
        "enough": now["conversations"] >= ENOUGH["talks"],
        "figure": charts.funnel(labels, list(now.values()), list(now)),
    }


def _automation(session: Session, span: Span) -> dict[str, Any]:
    now, before = talks.automation(session, span), talks.automation(session, span.before)
    return {
        "parts": now,
        "total": sum(now.values()),
        "now": _rate(now),
        "before": _rate(before),
        "enough": sum(now.values()) >= ENOUGH["talks"],
    }


def _rate(parts: dict[str, int]) -> float | None:
    whole = sum(parts.values())
    return parts.get("automated", 0) / whole if whole else None


def _answering(session: Session, span: Span) -> dict[str, Any]:
    now, before = talks.answering(session, span), talks.answering(session, span.before)
    return {
        who: {
            "count": found.count if found else 0,
            "now": found.middle if found else None,
            "slow": found.slow if found else None,
            "before": before[who].middle if who in before else None,
            "enough": bool(found and found.count >= ENOUGH["answers"]),
        }
        for who, found in ((who, now.get(who)) for who in ("house", "staff"))
    }


def _counts(session: Session, span: Span, said: Said) -> dict[str, Any]:
    intents = talks.counted(session, "intents", span)
    hours = talks.counted(session, "hours", span)
    back = list(intents.items())[::-1]
    return {
        "intents": {
            "total": sum(intents.values()),
            "figure": charts.bars(
                [said.get(f"intent_{key}", key) for key, _ in back],
                [count for _, count in back],
                [key for key, _ in back],
                lying=True,
            ),
        },
        "hours": {
            "total": sum(hours.values()),
            "enough": sum(hours.values()) >= ENOUGH["talks"],
            "figure": charts.heatmap([said[f"weekday_{day}"] for day in range(1, 8)], hours),
        },
        "languages": talks.counted(session, "languages", span),
        "handovers": talks.counted(session, "handovers", span),
    }


def _lost(session: Session, span: Span, found: Nights) -> dict[str, Any]:
    now = clock.now()
    rows = lost.lost(session, span, Asking(found.adr or 0, now))
    return {
        "lost": [
            {"key": one.reason, "count": one.count, "nights": one.nights, "amount": one.amount}
            for one in rows
        ],
        "quotes": lost.quotes(session, span, now),
    }


def _templates(session: Session, span: Span) -> dict[str, Any]:
    """What they cost is told only where the hotel's prices are known."""
    known = settings()
    prices = {
        "marketing": known.template_cost_marketing,
        "utility": known.template_cost_utility,
        "authentication": known.template_cost_authentication,
    }
    sent = talks.counted(session, "templates", span)
    return {
        "sent": sent,
        "cost": round(sum(count * prices.get(kind, 0.0) for kind, count in sent.items()), 4),
        "priced": any(prices.values()),
    }
