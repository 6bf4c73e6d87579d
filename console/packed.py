"""Scripts and styles as they travel: packed, under addresses that change with them, so that nobody fetches one twice.

Streamlit sends its own as they lie there, three times as large; on a poor line that is most of the wait.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path
from typing import Final

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

FOREVER: Final = "public, max-age=31536000, immutable"
TYPES: Final = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_STREAMLIT: Final = Path(streamlit.__file__).parent / "static" / "static"
# Below this it all fits into what a first answer carries anyway.
_WORTH_PACKING: Final = 1_200
_NEEDS: Final = re.compile(r'\b(?:from|import)"\./([\w.-]+\.js)"')


class Packing:
    """Stands before Streamlit, which keeps these addresses for itself. Its pictures and fonts are packed already."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["method"] == "GET"
        path = _of_streamlit().get(scope["path"]) if asked else None
        if path is None:
            return await self.app(scope, receive, send)
        content = await run_in_threadpool(_read, path)
        response = await answer(Request(scope), content, path.suffix, FOREVER)
        return await response(scope, receive, send)


async def answer(request: Request, content: bytes, suffix: str, keeping: str) -> Response:
    headers = {"cache-control": keeping, "vary": "accept-encoding"}
    if len(content) > _WORTH_PACKING and "gzip" in request.headers.get("accept-encoding", ""):
        content = await run_in_threadpool(_packed, content)
        headers["content-encoding"] = "gzip"
    return Response(content, media_type=TYPES[suffix], headers=headers)


@cache
def _of_streamlit() -> dict[str, Path]:
    """By address. What is served cannot be named from outside, it is this list or nothing."""
    found = (path for kind in ("js", "css") for path in (_STREAMLIT / kind).iterdir())
    return {f"/static/{path.parent.name}/{path.name}": path for path in found if path.suffix in TYPES}


@cache
def asked_for_later(page: str, *parts: str) -> list[str]:
    """Addresses of named parts of Streamlit's program, and of all that each needs and its page does not name."""
    by_name = {path.name: address for address, path in _of_streamlit().items()}
    found: list[str] = []
    wanted = [name for part in parts for name in sorted(by_name) if name.startswith(f"{part}.")]
    while wanted:
        name = wanted.pop(0)
        address = by_name.get(name)
        if address is None or address in found or f".{address}" in page:
            continue
        found.append(address)
        wanted += _NEEDS.findall(_of_streamlit()[address].read_text(encoding="utf-8"))
    return found


@cache
def _read(path: Path) -> bytes:
    return path.read_bytes()


@cache
def _packed(content: bytes) -> bytes:
    return gzip.compress(content)
