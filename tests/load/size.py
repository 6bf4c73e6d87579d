"""Whether a million messages make screens and turns slower than ten thousand did."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

import httpx

from tests.chaos.guests import question
from tests.chaos.running_house import RunningHouse, open_house
from tests.load.far_side import message_body, sign
from tests.load.measuring import Findings, begin, percentile

_PER_CONVERSATION = 100
_TIMES = 60
_LATEST = "SELECT id FROM conversations ORDER BY last_message_at DESC LIMIT 50"

_CONVERSATIONS = """
WITH people AS (
    INSERT INTO guests (hotel_id, name, created_at)
    SELECT 1, 'Guest ' || n, now() FROM generate_series(%(first)s::int, %(last)s::int) AS n RETURNING id, name),
known AS (
    INSERT INTO identifiers (hotel_id, guest_id, channel, kind, key, value, seen_at)
    SELECT 1, id, 'whatsapp', 'phone', 'size' || id, '54911' || id, now() FROM people)
INSERT INTO conversations (hotel_id, guest_id, channel, account, owner, state, last_guest_at, last_message_at,
                           last_text, last_author, unread)
SELECT 1, id, 'whatsapp', '109876543210001', 'house', '{}', now(), now() - random() * interval '300 days',
       'hola', 'guest', 0 FROM people
"""
_MESSAGES = """
INSERT INTO messages (hotel_id, conversation_id, direction, author, kind, text, content, at, stored_at,
                      provider_id, handled_at, delivery, reactions, trace_id)
SELECT 1, c.id, CASE n %% 2 WHEN 0 THEN 'in' ELSE 'out' END, CASE n %% 2 WHEN 0 THEN 'guest' ELSE 'house' END,
       'text', 'message number ' || n || ' about arriving late and where to park', '{}',
       c.last_message_at - (%(each)s::int - n) * interval '3 minutes', now(), 'size.' || c.id || '.' || n, now(),
       CASE n %% 2 WHEN 1 THEN 'read' END, '{}', 'size'
FROM conversations c, generate_series(1, %(each)s::int) AS n WHERE c.id > %(after)s
"""
_LETTERS = """
INSERT INTO inbox (hotel_id, channel, key, kind, account, lane, body, state, attempts, due_at, trace_id,
                   received_at, done_at)
SELECT 1, 'whatsapp', provider_id, 'message', '109876543210001', 'size:' || conversation_id, '\\x00', 'done', 1,
       at, 'size', at, at FROM messages WHERE id > %(after)s AND direction = 'in'
"""


def run() -> Findings:
    found = begin("size: screens and turns with 10,000 and with 1,000,000 messages stored")
    with open_house(
        without=("phone", "slow", "chores", "relay", "tick", "think-1", "think-2"), QUIET_WINDOW="0"
    ) as house:
        os.environ.update(house.place.variables)
        _fill(house, 10_000)
        small = _times(house)
        _fill(house, 990_000)
        large = _times(house)
    for name, before in small.items():
        after = large[name]
        found.say(f"{name:<24} {before * 1000:7.2f} -> {after * 1000:7.2f} ms")
        found.goal(f"{name}: ratio", after / before, 1.5)
    return found


def _fill(house: RunningHouse, messages: int) -> None:
    """Written straight into the tables, then analysed, as a house of that age would have been long ago."""
    with house.database() as connection:
        [known, letters] = [
            connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]  # type: ignore[index]
            for table in ("conversations", "messages")
        ]
        conversations = messages // _PER_CONVERSATION
        connection.execute(_CONVERSATIONS, {"first": known + 1, "last": known + conversations})
        connection.execute(_MESSAGES, {"each": _PER_CONVERSATION, "after": known})
        connection.execute(_LETTERS, {"after": letters})
        connection.execute("VACUUM ANALYZE")


def _times(house: RunningHouse) -> dict[str, float]:
    """Seconds of each thing a person waits for: the lower quartile, since whatever else runs only adds."""
    from core.store.db import transaction
    from core.store.views import inbox, thread

    latest = [row[0] for row in house.rows(_LATEST)]
    wanted = inbox.Wanted(filter=inbox.Filter.ALL, staff_id=1)
    unread = inbox.Wanted(filter=inbox.Filter.UNREAD, staff_id=1)

    def asking(question: Callable[[Any, int], object]) -> Callable[[int], object]:
        def ask(number: int) -> object:
            with transaction(1) as session:
                return question(session, latest[number % len(latest)])

        return ask

    _take_turns(house, "warm", 20)
    return {
        "list of conversations": _usual(asking(lambda session, _: inbox.page(session, wanted))),
        "list of the unread": _usual(asking(lambda session, _: inbox.page(session, unread))),
        "numbers above the list": _usual(asking(lambda session, _: inbox.counts(session))),
        "thread": _usual(asking(thread.lines)),
        "head of a thread": _usual(asking(thread.head)),
        "turn": _take_turns(house, "turn", _TIMES),
    }


def _take_turns(house: RunningHouse, name: str, count: int) -> float:
    """From a letter in the inbox to its reply in the outbox, committed; in this process, one at a time."""
    from worker import think

    times = []
    for number in range(count):
        body = message_body(
            f"54911{62_000_000 + number}", f"wamid.{name}{time.monotonic_ns()}", question(time.monotonic_ns())
        )
        headers = {"X-Hub-Signature-256": sign(house.app_secret, body)}
        httpx.post(house.webhook_url, content=body, headers=headers).raise_for_status()
        began = time.perf_counter()
        assert think.work_once()
        times.append(time.perf_counter() - began)
    return percentile(times, 0.25)


def _usual(ask: Callable[[int], object]) -> float:
    times = []
    for number in range(_TIMES):
        began = time.perf_counter()
        ask(number)
        times.append(time.perf_counter() - began)
    return percentile(times, 0.25)
