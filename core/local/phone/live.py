"""Tells the open pages what changed. Costs nothing while no page is open."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

_QUEUE = 500


class Live:
    """Fan-out to server-sent event streams; a page that cannot keep up is told to read everything again."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[str]] = set()

    @property
    def watched(self) -> bool:
        return bool(self._pages)

    def tell(self, event: str, data: Any) -> None:
        if not self._pages:
            return
        text = f"event: {event}\ndata: {json.dumps(data)}\n\n"
        for page in self._pages:
            if page.full():
                while not page.empty():
                    page.get_nowait()
                text_for_page = "event: reload\ndata: {}\n\n"
            else:
                text_for_page = text
            page.put_nowait(text_for_page)

    async def stream(self) -> AsyncIterator[str]:
        page: asyncio.Queue[str] = asyncio.Queue(maxsize=_QUEUE)
        self._pages.add(page)
        try:
            yield "retry: 1500\nevent: hello\ndata: {}\n\n"
            while True:
                try:
                    yield await asyncio.wait_for(page.get(), 15)
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            self._pages.discard(page)
