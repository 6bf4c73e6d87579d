"""Who may come in: a living key, of the right scope, from a listed website, not too often. Then one transaction."""

from __future__ import annotations

import hashlib
import logging
import re
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec

from flask import Response, g, request
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.base import bell, clock, seal, telemetry
from core.base.settings import settings
from core.domain.api_keys import Scope
from core.domain.refusals import Refused
from core.services import api_answers, api_keys
from core.services.api_answers import Answer, OtherQuestion
from core.store.db import is_lock_timeout, is_store_away, transaction
from webhook.api.problems import Wrong, of_refusal

log = logging.getLogger(__name__)
LARGEST_BODY: Final = 16 * 1024
_MINUTE: Final = 60
_TRACE: Final = re.compile(r"[A-Za-z0-9-]{8,64}")
Given = ParamSpec("Given")


def begin() -> None:
    """Before anything of a request is read."""
    asked = request.headers.get("X-Request-Id", "")
    g.trace = asked if _TRACE.fullmatch(asked) else telemetry.new_trace()
    g.began = time.perf_counter()
    g.key, g.pace = None, None
    request.max_content_length = LARGEST_BODY


def finish(answer: Response) -> Response:
    answer.headers["X-Request-Id"] = g.trace
    answer.headers.setdefault("Cache-Control", "no-store")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    if g.pace is not None:
        answer.headers["RateLimit-Limit"] = str(settings().api_per_minute)
        answer.headers["RateLimit-Remaining"] = str(max(0, settings().api_per_minute - g.pace))
    name = (request.endpoint or "").removeprefix("api.")
    telemetry.API_ANSWERS.labels(name, str(answer.status_code)).inc()
    facts = {"route": name, "status": answer.status_code, "key": g.key.id if g.key else None}
    with telemetry.traced(g.trace):
        log.info("api.answered", extra={**facts, "ms": round((time.perf_counter() - g.began) * 1000)})
    return answer


def admitted(needs: Scope) -> Callable[[Callable[Given, Response]], Callable[Given, Response]]:
    """What comes in is served in one transaction of the key's hotel; what is refused leaves nothing behind."""

    def guard(view: Callable[Given, Response]) -> Callable[Given, Response]:
        @wraps(view)
        def served(*args: Given.args, **kwargs: Given.kwargs) -> Response:
            with telemetry.traced(g.trace):
                try:
                    return _served(needs, lambda: view(*args, **kwargs))
                except Wrong as wrong:
                    return wrong.answer()
                except Refused as refused:
                    return of_refusal(refused.refusal).answer()
                except SQLAlchemyError as problem:
                    return _away(problem)

        return served

    return guard


def _away(problem: SQLAlchemyError) -> Response:
    if is_lock_timeout(problem):
        return Wrong("busy", headers={"Retry-After": "1"}).answer()
    if is_store_away(problem) or type(problem).__name__ == "TimeoutError":
        return Wrong("store_away", headers={"Retry-After": "2"}).answer()
    raise problem


def _served(needs: Scope, view: Callable[[], Response]) -> Response:
    secret = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    hotel_id = api_keys.hotel_of(secret)
    if hotel_id is None:
        raise _stranger()
    _keep_pace(secret)
    if request.get_data(cache=True) and not request.is_json:
        raise Wrong("not_json")
    with transaction(hotel_id) as session:
        g.key = api_keys.recognised(session, secret)
        if g.key is None:
            raise _stranger()
        origin = request.headers.get("Origin")
        if origin is not None and origin.lower() not in g.key.origins:
            raise Wrong("origin_not_listed")
        if not g.key.may(needs):
            raise Wrong("scope_missing", needs=needs.value)
        g.session = session
        return view()


def _stranger() -> Wrong:
    return Wrong("unauthorized", headers={"WWW-Authenticate": "Bearer"})


def _keep_pace(secret: str) -> None:
    """Counted before the books are opened. With Redis away nobody is counted, and everybody is served."""
    now = int(clock.now().timestamp())
    name = f"api:{seal.fingerprint(secret)[:24]}:{now // _MINUTE}"
    g.pace = bell.count(name, 2 * _MINUTE)
    if g.pace is not None and g.pace > settings().api_per_minute:
        raise Wrong("too_many_requests", headers={"Retry-After": str(_MINUTE - now % _MINUTE)})


def session_of_request() -> Session:
    session: Session = g.session
    return session


def once(token: str | None, deed: Callable[[], Response]) -> Response:
    """The same token with the same words: the same answer, also when it was a no. The deed is done once."""
    if token is None:
        return _done(deed)
    session, question = session_of_request(), _question()
    try:
        known = api_answers.before(session, g.key, token, question)
    except OtherQuestion:
        raise Wrong("other_question") from None
    if known is not None:
        again = Response(known.body, status=known.status, mimetype=known.mimetype)
        again.headers["Idempotency-Replayed"] = "true"
        return again
    answer = _done(deed)
    if answer.status_code < 500:
        kept = Answer(question, answer.status_code, answer.mimetype or "", answer.get_data(as_text=True))
        api_answers.remember(session, g.key, token, kept)
    return answer


def _done(deed: Callable[[], Response]) -> Response:
    try:
        return deed()
    except Refused as refused:
        return of_refusal(refused.refusal).answer()
    except Wrong as wrong:
        return wrong.answer()


def _question() -> str:
    asked: Any = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    asked.update(request.get_data(cache=True))
    return str(asked.hexdigest())
