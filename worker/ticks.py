"""Blue ticks that go along with a reply: a small call beside its own, which nobody waits for or tries again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from core.base import telemetry
from core.store.outbox import Claimed
from worker.bookkeeping import Result

log = logging.getLogger(__name__)
_REMEMBERED = 2000

Mark = Callable[[str], Awaitable[None]]


class Ticks:
    def __init__(self) -> None:
        self._under_way: set[asyncio.Task[None]] = set()
        self._lines: dict[str, bool] = {}

    def shown(self, line: str) -> None:
        """Whoever saw that we write has blue ticks already."""
        self._remember(line, answered=self.is_answered(line))

    def is_answered(self, line: str) -> bool:
        """Nobody should see us write what they have read already."""
        return self._lines.get(line, False)

    def go_along(self, letter: Claimed, mark: Mark, *, is_quiet: bool) -> None:
        """With the first try of a reply, and only while there is room for courtesies."""
        line = letter.payload.get("reads")
        if line is None or letter.attempts > 1:
            return
        was_shown = line in self._lines
        self._remember(line, answered=True)
        if was_shown:
            return
        if not is_quiet:
            _count(letter, Result.FORGONE)
            return
        task = asyncio.create_task(_give(letter, line, mark))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    def _remember(self, line: str, *, answered: bool) -> None:
        self._lines[line] = answered
        if len(self._lines) > _REMEMBERED:
            del self._lines[next(iter(self._lines))]

    async def over(self) -> None:
        await asyncio.gather(*self._under_way, return_exceptions=True)


async def _give(letter: Claimed, line: str, mark: Mark) -> None:
    try:
        await mark(line)
    except Exception as problem:  # noqa: BLE001 - what matters of it the reply is told as well
        log.info("relay.ticks_forgone", extra={"reason": type(problem).__name__})
        _count(letter, Result.FORGONE)
        return
    _count(letter, Result.MARKED)


def _count(letter: Claimed, result: Result) -> None:
    telemetry.SENDS.labels(letter.payload["channel"], result).inc()
