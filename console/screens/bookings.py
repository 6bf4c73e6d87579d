"""All bookings of the hotel, and the form for whoever stands at the desk."""

from __future__ import annotations

from console.screens import pieces
from console.screens.here import Here


def show(here: Here) -> None:
    pieces.mounted("bookings", ("bookings/bookings",), pieces.facts(here, "booking", "bookings"))
