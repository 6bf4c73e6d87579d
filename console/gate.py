"""The gate before everything: pages, JSON, and every single frame of every websocket."""

from __future__ import annotations

import asyncio
import logging
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from console import headers, origin, pages
from console.away import is_away
from console.door import Auth
from console.doors import auth_of, is_known
from console.sessions import Away, doorman, token_of
from core.base import telemetry
from core.services.signin import Ending, Presence

log = logging.getLogger(__name__)

SIGNED_OUT = 4401
TRY_AGAIN = 1013
_AWAY_PAUSE = 1.0


class Gate:
    """`pages` are the addresses of the screens; whoever follows a link to any other is led to the first of them."""

    def __init__(self, app: ASGIApp, pages: frozenset[str] = frozenset()) -> None:
        self._app, self._pages = app, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._careful(scope, receive, _Sending(send))
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _careful(self, scope: Scope, receive: Receive, send: _Sending) -> None:
        """Whatever breaks behind the gate becomes an answer in plain words; the log has the rest."""
        with telemetry.traced(None) as reference:
            try:
                await self._http(scope, receive, send)
            except Exception as problem:
                if send.begun:
                    raise
                answer = _broken(scope, reference, away=is_away(problem))
                if not is_away(problem):
                    log.exception("console.failed", extra={"path": scope["path"]})
                await answer(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = Headers(scope=scope)
        if _is_page(scope, asked) and (moved := origin.moved(scope["path"], scope["query_string"])):
            await RedirectResponse(moved, 303)(scope, receive, send)
            return
        if origin.is_write(scope["method"]) and not origin.is_ours(asked):
            await _refusal(scope, asked, 403, "foreign")(scope, receive, send)
            return
        if auth_of(scope["path"]) is Auth.PUBLIC:
            await self._app(_introduced(scope, None), receive, send)
            return
        answer = await doorman.look(token_of(asked.get("cookie")))
        if isinstance(answer, Presence) and _is_page(scope, asked) and self._leads_nowhere(scope["path"]):
            await RedirectResponse("/", 303)(scope, receive, send)
        elif isinstance(answer, Presence):
            await self._app(_introduced(scope, answer), receive, send)
        elif isinstance(answer, Away):
            await _refusal(scope, asked, 503, "reconnecting")(scope, receive, send)
        elif _is_page(scope, asked):
            await _to_sign_in(scope, answer)(scope, receive, send)
        else:
            await JSONResponse({"error": "signed_out", "why": answer}, 401)(scope, receive, send)

    def _leads_nowhere(self, path: str) -> bool:
        return bool(self._pages) and path.strip("/") not in self._pages and not is_known(path)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = Headers(scope=scope)
        token = token_of(asked.get("cookie"))
        answer = await doorman.look(token)
        called_from = asked.get("origin")
        if called_from is not None and not origin.origin_is_ours(called_from, asked.get("host", "")):
            answer = Ending.UNKNOWN
        if not isinstance(answer, Presence) or token is None:
            await receive()
            await send({"type": "websocket.close", "code": TRY_AGAIN if answer == Away() else SIGNED_OUT})
            return
        line = doorman.open_line(token)
        try:
            await self._app(_introduced(scope, answer), _Watched(token, line, receive, send), send)
        finally:
            doorman.close_line(token, line)


class _Watched:
    """A websocket's incoming side: a frame passes only while its sender is signed in.

    With Postgres away the frame waits, and with it everything the person does; nothing is lost, nobody is let in.
    """

    def __init__(self, token: str, line: asyncio.Event, receive: Receive, send: Send) -> None:
        self._token, self._line, self._receive, self._send = token, line, receive, send

    async def __call__(self) -> Message:
        message = await self._next_frame()
        if message is None:
            return await self._hang_up()
        if message["type"] != "websocket.receive":
            return message
        answer = await doorman.look(self._token)
        while isinstance(answer, Away):
            await asyncio.sleep(_AWAY_PAUSE)
            answer = await doorman.look(self._token)
        return message if isinstance(answer, Presence) else await self._hang_up()

    async def _next_frame(self) -> Message | None:
        frame = asyncio.ensure_future(self._receive())
        cut = asyncio.ensure_future(self._line.wait())
        try:
            await asyncio.wait({frame, cut}, return_when=asyncio.FIRST_COMPLETED)
            return frame.result() if frame.done() else None
        finally:
            cut.cancel()
            if not frame.done():
                frame.cancel()

    async def _hang_up(self) -> Message:
        await self._send({"type": "websocket.close", "code": SIGNED_OUT})
        return {"type": "websocket.disconnect", "code": SIGNED_OUT}


def _introduced(scope: Scope, present: Presence | None) -> Scope:
    """Nobody can say who they are by a header: what came is thrown away, what the gate knows is added."""
    kept = [(name, value) for name, value in scope["headers"] if not name.lower().startswith(b"x-console-")]
    if present is not None:
        actor = present.actor
        kept.append((b"x-console-staff", f"{actor.staff_id}@{actor.hotel_id}".encode()))
        kept.append((b"x-console-role", actor.role.value.encode()))
    state = {**scope.get("state", {}), "present": present}
    return {**scope, "headers": kept, "state": state}


class _Sending:
    """The way out: adds the headers every answer carries, and knows whether an answer has begun."""

    def __init__(self, send: Send) -> None:
        self._send, self.begun = send, False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            said = {name.lower() for name, _ in message["headers"]}
            added = [pair for pair in headers.for_every_answer() if pair[0] not in said]
            message = {**message, "headers": [*message["headers"], *added]}
        await self._send(message)


def _is_page(scope: Scope, asked: Headers) -> bool:
    wants = "text/html" in asked.get("accept", "")
    return scope["method"] == "GET" and wants and not scope["path"].startswith("/api/")


def _to_sign_in(scope: Scope, ending: Ending) -> Response:
    query = scope["query_string"].decode("latin-1")
    wanted = origin.local_path(scope["path"] + (f"?{query}" if query else ""))
    reason = "" if ending is Ending.UNKNOWN else f"&why={ending}"
    return RedirectResponse(f"/auth/login?next={quote(wanted, safe='')}{reason}", 303)


def _broken(scope: Scope, reference: str, *, away: bool) -> Response:
    asked = Headers(scope=scope)
    if away:
        return _refusal(scope, asked, 503, "reconnecting")
    if _is_page(scope, asked):
        return HTMLResponse(pages.broken(asked.get("accept-language"), reference), 500)
    return JSONResponse(
        {"error": "failed", "reference": reference}, 500, headers={"cache-control": "no-store"}
    )


def _refusal(scope: Scope, asked: Headers, status: int, error: str) -> Response:
    if _is_page(scope, asked):
        page = pages.reconnecting(asked.get("accept-language"))
        return HTMLResponse(page, status, headers={"retry-after": "2", "cache-control": "no-store"})
    return JSONResponse({"error": error}, status, headers={"retry-after": "2", "cache-control": "no-store"})
