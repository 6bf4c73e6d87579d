"""Pictures, voices and papers of the hotel's conversations. Guests choose the bytes, so browsers are told little."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.services.signin import Presence
from core.store.db import transaction
from core.store.views import thread
from core.store.views.thread import Attachment

# What a browser draws or plays without ever running it. SVG is a program and is not among them.
_SHOWN = frozenset(
    {
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/gif",
        "audio/ogg",
        "audio/mpeg",
        "audio/mp4",
        "audio/aac",
        "audio/amr",
        "audio/wav",
        "video/mp4",
        "video/3gpp",
        "video/webm",
    }
)
_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


async def serve(request: Request) -> Response:
    present: Presence = request.state.present
    found = await run_in_threadpool(_load, present.actor.hotel_id, request.path_params["id"])
    if found is None:
        return JSONResponse({"error": "not_found"}, 404)
    file, data = found
    mark = f'"{file.id}-{file.size}"'
    headers = dict(_headers(file, mark))
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    part = _part(request.headers.get("range"), len(data))
    if part is None:
        return Response(data, headers=headers)
    first, last = part
    if first >= len(data):
        return Response(status_code=416, headers=headers | {"content-range": f"bytes */{len(data)}"})
    headers["content-range"] = f"bytes {first}-{last}/{len(data)}"
    return Response(data[first : last + 1], 206, headers=headers)


def _load(hotel_id: int, media_id: int) -> tuple[Attachment, bytes] | None:
    with transaction(hotel_id) as session:
        file = thread.attachment(session, media_id)
        return (file, thread.attachment_bytes(session, media_id)) if file else None


def _headers(file: Attachment, mark: str) -> Iterator[tuple[str, str]]:
    mime = file.mime.partition(";")[0].strip().lower()
    shown = mime in _SHOWN
    name = re.sub(r"[\x00-\x1f\x7f/\\]", "_", file.filename or f"{file.id}")
    disposition = "inline" if shown else "attachment"
    yield "content-type", mime if shown else "application/octet-stream"
    yield "content-disposition", f"{disposition}; filename*=UTF-8''{quote(name, safe='')}"
    yield "cache-control", "private, max-age=86400"
    yield "accept-ranges", "bytes"
    yield "etag", mark
    yield "content-security-policy", "default-src 'none'; sandbox"
    yield "cross-origin-resource-policy", "same-origin"


def _part(asked: str | None, size: int) -> tuple[int, int] | None:
    """Players ask for pieces; anything but one plain piece is answered with the whole."""
    found = _RANGE.match(asked or "")
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
