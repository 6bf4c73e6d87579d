"""Was a request made by our own pages? Browsers say so themselves; a write that cannot prove it is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from core.base.settings import settings

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def is_write(method: str) -> bool:
    return method not in _SAFE


def is_ours(headers: Mapping[str, str]) -> bool:
    """Two independent signs; whichever the browser sent must agree, and one must have been sent."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    if origin is not None:
        return origin_is_ours(origin, headers.get("host", ""))
    return site is not None


def origin_is_ours(origin: str, host: str) -> bool:
    named = urlsplit(origin).netloc
    return bool(named) and named in (host, urlsplit(settings().public_console_url).netloc)


def local_path(wanted: str | None) -> str:
    """Where to go after signing in: a place in this console, whatever the address asked for."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\", "/auth/", "/api/")):
        return "/"
    if any(character < " " or character == "\\" for character in wanted):
        return "/"
    return wanted


def moved(path: str, query: bytes) -> str | None:
    """Conversations once lived at "/": links that guests' alerts and colleagues' notes still hold lead on."""
    found = re.match(r"^c=(\d{1,18})(?:&|$)", query.decode("latin-1")) if path == "/" else None
    return f"/conversations?c={found[1]}" if found else None
