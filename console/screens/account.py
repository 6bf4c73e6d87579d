"""Everybody's own page: name, password, second factor, browsers."""

from __future__ import annotations

from console.screens import pieces
from console.screens.here import Here


def show(here: Here) -> None:
    facts = pieces.facts(here, "office", "weak", "account")
    pieces.mounted("account", ("office", "account/account"), facts)
