"""The chat page for people: its files, its first state and its live events."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from core.local.phone.guard import guarded
from core.local.phone.identity import PRESETS
from core.local.phone.switchboard import Switchboard
from core.local.phone.views import guest_view, message_view

_FILES = Path(__file__).parent / "page"
_GUESTS_SHOWN = 40
_MESSAGES_SHOWN = 120
_POLICY = "default-src 'self'; img-src 'self' blob: data: https:; media-src 'self' blob:"


class PageRoutes:
    def __init__(self, board: Switchboard) -> None:
        self._board = board

    def routes(self) -> list[Route | Mount]:
        return [
            Route("/", guarded(self._page), methods=["GET"]),
            Route("/health", self._health, methods=["GET"]),
            Route("/page/state", guarded(self._state), methods=["GET"]),
            Route("/page/events", guarded(self._events), methods=["GET"]),
            Route("/page/media/{media_id}", guarded(self._media), methods=["GET"]),
            Mount("/page/files", StaticFiles(directory=_FILES)),
        ]

    async def _page(self, request: Request) -> Response:
        return FileResponse(
            _FILES / "index.html", headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
        )

    async def _health(self, request: Request) -> Response:
        return JSONResponse({"ok": True, "subscription": self._board.subscription.state})

    async def _state(self, request: Request) -> Response:
        """Everything the page needs to draw itself; the quiet crowd of a load test stays out."""
        board = self._board
        shown = dict.fromkeys(guest.id for guest in list(board.guests)[:_GUESTS_SHOWN])
        shown |= dict.fromkeys(board.chats.busiest_guests(_GUESTS_SHOWN))
        guests = [guest for guest in map(board.guests.get, list(shown)[: 2 * _GUESTS_SHOWN]) if guest]
        messages: list[dict[str, Any]] = []
        for guest in guests:
            for number in board.numbers.all():
                chat = board.chats.between(guest.id, number.number_id)[-_MESSAGES_SHOWN:]
                messages += [message_view(message, board.media) for message in chat]
        return JSONResponse(
            {
                "numbers": board.numbers.public(),
                "guests": [guest_view(guest) for guest in guests],
                "messages": messages,
                "presets": list(PRESETS),
                "subscription": board.subscription.view(),
                "webhook_url": board.settings.webhook_url,
                "pending": board.deliveries.pending,
                "now": board.clock.now(),
            }
        )

    async def _events(self, request: Request) -> Response:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._board.live.stream(), media_type="text/event-stream", headers=headers)

    async def _media(self, request: Request) -> Response:
        media = self._board.media.find(request.path_params["media_id"])
        if media is None:
            raise LookupError("the file is gone")
        headers = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
        # By pieces: a player learns how long a voice note is by looking at its end.
        return FileResponse(self._board.media.file_of(media), media_type=media.mime, headers=headers)
