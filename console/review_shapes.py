"""How reviews and their cases look as JSON."""

from __future__ import annotations

from typing import Any

from console.shapes import moment
from core.store.views.review_asking import RequestLine
from core.store.views.reviews import CaseLine, ReviewLine


def review(line: ReviewLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "platform": line.platform,
        "author": line.author,
        "stars": line.stars,
        "score": line.score,
        "words": line.words,
        "at": moment(line.written_at),
        "topics": line.topics or {},
        "strong": line.is_strong,
        "contradicts": line.contradicts,
        "reply": line.reply,
        "replied": moment(line.replied_at),
        "edited": moment(line.edited_at),
        "gone": moment(line.gone_at),
        "seen": moment(line.seen_at),
        "reply_state": line.reply_state,
        "reply_problem": line.reply_problem,
        "code": line.code,
        "conversation": line.conversation_id,
    }


def case(line: CaseLine, *, may_follow_up: bool) -> dict[str, Any]:
    return {
        "id": line.id,
        "review": review(line.review),
        "reasons": list(line.reasons),
        "opened": moment(line.opened_at),
        "due": moment(line.due_at),
        "owner_id": line.owner_id,
        "owner": line.owner,
        "resolved": moment(line.resolved_at),
        "resolution": line.resolution,
        "told": moment(line.followed_up_at),
        "conversation": line.conversation_id,
        "may_tell": may_follow_up,
    }


def request(line: RequestLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "guest": line.guest,
        "code": line.code,
        "state": line.state,
        "reason": line.reason,
        "left": moment(line.left_at),
        "due": moment(line.due_at),
        "asked": moment(line.asked_at),
        "reminded": line.reminded,
        "stars": line.stars,
        "conversation": line.conversation_id,
    }
