"""Carries notifications to the product, again and again until it hears 200 or 201 in time."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

import httpx

from core.local.pay.knobs import Knobs
from core.local.pay.notices import Notice

_log = logging.getLogger("pay")
_KEPT = 400


class Messenger:
    def __init__(self, knobs: Knobs) -> None:
        self._knobs = knobs
        self._tasks: set[asyncio.Task[None]] = set()
        self._client: httpx.AsyncClient | None = None
        self.told: list[dict[str, Any]] = []

    @property
    def pending(self) -> int:
        return len(self._tasks)

    def start(self) -> None:
        self._client = httpx.AsyncClient(trust_env=False)

    async def stop(self) -> None:
        self.clear()
        if self._client is not None:
            await self._client.aclose()

    def clear(self) -> None:
        for task in self._tasks:
            task.cancel()

    def send(self, notice: Notice, after: float) -> None:
        task = asyncio.create_task(self._carry(notice, after))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry(self, notice: Notice, after: float) -> None:
        knobs = self._knobs
        for attempt in range(knobs.most_tries):
            await asyncio.sleep(after)
            status = await self._try(notice)
            self.told.append({"url": notice.url, "status": status, "attempt": attempt + 1, "at": time.time()})
            del self.told[:-_KEPT]
            if status in (200, 201):
                return
            after = min(knobs.retry_cap, knobs.retry_first * knobs.retry_growth**attempt)
        _log.info("A notification was never taken: %s", notice.url)

    async def _try(self, notice: Notice) -> int:
        assert self._client is not None
        try:
            answer = await self._client.post(
                notice.url,
                content=notice.body,
                headers=notice.headers(time.time()),
                timeout=self._knobs.answer_within,
            )
        except httpx.HTTPError:
            return 0
        return answer.status_code
