"""The live inbox: conversations, the open thread and its guest. The piece fetches all of it by itself."""

from __future__ import annotations

from urllib.parse import urlsplit

from console.screens import pieces
from console.screens.here import Here
from core.base.settings import settings
from core.services.conversations import LONGEST


def show(here: Here) -> None:
    pieces.inbox(pieces.facts(here, "ui", "reading") | {"limit": LONGEST, "phone": _guests_phone()})


def _guests_phone() -> str | None:
    """On a laptop the guest's phone is a page next door; a server has none."""
    if not settings().is_local:
        return None
    host = urlsplit(settings().public_console_url).hostname or "127.0.0.1"
    return f"http://{host}:{settings().phone_port}"
