"""A hand that works in the console and is counted: every click or tap, every key. Looking costs nothing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from babel.dates import format_date
from playwright.sync_api import Locator, Page

_BOOK = Path(__file__).parents[3] / "docs" / "everyday-jobs.md"
_ROW = re.compile(r"^\| (?P<job>[^|]+?) \|[^|]*\| (?P<clicks>\d+) \+ (?P<keys>\d+) \|", re.MULTILINE)


class Hand:
    def __init__(self, page: Page, *, touch: bool = False) -> None:
        self.page, self._touch = page, touch
        self.clicks = self.keys = 0

    def click(self, place: Locator) -> None:
        self.clicks += 1
        if self._touch:
            place.tap()
        else:
            place.click()

    def button(self, name: str, within: Locator | Page | None = None) -> None:
        self.click((within or self.page).get_by_role("button", name=name, exact=True).first)

    def screen(self, name: str) -> None:
        self.click(self.page.locator("aside.rail").get_by_role("link", name=name))

    def choose(self, place: Locator, value: str) -> None:
        """Opening a list and taking something of it."""
        self.clicks += 2
        place.select_option(value)

    def type(self, words: str) -> None:
        self.keys += len(words)
        self.page.keyboard.type(words)

    def write(self, place: Locator, words: str) -> None:
        """Into a field that one must first get to; what it held is written over."""
        self.clicks += 1
        self.keys += len(words)
        place.fill(words)

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self.clicks += 1
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*[(a + b) / 2 for a, b in zip(start, end, strict=True)], steps=4)
        self.page.mouse.move(*end, steps=4)
        self.page.mouse.up()


def written_down() -> dict[str, tuple[int, int]]:
    """What docs/everyday-jobs.md says each job takes now: clicks and keys."""
    rows = _ROW.finditer(_BOOK.read_text())
    return {row["job"]: (int(row["clicks"]), int(row["keys"])) for row in rows}


def done(hand: Hand, job: str) -> None:
    assert (hand.clicks, hand.keys) == written_down().get(job), (job, hand.clicks, hand.keys)


def written(day: date, language: str = "es") -> str:
    """How a field of the console shows it to who works in this language."""
    locale = {"es": "es_AR", "en": "en_GB"}[language]
    return format_date(day, "EEE d MMM y", locale=locale).replace(".", "")
