"""Keeps the lab and the page to this machine: the right Host, no foreign Origin, errors as a line of JSON."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

Handler = Callable[[Request], Awaitable[Response]]
_OWN_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})


def guarded(handler: Handler) -> Handler:
    """Another site open in the same browser must not be able to write as a guest."""

    async def checked(request: Request) -> Response:
        if urlsplit(f"//{request.headers.get('host', '')}").hostname not in _OWN_NAMES:
            return JSONResponse({"error": "this address only answers on the local machine"}, 403)
        origin = request.headers.get("origin")
        if origin and urlsplit(origin).netloc != request.headers.get("host"):
            return JSONResponse({"error": "requests from other sites are refused"}, 403)
        try:
            return await handler(request)
        except LookupError as problem:
            return JSONResponse({"error": str(problem.args[0]) if problem.args else "not found"}, 404)
        except (ValueError, TypeError) as problem:
            return JSONResponse({"error": str(problem)}, 400)

    return checked
