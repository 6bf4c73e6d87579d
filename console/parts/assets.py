"""Serves the pieces' scripts and styles under an address that changes when any of them changes."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from pathlib import Path

import plotly
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

_FOLDER = Path(__file__).parent
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
# The chart library comes from its own package: nothing is fetched from elsewhere.
_CHARTS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
_WORTH_PACKING = 100_000
_FOREVER = "public, max-age=31536000, immutable"


@cache
def _files() -> dict[str, bytes]:
    """Read once: what is served cannot be named from outside, it is this list or nothing."""
    found = sorted(path for path in _FOLDER.rglob("*") if path.suffix in _TYPES)
    ours = {path.relative_to(_FOLDER).as_posix(): path.read_bytes() for path in found}
    return ours | {_CHARTS.name: _CHARTS.read_bytes()}


@cache
def _packed(name: str) -> bytes:
    return gzip.compress(_files()[name], 6)


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
    headers = {"cache-control": _FOREVER if fresh else "no-store", "vary": "accept-encoding"}
    if len(content) > _WORTH_PACKING and "gzip" in request.headers.get("accept-encoding", ""):
        content = await run_in_threadpool(_packed, name)
        headers["content-encoding"] = "gzip"
    return Response(content, media_type=_TYPES[Path(name).suffix], headers=headers)
