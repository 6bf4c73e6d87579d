"""What the live screens read, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from console import later, shapes
from console.answers import Asked, Problem, reads
from console.marks import mark, written
from core.base import clock
from core.domain.access import Action, require
from core.services import approved
from core.store.views import desk
from core.store.views import inbox as inbox_view
from core.store.views import search as search_view
from core.store.views import thread as thread_view
from core.store.views.folding import words_in
from core.store.views.thread import Line

# So many digits are no number of ours any more.
_DIGITS = 19


@reads
def inbox(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_CONVERSATIONS)
    try:
        chosen = inbox_view.Filter(asked.query.get("filter", "all"))
    except ValueError:
        raise Problem("unreadable", 400) from None
    words = asked.query.get("q", "").replace("\x00", "")[:100]
    only = _only(asked)
    wanted = inbox_view.Wanted(chosen, asked.actor.staff_id, words, mark(asked.query.get("after")), only)
    rows, following = inbox_view.page(session, wanted)
    counts = inbox_view.counts(session)
    return {
        "now": clock.now().isoformat(),
        "rows": [shapes.row(row) for row in rows],
        "after": written(following),
        "counts": {"waiting": counts.waiting, "unread": counts.unread},
        "alerts": _alerts(session),
    }


def _only(asked: Asked) -> tuple[int, ...] | None:
    """The conversations that news were about; none at all means that only the numbers and alerts are wanted."""
    written = asked.query.get("only")
    if written is None:
        return None
    ids = written.split(",") if written else []
    if len(ids) > inbox_view.PAGE or not all(
        one.isascii() and one.isdigit() and len(one) < _DIGITS for one in ids
    ):
        raise Problem("unreadable", 400)
    return tuple(int(one) for one in ids)


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
    page = _page(session, asked, conversation_id)
    return {
        "now": clock.now().isoformat(),
        "head": shapes.head(head),
        "later": later.of(session, conversation_id),
        **page,
    }


def _page(session: Session, asked: Asked, conversation_id: int) -> dict[str, Any]:
    """The newest lines, those before or after a mark, or those about a line that was found by its words."""
    after, about = mark(asked.query.get("after")), asked.query.get("about", "")
    if about.isdigit() and len(about) < _DIGITS:
        place = thread_view.place_of(session, conversation_id, int(about))
        if place is None:
            raise Problem("not_found", 404)
        older, has_older = thread_view.lines(session, conversation_id, place)
        newer, has_newer = thread_view.lines_after(session, conversation_id, place, itself=True)
        return _lines(older + newer, older=has_older, newer=has_newer)
    if after is not None:
        newer, has_newer = thread_view.lines_after(session, conversation_id, after)
        return _lines(newer, older=False, newer=has_newer)
    lines, has_older = thread_view.lines(session, conversation_id, mark(asked.query.get("before")))
    return _lines(lines, older=has_older, newer=False)


def _lines(found: list[Line], *, older: bool, newer: bool) -> dict[str, Any]:
    ends = [(one.message.at, one.message.id) for one in (found[:1] + found[-1:])]
    return {
        "lines": [shapes.line(one) for one in found],
        "before": written(ends[0] if ends and older else None),
        "after": written(ends[-1] if ends and newer else None),
    }


@reads
def search(session: Session, asked: Asked) -> dict[str, Any]:
    """What people said, wherever they said it."""
    require(asked.actor, Action.READ_CONVERSATIONS)
    before = asked.query.get("before", "")
    words = asked.query.get("q", "").replace("\x00", "")[:100]
    known = before.isdigit() and len(before) < _DIGITS
    hits, following = search_view.said(session, words, int(before) if known else None)
    return {
        "now": clock.now().isoformat(),
        "words": words_in(words),
        "hits": [shapes.hit(hit) for hit in hits],
        "before": following,
    }


@reads
def templates(session: Session, asked: Asked) -> dict[str, Any]:
    """What may be written to somebody whose day is over."""
    found = approved.on_offer(session, asked.actor, asked.path["id"])
    return {"templates": [asdict(one) for one in found]}


def _alerts(session: Session) -> list[dict[str, Any]]:
    return [shapes.alert(alert) for alert in desk.open_alerts(session)]
