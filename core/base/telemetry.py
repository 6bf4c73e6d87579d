"""Logs in JSON with one trace id from request to reply; numbers for Prometheus; guests' data masked."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from prometheus_client import Counter, Gauge, Histogram

_trace: ContextVar[str] = ContextVar("trace", default="")
_STANDARD = set(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_DIGITS = re.compile(r"\+?\d[\d\s().-]{6,}\d")
_HIDDEN = {"text", "body", "words", "caption", "name", "phone", "token", "password"}

WEBHOOKS = Counter(
    "conserje_webhooks_total", "Deliveries received, by channel and outcome", ["channel", "outcome"]
)
ACK_SECONDS = Histogram(
    "conserje_ack_seconds",
    "Time to acknowledge a delivery",
    ["channel"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
TURN_SECONDS = Histogram(
    "conserje_turn_seconds", "Time of one turn", buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
)
LISTEN_SECONDS = Histogram(
    "conserje_listen_seconds",
    "Time to make words of one voice note",
    buckets=(0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120),
)
API_ANSWERS = Counter(
    "conserje_api_answers_total", "Answers of the API, by route and status", ["route", "status"]
)
SENDS = Counter("conserje_sends_total", "Messages handed to a channel, by result", ["channel", "result"])
# Only the tick measures these; where several processes share a folder the newest word counts.
DEAD_LETTERS = Gauge(
    "conserje_dead_letters",
    "Letters nobody will try again by themselves",
    ["box"],
    multiprocess_mode="mostrecent",
)
DEPTH = Gauge(
    "conserje_letters_waiting", "Letters due and not yet handled", ["box"], multiprocess_mode="mostrecent"
)
AGE = Gauge(
    "conserje_oldest_due_seconds", "Age of the oldest due letter", ["box"], multiprocess_mode="mostrecent"
)
CIRCUIT = Gauge(
    "conserje_channel_paused",
    "1 while a hotel's channel is paused",
    ["hotel", "channel"],
    multiprocess_mode="mostrecent",
)


def new_trace() -> str:
    return secrets.token_hex(8)


def current_trace() -> str:
    return _trace.get() or new_trace()


@contextmanager
def traced(trace: str | None) -> Iterator[str]:
    """Everything logged inside carries this trace id."""
    token = _trace.set(trace or new_trace())
    try:
        yield _trace.get()
    finally:
        _trace.reset(token)


def masked(value: Any) -> Any:
    """Keeps the last two digits of long numbers; the rest of a guest's data does not belong into logs."""
    if isinstance(value, str):
        return _DIGITS.sub(lambda found: "…" + found.group()[-2:], value)
    if isinstance(value, dict):
        return {key: "…" if key in _HIDDEN else masked(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [masked(inner) for inner in value]
    return value


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": masked(record.getMessage()),
            "from": record.name,
        }
        if _trace.get():
            line["trace"] = _trace.get()
        fields = {key: value for key, value in record.__dict__.items() if key not in _STANDARD}
        line.update(masked(fields))
        if record.exc_info:
            line["error"] = masked("".join(traceback.format_exception(*record.exc_info)))
        return json.dumps(line, ensure_ascii=False, default=str)


def start_logging(level: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("httpx", "httpcore", "rq.worker", "rq.scheduler", "alembic"):
        logging.getLogger(noisy).setLevel("WARNING")
