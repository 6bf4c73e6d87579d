"""The room plan: rooms by days with the stays in them. The piece fetches all of it by itself."""

from __future__ import annotations

from console.screens import pieces
from console.screens.here import Here


def show(here: Here) -> None:
    pieces.mounted("calendar", ("calendar/calendar", "calendar/bars"), pieces.facts(here, "calendar"))
