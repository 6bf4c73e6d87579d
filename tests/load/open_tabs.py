"""Consoles that are open without a browser: each signs in, holds its stream, and asks on every piece of news what the
inbox asks (see console/parts/inbox and console/parts/frame), with the same pauses and never twice at a time."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from types import TracebackType

import httpx

_LIST_PAUSE, _THREAD_PAUSE, _FRAME_PAUSE = 0.05, 0.015, 0.12
_TO_OPEN = 120.0
_LIST = "/api/inbox?filter=all"


class OpenTabs:
    """In a thread of its own; what it counts may be read at the end."""

    def __init__(self, address: str, count: int, talks: Sequence[int]) -> None:
        self._address, self._count, self._talks = address, count, talks
        self.took: list[float] = []
        self.asked = self.failed = self._open = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._live, name="tabs", daemon=True)

    def __enter__(self) -> OpenTabs:
        self._thread.start()
        assert self._ready.wait(_TO_OPEN), f"only {self._open} of {self._count} consoles opened"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._leave)
        self._thread.join(10)

    def _leave(self) -> None:
        for tab in self._tabs:
            tab.cancel()
        self._loop.call_soon(self._loop.stop)

    def _live(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._tabs = [self._loop.create_task(self._tab(place)) for place in range(self._count)]
        self._loop.run_forever()

    async def _tab(self, place: int) -> None:
        from tests.makers import PASSWORD

        talk = self._talks[place % len(self._talks)]
        async with httpx.AsyncClient(base_url=self._address, timeout=30) as client:
            form = {"email": "carla@posada.test", "password": PASSWORD}
            headers = {"origin": self._address, "sec-fetch-site": "same-origin"}
            answer = await client.post("/auth/login", data=form, headers=headers)
            assert answer.status_code == 303, answer.text
            for path in ("/", "/api/attention", _LIST, "/api/letters", f"/api/conversations/{talk}"):
                await self._ask(client, path)
            await self._follow(client, talk)

    async def _follow(self, client: httpx.AsyncClient, talk: int) -> None:
        thread = _Steady(lambda: self._ask(client, f"/api/conversations/{talk}"), _THREAD_PAUSE)
        heard: set[int] = set()
        looks = [
            _Steady(lambda: self._look_at(client, heard), _LIST_PAUSE),
            _Steady(lambda: self._ask(client, "/api/attention"), _FRAME_PAUSE),
        ]
        async with client.stream("GET", "/api/live", timeout=None) as stream:
            self._open += 1
            if self._open == self._count:
                self._ready.set()
            async for line in stream.aiter_lines():
                if not line.startswith("data: "):
                    continue
                event = json.loads(line.removeprefix("data: "))
                if event["kind"] in ("live", "still"):
                    continue
                heard |= {event["conversation"]} if event.get("conversation") else set()
                for look in looks:
                    look.ask()
                if event.get("conversation") == talk:
                    thread.ask()

    async def _look_at(self, client: httpx.AsyncClient, heard: set[int]) -> None:
        """Only the rows that news were about, as console/parts/inbox/news.js has it."""
        only = ",".join(map(str, sorted(heard)))
        heard.clear()
        await self._ask(client, f"{_LIST}&only={only}")

    async def _ask(self, client: httpx.AsyncClient, path: str) -> None:
        began = time.monotonic()
        self.asked += 1
        try:
            answer = await client.get(path)
        except httpx.HTTPError:
            self.failed += 1
            return
        self.failed += not answer.is_success
        self.took.append((time.monotonic() - began) * 1000)


class _Steady:
    """As console/parts/steady.js: a moment later, one at a time, and once more if asked meanwhile."""

    def __init__(self, work: Callable[[], Awaitable[None]], pause: float) -> None:
        self._work, self._pause = work, pause
        self._wanted = False
        self._task: asyncio.Task[None] | None = None

    def ask(self) -> None:
        self._wanted = True
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while self._wanted:
            await asyncio.sleep(self._pause)
            self._wanted = False
            await self._work()
