"""Serves the pieces' scripts and styles under an address that changes when any of them changes."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

_FOLDER = Path(__file__).parent
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_FOREVER = "public, max-age=31536000, immutable"


@cache
def _files() -> dict[str, bytes]:
    """Read once: what is served cannot be named from outside, it is this list or nothing."""
    found = sorted(path for path in _FOLDER.rglob("*") if path.suffix in _TYPES)
    return {path.relative_to(_FOLDER).as_posix(): path.read_bytes() for path in found}


@cache
def version() -> str:
    digest = hashlib.sha256()
    for name, content in _files().items():
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:16]


def base() -> str:
    return f"/parts/{version()}/"


def text(name: str) -> str:
    return _files()[name].decode("utf-8")


async def serve(request: Request) -> Response:
    name = request.path_params["path"]
    content = _files().get(name)
    if content is None:
        return PlainTextResponse("not found", 404)
    fresh = request.path_params["version"] == version()
    kept = _FOREVER if fresh else "no-store"
    return Response(content, media_type=_TYPES[Path(name).suffix], headers={"cache-control": kept})
