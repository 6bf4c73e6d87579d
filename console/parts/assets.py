"""Serves the pieces' scripts and styles under an address that changes when any of them changes."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import plotly
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from console import packed
from console.parts.bundles import bundles

_FOLDER = Path(__file__).parent
# The chart library comes from its own package: nothing is fetched from elsewhere.
_CHARTS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


@cache
def _files() -> dict[str, bytes]:
    """Read once: what is served cannot be named from outside, it is this list or nothing."""
    found = sorted(path for path in _FOLDER.rglob("*") if path.suffix in packed.TYPES)
    ours = {path.relative_to(_FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in found}
    scripts = {name: text for name, text in ours.items() if name.endswith(".js")}
    whole = {name: text.encode() for name, text in (ours | bundles(scripts)).items()}
    return whole | {_CHARTS.name: _CHARTS.read_bytes()}


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
    return await packed.answer(request, content, Path(name).suffix, packed.FOREVER if fresh else "no-store")
