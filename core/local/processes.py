"""The house as a list: what runs once, what keeps running, and how each shows that it is at work."""

import json
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Literal

PYTHON = sys.executable
Crew = Literal["edge", "worker"]


@dataclass(frozen=True)
class Errand:
    """Something that runs once, in order, before or while the rest starts."""

    name: str
    argv: tuple[str, ...]
    title: str
    from_nursery: bool = False


@dataclass(frozen=True)
class Process:
    """Something that keeps running. Braces in `answers_at` name port variables."""

    name: str
    argv: tuple[str, ...]
    crew: Crew
    answers_at: str = ""
    part: str = ""
    from_nursery: bool = False


@dataclass(frozen=True)
class House:
    """Everything `make up` starts besides the stores."""

    before: tuple[Errand, ...]
    meanwhile: tuple[Errand, ...]
    processes: tuple[Process, ...]
    nursery: tuple[str, ...] = ()
    """What those who come from the nursery have in common: modules that are read once for all of them."""


_READY = "http://127.0.0.1:{WEBHOOK_PORT}/readyz"


def _worker(name: str, duty: str) -> Process:
    return Process(name, (PYTHON, "-m", "worker", duty), "worker", _READY, duty, from_nursery=True)


CONSERJE = House(
    before=(Errand("migrate", (PYTHON, "-m", "core.store.migrate"), "Tables"),),
    meanwhile=(
        Errand("demo", (PYTHON, "-m", "core.local.demo"), "Demo hotels", from_nursery=True),
        Errand(
            "templates",
            (PYTHON, "-m", "worker.message_templates", "--wait", "30"),
            "Templates",
            from_nursery=True,
        ),
    ),
    processes=(
        Process(
            "webhook",
            (PYTHON, "-m", "gunicorn", "-c", "webhook/gunicorn.py", "webhook.app:app"),
            "edge",
            "http://127.0.0.1:{WEBHOOK_PORT}/healthz",
        ),
        Process("phone", (PYTHON, "-m", "core.local.phone"), "edge", "http://127.0.0.1:{PHONE_PORT}/health"),
        Process(
            "console", (PYTHON, "-m", "console"), "edge", "http://127.0.0.1:{CONSOLE_PORT}/_stcore/health"
        ),
        _worker("relay", "relay"),
        _worker("think-1", "think"),
        _worker("think-2", "think"),
        _worker("slow", "slow"),
        _worker("voice", "voice"),
        _worker("tick", "tick"),
        _worker("chores", "chores"),
    ),
    nursery=("worker.__main__",),
)


def answers(address: str, part: str = "", within: float = 0.0) -> bool:
    """Whether an address answers 200; of a part, whether it says to be well within so many seconds."""
    try:
        with urllib.request.urlopen(address, timeout=2) as reply:
            status, body = reply.status, reply.read()
    except urllib.error.HTTPError as refused:
        status, body = refused.code, refused.read()
    except (OSError, ValueError):
        return False
    return _part_is_well(body, part, within) if part else status == 200


def _part_is_well(body: bytes, part: str, within: float) -> bool:
    try:
        known = json.loads(body)["parts"][part]
        seen = known.get("seen_seconds_ago")
        return bool(known["ok"]) and (seen is None or float(seen) <= within)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
