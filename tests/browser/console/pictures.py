"""Pictures of the screens as a browser draws them, for people to look at: build/pictures."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page

_PLACE = Path(__file__).parents[3] / "build" / "pictures"


def picture(page: Page, *words: str) -> None:
    _PLACE.mkdir(parents=True, exist_ok=True)
    name = "-".join(re.sub(r"[^\w]+", "-", word).strip("-").lower() for word in words)
    page.wait_for_timeout(250)  # what slides in has arrived
    page.screenshot(path=_PLACE / f"{name}.png", animations="disabled")
