"""Pictures of the screens as a browser draws them, for people to look at: build/pictures."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page

# What was just put on the page is drawn with the second; nothing slides where little motion is asked for.
_TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_PLACE = Path(__file__).parents[3] / "build" / "pictures"


def picture(page: Page, *words: str) -> None:
    _PLACE.mkdir(parents=True, exist_ok=True)
    name = "-".join(re.sub(r"[^\w]+", "-", word).strip("-").lower() for word in words)
    page.evaluate(_TWO_FRAMES)
    page.screenshot(path=_PLACE / f"{name}.png", animations="disabled")
