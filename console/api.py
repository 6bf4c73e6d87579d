"""What the live screens read, as JSON."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from console import shapes
from console.answers import Asked, Problem, reads
from console.marks import mark, written
from core.base import clock
from core.domain.access import Action, require
from core.store.views import desk
from core.store.views import inbox as inbox_view
from core.store.views import thread as thread_view


@reads
def inbox(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_CONVERSATIONS)
    try:
        chosen = inbox_view.Filter(asked.query.get("filter", "all"))
    except ValueError:
        raise Problem("unreadable", 400) from None
    words = asked.query.get("q", "").replace("\x00", "")[:100]
    wanted = inbox_view.Wanted(chosen, asked.actor.staff_id, words, mark(asked.query.get("after")))
    rows, following = inbox_view.page(session, wanted)
    counts = inbox_view.counts(session)
    return {
        "now": clock.now().isoformat(),
        "rows": [shapes.row(row) for row in rows],
        "after": written(following),
        "counts": {"waiting": counts.waiting, "unread": counts.unread},
        "alerts": _alerts(session),
    }


@reads
def alerts(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_CONVERSATIONS)
    return {"alerts": _alerts(session)}


@reads
def letters(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_CONVERSATIONS)
    return {"letters": [shapes.letter(letter) for letter in desk.troubled_letters(session)]}


@reads
def conversation(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_CONVERSATIONS)
    conversation_id = asked.path["id"]
    head = thread_view.head(session, conversation_id)
    if head is None:
        raise Problem("not_found", 404)
    lines, has_older = thread_view.lines(session, conversation_id, mark(asked.query.get("before")))
    oldest = (lines[0].message.at, lines[0].message.id) if lines and has_older else None
    return {
        "now": clock.now().isoformat(),
        "head": shapes.head(head),
        "lines": [shapes.line(line) for line in lines],
        "before": written(oldest),
    }


def _alerts(session: Session) -> list[dict[str, Any]]:
    return [shapes.alert(alert) for alert in desk.open_alerts(session)]
