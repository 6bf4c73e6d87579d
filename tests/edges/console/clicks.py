"""What a screen sends when somebody clicks: its deed, a token of its own, and the hotel it shows."""

from __future__ import annotations

import itertools
from typing import Any

from tests.edges.console.asking import Browser
from tests.makers import House

_serial = itertools.count(1)


def token() -> str:
    return f"token-of-a-click-{next(_serial):04}"


def post(browser: Browser, house: House, path: str, **body: Any) -> Any:
    return browser.post(path, json={"token": token(), **body}, headers={"x-conserje": str(house.posada)})
