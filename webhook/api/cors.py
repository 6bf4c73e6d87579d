"""Browsers may come from the websites that a hotel listed with its key, and from nowhere else."""

from __future__ import annotations

import time
from typing import Final

from flask import Response, g, request
from sqlalchemy.exc import SQLAlchemyError

from core.services import api_keys
from core.store.db import across_hotels

_ASKED_AGAIN_SECONDS: Final = 10.0
_MAY_SEND: Final = "Authorization, Content-Type, Idempotency-Key, X-Request-Id"
_MAY_READ: Final = "X-Request-Id, Retry-After, RateLimit-Limit, RateLimit-Remaining, Idempotency-Replayed"


class Origins:
    """Before a browser shows its key it asks whether its page may come at all: any hotel's list will do for that.

    With the key it is the list of that key alone. What was read is good for some seconds.
    """

    def __init__(self) -> None:
        self._known: frozenset[str] = frozenset()
        self._read_at = 0.0

    def add_to(self, answer: Response) -> Response:
        origin = request.headers.get("Origin")
        answer.headers.add("Vary", "Origin")
        if origin is None or not self._may(origin.lower()):
            return answer
        answer.headers["Access-Control-Allow-Origin"] = origin
        answer.headers["Access-Control-Expose-Headers"] = _MAY_READ
        if request.method == "OPTIONS":
            answer.headers["Access-Control-Allow-Methods"] = "GET, POST"
            answer.headers["Access-Control-Allow-Headers"] = _MAY_SEND
            answer.headers["Access-Control-Max-Age"] = "600"
        return answer

    def _may(self, origin: str) -> bool:
        if g.get("key") is not None:
            return origin in g.key.origins
        if time.monotonic() - self._read_at > _ASKED_AGAIN_SECONDS:
            self._read()
        return origin in self._known

    def _read(self) -> None:
        try:
            with across_hotels() as session:
                self._known = api_keys.all_origins(session)
        except SQLAlchemyError:
            return  # what was known last still holds
        self._read_at = time.monotonic()
