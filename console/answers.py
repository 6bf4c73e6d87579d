"""One way of answering JSON: who asks, in which transaction, and what is said when it goes wrong."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.base import telemetry
from core.domain.access import Actor, NotAllowed
from core.services import conversations as verbs
from core.services.signin import Presence
from core.store.db import is_store_away, transaction

log = logging.getLogger(__name__)

HOTEL_HEADER = "x-conserje"
_LONGEST_BODY = 64 * 1024
_NO_STORE = {"cache-control": "no-store"}


@dataclass(frozen=True)
class Asked:
    actor: Actor
    path: dict[str, Any]
    query: dict[str, str]
    body: dict[str, Any] = field(default_factory=dict)


class Problem(Exception):
    """A refusal with a name; the screen has the words for it."""

    def __init__(self, error: str, status: int) -> None:
        super().__init__(error)
        self.error, self.status = error, status


_NAMED: dict[type[Exception], Problem] = {
    NotAllowed: Problem("not_allowed", 403),
    verbs.NoSuchConversation: Problem("not_found", 404),
    verbs.WindowClosed: Problem("window_closed", 409),
    verbs.TooLong: Problem("too_long", 422),
    verbs.Empty: Problem("empty", 422),
}

Work = Callable[[Session, Asked], dict[str, Any]]
Endpoint = Callable[[Request], Awaitable[Response]]


def reads(work: Work) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await _answer(work, _asked(request, {}))

    return endpoint


def writes(work: Work) -> Endpoint:
    """A write names the hotel its screen shows, in a header only our own scripts can set."""

    async def endpoint(request: Request) -> Response:
        asked_for = request.headers.get(HOTEL_HEADER)
        present: Presence = request.state.present
        if asked_for is None:
            return _refused(Problem("foreign", 403))
        if asked_for != str(present.actor.hotel_id):
            return _refused(Problem("other_hotel", 409))
        body = await _body(request)
        if body is None:
            return _refused(Problem("unreadable", 400))
        return await _answer(work, _asked(request, body))

    return endpoint


def _asked(request: Request, body: dict[str, Any]) -> Asked:
    present: Presence = request.state.present
    return Asked(present.actor, dict(request.path_params), dict(request.query_params), body)


async def _body(request: Request) -> dict[str, Any] | None:
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > _LONGEST_BODY:
            return None
    try:
        found = json.loads(bytes(raw) or b"{}")
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


async def _answer(work: Work, asked: Asked) -> Response:
    with telemetry.traced(None) as trace:
        try:
            found = await run_in_threadpool(_within_transaction, work, asked)
        except Problem as problem:
            return _refused(problem)
        except tuple(_NAMED) as refusal:
            return _refused(_NAMED[type(refusal)])
        except Exception as problem:
            if isinstance(problem, PoolTimeout) or is_store_away(problem):
                return _refused(Problem("reconnecting", 503))
            log.exception("console.failed", extra={"work": work.__name__})
            return JSONResponse({"error": "failed", "reference": trace}, 500, headers=_NO_STORE)
        return JSONResponse(found, headers=_NO_STORE)


def _within_transaction(work: Work, asked: Asked) -> dict[str, Any]:
    with transaction(asked.actor.hotel_id) as session:
        return work(session, asked)


def _refused(problem: Problem) -> Response:
    return JSONResponse({"error": problem.error}, problem.status, headers=_NO_STORE)
