"""The live inbox: conversations, the open thread and its guest. The piece fetches all of it by itself."""

from __future__ import annotations

from urllib.parse import urlsplit

from console import words
from console.screens import pieces
from console.screens.here import Here
from core.base.settings import settings
from core.domain.access import Action
from core.services.conversations import LONGEST


def show(here: Here) -> None:
    actor = here.present.actor
    pieces.inbox(
        {
            "lang": here.language,
            "words": words.group(here.language, "ui"),
            "hotel": {"id": actor.hotel_id, "name": here.hotel.name, "timezone": here.hotel.timezone},
            "me": {
                "id": actor.staff_id,
                "name": actor.name,
                "may": sorted(action.value for action in Action if actor.may(action)),
            },
            "limit": LONGEST,
            "phone": _guests_phone(),
        }
    )


def _guests_phone() -> str | None:
    """On a laptop the guest's phone is a page next door; a server has none."""
    if not settings().is_local:
        return None
    host = urlsplit(settings().public_console_url).hostname or "127.0.0.1"
    return f"http://{host}:{settings().phone_port}"
