"""A guest's telephone as a person uses it: they write, read what comes, and tap what they see."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PICTURES = Path(__file__).parents[3] / "build" / "pictures" / "journeys"
TELEPHONE = {"width": 390, "height": 844}
PATIENCE = 40_000


class GuestPhone:
    """Waits for what is seen, generously; never for a moment."""

    def __init__(self, page: Page, guest: str, journey: str) -> None:
        self.page, self.journey, self._pictures = page, journey, 0
        self.root = page.locator(f"[data-guest={guest}]")
        expect(self.root).to_be_visible(timeout=PATIENCE)

    @property
    def mine(self) -> Locator:
        return self.root.locator(".row.mine")

    @property
    def last(self) -> Locator:
        """What the house said last."""
        return self.root.locator(".row.theirs:not(.dots)").last

    def says(self, words: str) -> None:
        before = self.mine.count()
        box = self.root.get_by_role("textbox")
        box.fill(words)
        box.press("Enter")
        expect(self.mine).to_have_count(before + 1, timeout=PATIENCE)

    def hears(self, words: str) -> Locator:
        """The last thing said matches; what is said after it has come is not missed either."""
        expect(self.last).to_contain_text(re.compile(words, re.DOTALL), timeout=PATIENCE)
        return self.last

    def ever_hears(self, words: str) -> Locator:
        found = self.root.locator(".row.theirs").filter(has_text=re.compile(words, re.DOTALL)).last
        expect(found).to_be_visible(timeout=PATIENCE)
        return found

    def taps(self, label: str) -> None:
        before = self.mine.count()
        self.root.locator(".row.theirs").get_by_role("button", name=label, exact=True).last.click()
        expect(self.mine).to_have_count(before + 1, timeout=PATIENCE)

    def chooses(self, row: str) -> None:
        """Opens the list that was offered last and takes a line of it; the same may also have been said aloud since."""
        before = self.mine.count()
        self.root.locator(".row.theirs .choices .choice").last.click()
        sheet = self.root.get_by_role("dialog")
        sheet.locator("label.option").filter(has_text=re.compile(row)).first.click()
        sheet.locator("button.primary").click()
        expect(self.mine).to_have_count(before + 1, timeout=PATIENCE)

    def takes_what_is_left(self) -> None:
        """A near weekend may have one kind of room left, which is asked about at once, or several to choose from; on a
        Saturday or Sunday it is asked which weekend is meant."""
        said = self.root.locator(".row.theirs")
        which = said.filter(has_text="¿qué días serían")
        one = said.filter(has_text="¿Te la reservo")
        several = said.filter(has_text=re.compile("tengo lugar|puedo ofrecerte", re.IGNORECASE))
        expect(which.or_(one).or_(several).last).to_be_visible(timeout=PATIENCE)
        if which.count():
            which.last.get_by_role("button").last.click()
            expect(one.or_(several).last).to_be_visible(timeout=PATIENCE)
        if not one.count():
            self.chooses(".")

    def link(self, label: str) -> str:
        found = self.root.locator(".row.theirs").get_by_role("link", name=label).last
        expect(found).to_be_visible(timeout=PATIENCE)
        address = found.get_attribute("href")
        assert address
        return address

    def picture(self, name: str) -> None:
        """For people to look at. Nothing hangs out of a telephone's screen on any of them."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self._pictures += 1
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        self.page.screenshot(
            path=PICTURES / f"{self.journey}-{self._pictures}-{name}.png", animations="disabled"
        )
