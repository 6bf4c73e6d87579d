"""The pay page as a part of a larger application: its routes, its start and its end."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from starlette.routing import Mount, Route

from core.local.pay.api_routes import ApiRoutes
from core.local.pay.page_routes import PageRoutes
from core.local.pay.settings import PaySettings
from core.local.pay.till import Till


class PayPage:
    def __init__(self, settings: PaySettings) -> None:
        self._till = Till(settings)

    def routes(self) -> list[Route | Mount]:
        return [*ApiRoutes(self._till).routes(), *PageRoutes(self._till).routes()]

    @contextlib.asynccontextmanager
    async def alive(self) -> AsyncIterator[None]:
        await self._till.start()
        try:
            yield
        finally:
            await self._till.stop()
