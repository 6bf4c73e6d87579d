"""What stands on the screen can be read whole, and what is to be written in can be seen: on a telephone, in both
languages, light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.console.conftest import Desk, OpenDesk, speaks_english
from tests.inventory import furnished
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

READY, BUSY = "[aria-busy=false]", "[aria-busy=true]"
PHONE = {"width": 390, "height": 844}
# What WCAG asks of an edge (1.4.11) and of words (1.4.3) against what lies around them.
SEEN, READ = 3, 4.5
FIELDS = """() => {
  const parts = (words) => words.match(/[\\d.]+/g).map(Number);
  const linear = (one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
  const shade = (words) => {
    const [r, g, b] = parts(words).map((one) => linear(one / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const apart = (one, other) => {
    const [dark, light] = [shade(one), shade(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const above = (one) => one.parentElement ?? one.getRootNode().host;
  const ground = (one) => {
    for (let at = one; at; at = above(at)) {
      const words = getComputedStyle(at).backgroundColor;
      if (parts(words)[3] !== 0) return words;
    }
    return "rgb(255, 255, 255)";
  };
  const within = (root) => [...root.querySelectorAll("*")].flatMap((one) => [
    ...(one.matches("input:not([type=radio], [type=checkbox], [type=file]), select, textarea") ? [one] : []),
    ...(one.shadowRoot ? within(one.shadowRoot) : []),
  ]);
  return within(document)
    .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((one) => getComputedStyle(one).borderTopWidth !== "0px")
    .map((one) => {
      const hint = getComputedStyle(one, "::placeholder").color;
      return [
        one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent ?? one.placeholder,
        apart(getComputedStyle(one).borderTopColor, ground(above(one))),
        one.placeholder ? apart(hint, ground(one)) : 21,
      ];
    });
}"""
WITH_FIELDS = [
    "/bookings",
    "/guests",
    "/rates",
    "/rates?tab=rules",
    "/knowledge",
    "/knowledge?tab=place",
    "/knowledge?tab=phrases",
    "/knowledge?tab=trying",
    "/money?tab=payments",
    "/money?tab=till",
    "/reviews",
    "/audit",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_field_is_seen_and_what_it_asks_for_is_read(desk: OpenDesk, house: House, scheme: str) -> None:
    furnished(house.posada)
    page = desk(color_scheme=scheme).sign_in(house.olga, WITH_FIELDS[0], READY)
    for path in WITH_FIELDS:
        shown(page, path)
        fields = page.evaluate(FIELDS)
        assert fields, path
        assert [(path, *one) for one in fields if one[1] < SEEN or one[2] < READ] == []


def shown(page: Page, path: str) -> None:
    page.goto("/".join(page.url.split("/")[:3]) + path)
    expect(page.locator(READY).first).to_be_attached(timeout=30_000)
    expect(page.locator(BUSY)).to_have_count(0)


@pytest.fixture
def telephone(desk: OpenDesk) -> Desk:
    return desk(viewport=PHONE, has_touch=True, is_mobile=True)


SIZES = "(all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
CUT = "(one) => one.scrollWidth > one.clientWidth"


@pytest.mark.parametrize("language", ["es", "en"])
def test_on_a_telephone_no_word_at_the_foot_and_no_day_is_cut(
    telephone: Desk, house: House, language: str
) -> None:
    if language == "en":
        speaks_english(house.carla)
    page = telephone.sign_in(house.carla, "/conversations", ".rows[aria-busy=false]")
    words = page.locator(".foot-bar .word").all()
    assert [one.inner_text() for one in words if one.evaluate(CUT)] == []
    shown(page, "/bookings")
    page.locator(".page-head .button.primary").tap()
    # Under 16 pixels a telephone draws nearer to what is written in, and the rest is out of sight.
    sizes = page.locator("dialog.drawer").locator("input, select").evaluate_all(SIZES)
    assert min(sizes) >= 16, sizes
    days = page.locator("dialog.drawer .day-field > input")
    for day in ("23/9/2026", "25/11/2026", "28/2/2029"):
        for field in days.all():
            field.fill(day)
            field.press("Tab")
            assert not field.evaluate(CUT), field.input_value()


def test_who_looks_at_their_own_account_is_told_where_they_are(telephone: Desk, house: House) -> None:
    page = telephone.sign_in(house.carla, "/account", ".page[aria-busy=false]")
    expect(page.locator(".foot-bar [aria-current=page]")).to_have_text("Más")
