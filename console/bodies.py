"""What came with a request, read no further than it may be long."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request

_LONGEST = 64 * 1024


async def raw(request: Request, most: int) -> bytes | None:
    """None: more came than anybody asked for. Who says so before is not read at all."""
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > most:
        return None
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > most:
            return None
    return bytes(found)


async def facts(request: Request) -> dict[str, Any] | None:
    """None where it is too long, or no JSON of ours."""
    came = await raw(request, _LONGEST)
    if came is None:
        return None
    try:
        found = json.loads(came or b"{}")
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
