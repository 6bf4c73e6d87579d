"""News as they happen: one Redis subscriber per process, one stream per open screen.

A stream says that something changed, never what: screens fetch what they may see. With Redis away it says so, and
screens ask by themselves until it is back.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import redis.asyncio
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeout
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from console.sessions import Away, doorman, token_of
from core.base.settings import settings
from core.services.signin import Presence

log = logging.getLogger(__name__)

KEEP_ALIVE_SECONDS = 15.0
_QUEUE = 200
_RETRY_SECONDS = 1.0
_QUIET_SECONDS = 4.0
_PATIENCE_SECONDS = 1.0


@dataclass
class Hub:
    """Passes news on to the open screens of the hotel they belong to."""

    connected: bool = False
    pulse: str = "well"
    _screens: dict[int, set[asyncio.Queue[str]]] = field(default_factory=dict)

    @contextlib.contextmanager
    def screen(self, hotel_id: int) -> Iterator[asyncio.Queue[str]]:
        queue: asyncio.Queue[str] = asyncio.Queue(_QUEUE)
        self._screens.setdefault(hotel_id, set()).add(queue)
        try:
            yield queue
        finally:
            self._screens[hotel_id].discard(queue)

    def pass_on(self, hotel_id: int, event: str) -> None:
        for queue in self._screens.get(hotel_id, ()):
            self._put(queue, event)

    def state_changed(self, connected: bool) -> None:
        if connected == self.connected:
            return
        self.connected = connected
        self._tell_all(self.state())

    def felt(self, pulse: str) -> None:
        """How the house is: well, late, or away."""
        if pulse != self.pulse:
            self.pulse = pulse
            self._tell_all(self.state())

    def state(self) -> str:
        return json.dumps({"kind": "live" if self.connected else "fallback", "pulse": self.pulse})

    def _tell_all(self, event: str) -> None:
        for queues in self._screens.values():
            for queue in queues:
                self._put(queue, event)

    @staticmethod
    def _put(queue: asyncio.Queue[str], event: str) -> None:
        """A screen too slow for its news loses them and is told to fetch everything."""
        try:
            queue.put_nowait(event)
        except asyncio.QueueFull:
            while not queue.empty():
                queue.get_nowait()
            queue.put_nowait(json.dumps({"kind": "all"}))


hub = Hub()


async def listen() -> None:
    """Runs as long as the process: subscribes, and subscribes again whenever the line breaks."""
    while True:
        try:
            await _subscription()
        except (RedisError, OSError) as problem:
            if hub.connected:
                log.warning("live.redis_away", extra={"reason": type(problem).__name__})
        hub.state_changed(False)
        await asyncio.sleep(_RETRY_SECONDS)


async def _subscription() -> None:
    client = redis.asyncio.Redis.from_url(
        settings().redis_url,
        socket_connect_timeout=2,
        socket_timeout=_QUIET_SECONDS * 2,
        decode_responses=True,
    )
    async with client, client.pubsub() as line:
        await line.psubscribe("live:*")
        hub.state_changed(True)
        asked = False
        while True:
            # Pongs must be seen as such: were they dropped as None, the wait would seem over and we would ask at once.
            told = await line.get_message(ignore_subscribe_messages=False, timeout=_QUIET_SECONDS)
            if told is None and asked:
                raise RedisTimeout("Redis keeps the line open and says nothing")
            asked = told is None
            if told is None:
                await line.ping()
            elif told["type"] == "pmessage":
                _pass_on(told["channel"], told["data"])


def _pass_on(channel: str, event: str) -> None:
    hotel = channel.rpartition(":")[2]
    if hotel.isdigit():
        hub.pass_on(int(hotel), event)


async def stream(request: Request) -> Response:
    present: Presence = request.state.present
    token = token_of(request.headers.get("cookie"))
    return StreamingResponse(
        _events(token, present.actor.hotel_id),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def _events(token: str | None, hotel_id: int) -> AsyncIterator[str]:
    """A database that holds the line and says nothing must not keep a screen from hearing just that."""
    loop = asyncio.get_running_loop()
    asking: asyncio.Task[bool] | None = None
    with hub.screen(hotel_id) as queue:
        yield f"retry: 1000\ndata: {hub.state()}\n\n"
        check_at = loop.time() + KEEP_ALIVE_SECONDS
        while True:
            try:
                event = await asyncio.wait_for(queue.get(), max(0.01, check_at - loop.time()))
            except TimeoutError:
                asking = asking or asyncio.create_task(_still_here(token, hotel_id))
                await asyncio.wait({asking}, timeout=_PATIENCE_SECONDS)
                if asking.done():
                    if not asking.result():
                        yield 'data: {"kind": "over"}\n\n'
                        return
                    asking = None
                check_at = loop.time() + KEEP_ALIVE_SECONDS
                yield 'data: {"kind": "still"}\n\n'
                continue
            yield f"data: {event}\n\n"


async def _still_here(token: str | None, hotel_id: int) -> bool:
    """A stream ends with the session it belongs to, and when the person went to work in another hotel."""
    answer = await doorman.look(token)
    if isinstance(answer, Away):
        return True
    return isinstance(answer, Presence) and answer.actor.hotel_id == hotel_id
