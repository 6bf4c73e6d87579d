"""How many messages a second are understood: by the command in bulk, and one at a time as a turn does."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from core.flows.understand import Context, read
from core.flows.understand.intents.corpus import read_corpus, seeded
from core.flows.understand.intents.examples import make_examples
from tests.load.measuring import Findings, begin

MESSAGES = 6000
_SINGLY = 1500
_ROOT = Path(__file__).parents[2]
_NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
# The same lines opened and written again and nothing else: what any answer in JSON costs.
_ECHO = "import json, sys\nfor line in sys.stdin: sys.stdout.write(json.dumps(json.loads(line)) + '\\n')"


def run() -> Findings:
    found = begin(f"understanding: {MESSAGES:,} messages drawn from the training text, half of them long")
    texts = messages()
    lines = "".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts))
    _, echoed = _seconds([sys.executable, "-c", _ECHO], lines)
    taken, worked = _seconds([sys.executable, "-m", "core.flows.understand"], lines)
    found.say(f"CPU per message: {1000 * worked / MESSAGES:.2f} ms, start included")
    found.say(f"that against opening and writing its line: {worked / echoed:.0f} times")
    found.goal("messages a second from the command, start included", MESSAGES / taken, 2000, at_least=True)
    spans = _singly(texts[:_SINGLY])
    found.say(f"one at a time in this process: p50 {spans[len(spans) // 2]:.2f} ms")
    found.goal("p99, ms", spans[int(len(spans) * 0.99)], 5)
    return found


def messages() -> list[str]:
    dice = seeded(5)
    made = [one.text for one in make_examples(read_corpus())]
    long = [text for text in made if len(text.split()) > 18][: MESSAGES // 2]
    short = [text for text in made if len(text.split()) <= 15][: MESSAGES // 2]
    return sorted(long + short, key=lambda _: dice.random())


def _seconds(command: list[str], lines: str) -> tuple[float, float]:
    """By the clock, and of all processors together."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, cwd=_ROOT, check=True)
    assert len(done.stdout.splitlines()) == MESSAGES
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, worked


def _singly(texts: list[str]) -> list[float]:
    context = Context(now=_NOW)
    for text in texts[:50]:
        read(text, context)
    spans = []
    for text in texts:
        began = time.perf_counter()
        read(text, context)
        spans.append(1000 * (time.perf_counter() - began))
    return sorted(spans)
