"""Nobody is kept out: axe-core looks at every screen as three roles see it, in both languages, on a desk light and
dark, on a telephone light or dark, and at what opens over the screens. What it calls serious or critical is not let
through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Locator, Page, expect

from console.screens.shell import SCREENS
from core.domain.access import Actor
from core.local.board import DEMO_PASSWORD
from core.store.db import across_hotels
from core.store.staff import Staff
from tests.browser.console.conftest import submit
from tests.lived_in import LivedIn, lived_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
GRAVE = ("serious", "critical")
SETTLED = ":is([aria-busy=false], .day-list .tonight)"
PATIENCE = 60_000  # of a busy machine
LEAVES = {
    "rates": ("closures", "seasons", "rules", "types"),
    "knowledge": ("hours", "photos", "place", "phrases", "replies", "unanswered", "trying"),
    "money": ("balances", "payments", "till"),
    "reviews": ("figures", "asking", "digest"),
}
# What opens over a screen: where, and what is clicked. `{booking}` is a guest's who is in the house.
OPENED = [
    ("/", "button.help"),
    ("/", "button.me"),
    ("/", "button.add"),
    ("/?b={booking}", ""),
    *(("/?b={booking}", f"button[data-act={act}]") for act in ("late", "change", "move", "check_out")),
    ("/bookings", ".page-head .button.primary"),
    ("/bookings", ".open-month"),
    ("/calendar", ".bar"),
    ("/guests", ".guest-row"),
    ("/rates?tab=seasons", ".part.seasons .button:has(.icon-plus)"),
    ("/rates?tab=types", ".part.types .acts .button"),
    ("/rates?tab=types", ".room-chip"),
    ("/knowledge", ".fact-row"),
    ("/knowledge?tab=hours", ".part.hours .button:has(.icon-edit)"),
    ("/reviews", ".case .button.primary"),
    ("/reviews", ".review .button:has(.icon-edit)"),
    ("/reviews", ".list-part .button:has(.icon-file)"),
    ("/reviews", ".list-part header .button:has(.icon-edit)"),
    ("/reviews?tab=figures", ".ways-table .cell"),
    ("/reviews?tab=asking", ".requests .button:has(.icon-forward)"),
    ("/reviews?tab=asking", ".requests .button.quiet"),
    ("/reviews?tab=asking", ".rules-part .panel:first-child .button"),
    ("/reviews?tab=asking", ".rules-part .panel:last-child .button"),
    ("/reviews?tab=digest", ".digest-pair header .button"),
    ("/reviews?tab=digest", ".digest-pair .button:has(.icon-phone)"),
    *(("/settings", f".button:has(.icon-edit) >> nth={place}") for place in range(4)),
    ("/settings", ".button:has(.icon-plus)"),
    ("/team", ".button.primary"),
    ("/team", ".rows .acts .button, .rows .button.small"),
    ("/health", ".button:has(.icon-pause)"),
    ("/account", ".button:has(.icon-key)"),
]
# Answers what is wrong, or nothing; what still fades in is given time and looked at again. How words stand out is dear
# to look at, and the same for all whose colours, size and grounds are the same: the first of each kind is looked at.
_LOOK = """async ([onlyColours, place]) => {
  const asked = { resultTypes: ["violations"], preload: false };
  if (onlyColours) asked.runOnly = ["color-contrast"];
  const above = (one) => one.parentElement ?? one.getRootNode().host;
  const grounds = new Map();
  const ground = (one) => {
    if (!one) return "";
    if (!grounds.has(one)) {
      const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(one);
      grounds.set(one, [ground(above(one)), backgroundColor, backgroundImage, opacity, filter].join());
    }
    return grounds.get(one);
  };
  const kind = (one) => {
    const { color, fontSize, fontWeight, textShadow, display, visibility } = getComputedStyle(one);
    return [ground(one), color, fontSize, fontWeight, textShadow, display, visibility, one.matches(":disabled")].join();
  };
  const worded = (one) => one.matches("input, select, textarea")
    || [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const inside = (one) => [one, ...(one.shadowRoot ? within(one.shadowRoot) : [])];
  const within = (root) => [...root.querySelectorAll("*")].flatMap(inside);
  const firstOfEachKind = () => {
    grounds.clear();
    const words = within(place ?? document.body).filter(worded);
    const seen = words.filter((one) => one.checkVisibility({ visibilityProperty: true }));
    const firsts = new Map(seen.reverse().map((one) => [kind(one), one]));
    for (const one of words) one.removeAttribute("data-looked-at");
    for (const one of firsts.values()) one.setAttribute("data-looked-at", "");
  };
  axe.configure({ rules: [{ id: "color-contrast", selector: "[data-looked-at]" }] });
  const wrong = async () => {
    firstOfEachKind();
    return (await axe.run(place ?? document, asked)).violations
      .filter((one) => ["serious", "critical"].includes(one.impact))
      .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} -- ${node.failureSummary}`));
  };
  let found = await wrong();
  for (let again = 0; found.length && again < 3; again += 1) {
    await new Promise((resolve) => setTimeout(resolve, 400 * (again + 1)));
    found = await wrong();
  }
  return found;
}"""
# A field that nobody names, and words that only the dark swallows.
_SPOIL = """() => {
  document.querySelector("label[for=email]").remove();
  const night = new CSSStyleSheet();
  night.replaceSync("@media (prefers-color-scheme: dark) { label { color: #222; } }");
  document.adoptedStyleSheets = [night];
}"""


Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Walk:
    """One person's way through everything that is open to them."""

    who: str
    language: str
    screen: dict[str, int]
    schemes: tuple[Scheme, ...]

    def __str__(self) -> str:
        return f"{self.who}-{self.language}-{self.screen['width']}"


# Colours are most of the work, and a telephone's are those of the desk: each scheme is seen on one of the two.
WALKS = [
    Walk("olga", "es", DESK, ("light", "dark")),
    Walk("carla", "es", PHONE, ("light",)),
    Walk("vera", "en", PHONE, ("dark",)),
]


@pytest.fixture(scope="module")
def posada(_open_house: None) -> LivedIn:
    return lived_in()


def opened(browser: Browser, address: str, posada: LivedIn, walk: Walk) -> Page:
    with across_hotels() as session:
        session.get_one(Staff, posada.people[walk.who].staff_id).language = walk.language
    locale = {"es": "es-AR", "en": "en-GB"}[walk.language]
    context = browser.new_context(
        viewport=walk.screen, locale=locale, color_scheme=walk.schemes[0], reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{address}/auth/login")
    return page


def settled(page: Page, which: str = "") -> None:
    expect(page.locator(SETTLED + which).first).to_be_attached(timeout=PATIENCE)


def show(page: Page, address: str, path: str) -> None:
    """By the rail where it leads there, as people go: the screen before has made way, then."""
    link = page.locator(f".rail a[href='{path}']")
    if link.count() and page.url != address + path:
        page.locator(SETTLED).evaluate_all("all => all.forEach((one) => one.setAttribute('data-seen', ''))")
        link.first.evaluate("one => one.click()")
        expect(page).to_have_url(address + path)
        settled(page, ":not([data-seen])")
    else:
        page.goto(address + path)
        settled(page)


def enter(page: Page, who: Actor) -> None:
    submit(page, who, DEMO_PASSWORD)
    settled(page)


def wrong(page: Page, schemes: tuple[Scheme, ...], place: Locator | None = None) -> list[str]:
    """All of it in the first scheme, which the page has, and in others what differs there: colours."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    where = place and place.element_handle()
    found: list[str] = page.evaluate(_LOOK, [False, where])
    for scheme in schemes[1:]:
        page.emulate_media(color_scheme=scheme)
        found += page.evaluate(_LOOK, [True, where])
    page.emulate_media(color_scheme=schemes[0])
    return found


@pytest.mark.parametrize("walk", WALKS, ids=str)
def test_axe_finds_nothing_grave_on_any_screen(
    browser: Browser, address: str, posada: LivedIn, walk: Walk
) -> None:
    page = opened(browser, address, posada, walk)
    found = {"sign-in": wrong(page, walk.schemes)}
    enter(page, posada.people[walk.who])
    for screen in SCREENS:
        if not posada.people[walk.who].may(screen.needs):
            continue
        path = f"/{screen.path}"
        for way in (
            path,
            *(f"{path}?tab={leaf}" for leaf in LEAVES.get(screen.word, ()) if walk is WALKS[0]),
        ):
            show(page, address, way)
            found[way] = wrong(page, walk.schemes)
    page.context.close()
    assert {where: what for where, what in found.items() if what} == {}


def test_axe_finds_nothing_grave_in_what_opens_over_the_screens(
    browser: Browser, address: str, posada: LivedIn
) -> None:
    page = opened(browser, address, posada, WALKS[0])
    enter(page, posada.people["olga"])
    found, at = {}, ""
    for path, click in OPENED:
        if at == path and "?b=" not in path:
            page.keyboard.press("Escape")
            expect(page.locator("dialog[open], [role=menu], .month-sheet:popover-open")).to_have_count(0)
        else:
            page.goto(address + path.format(booking=posada.staying))
            settled(page)
        at = path
        if click:
            page.locator(click).first.click()
        over = page.locator("dialog[open], [role=menu], .month-sheet:popover-open").last
        expect(over).to_be_visible(timeout=PATIENCE)
        found[f"{path} {click}"] = wrong(page, WALKS[0].schemes, over)
    page.context.close()
    assert {where: what for where, what in found.items() if what} == {}


def test_what_axe_would_not_let_through_is_found(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/auth/login")
    page.evaluate(_SPOIL)
    kinds = {one.split(":")[0] for one in wrong(page, WALKS[0].schemes)}
    assert {"label-title-only", "color-contrast"} <= kinds
    page.context.close()
