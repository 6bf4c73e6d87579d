"""Is the house alive, is it ready, and in numbers."""

from __future__ import annotations

import os

import redis
from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy.exc import SQLAlchemyError

from core.base import bell, seal
from core.base.settings import Settings
from core.store import duties
from core.store.db import across_hotels

AUTH = {"alive": "none: says nothing", "ready": "none: names no hotel", "metrics": "metrics token"}
PROCESSES = ("tick", "relay", "think", "slow", "voice", "chores")
_SILENT_SECONDS = 10.0
_LATE_SECONDS = 60.0
# A hundred notes to listen to are no sign that something is broken.
_TAKES_ITS_TIME = ("voice",)


def routes(config: Settings) -> Blueprint:
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def alive() -> ResponseReturnValue:
        return {"ok": True}

    @blueprint.get("/readyz")
    def ready() -> ResponseReturnValue:
        parts = {"redis": _redis(), **_postgres()}
        ok = all(part["ok"] for part in parts.values())
        return {"ok": ok, "parts": parts}, 200 if ok else 503

    @blueprint.get("/metrics")
    def metrics() -> ResponseReturnValue:
        token = config.metrics_token
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token is not None and not seal.same(given, token.get_secret_value()):
            return {"error": "Unauthorized"}, 401
        return Response(generate_latest(_registry()), mimetype=CONTENT_TYPE_LATEST)

    return blueprint


def _registry() -> CollectorRegistry:
    """With a shared folder the numbers of all processes are added up."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _redis() -> dict[str, object]:
    try:
        bell.connection().ping()
    except redis.RedisError as problem:
        return {"ok": False, "why": type(problem).__name__}
    return {"ok": True}


def _postgres() -> dict[str, dict[str, object]]:
    try:
        with across_hotels() as session:
            beats = duties.seconds_since_beats(session)
            details = duties.details(session, _SILENT_SECONDS)
            oldest = max(
                (box.oldest_seconds for box in duties.due(session) if box.box not in _TAKES_ITS_TIME),
                default=0.0,
            )
    except SQLAlchemyError as problem:
        return {"postgres": {"ok": False, "why": type(problem).__name__}}
    parts: dict[str, dict[str, object]] = {"postgres": {"ok": True}}
    for name in PROCESSES:
        ages = [age for beat, age in beats.items() if beat.split(":")[0] == name]
        seen = round(min(ages), 1) if ages else None
        fresh = sum(age < _SILENT_SECONDS for age in ages)
        parts[name] = {"ok": fresh > 0, "seen_seconds_ago": seen, "count": fresh}
        said = [detail for beat, detail in details.items() if beat.split(":")[0] == name]
        if said:
            parts[name]["detail"] = said[0]
    parts["letters"] = {"ok": oldest < _LATE_SECONDS, "oldest_due_seconds": round(oldest, 1)}
    return parts
