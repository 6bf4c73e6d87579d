"""What one test leaves in a browser's profile the next doesn't find."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browsing import Profiles

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

LOOK: dict[str, Any] = {"locale": "pt-BR", "viewport": {"width": 700, "height": 500}}
LEAVE = """async () => {
    document.cookie = "left=1; path=/";
    localStorage.left = sessionStorage.left = 1;
    await new Promise((done) => (indexedDB.open("left").onsuccess = done));
    await caches.open("left");
}"""
FOUND = """async () => [
    document.cookie, localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, (await caches.keys()).length,
    (await navigator.permissions.query({ name: "geolocation" })).state,
]"""
LOGIN = "/auth/login"


def found(context: BrowserContext, address: str) -> list[Any]:
    page = context.pages[0]
    page.goto(address + LOGIN)
    seen: list[Any] = page.evaluate(FOUND)
    return seen


def test_a_profile_that_is_used_again_remembers_nothing(profiles: Profiles, address: str) -> None:
    with profiles.one(**LOOK) as first:
        fresh = found(first, address)
        first.grant_permissions(["geolocation"])
        first.pages[0].evaluate(LEAVE)
        left = first.pages[0].evaluate(FOUND)
        assert all(now != then for now, then in zip(left, fresh, strict=True))
        first.route("**", lambda route: route.abort())
        first.set_offline(True)
    with profiles.one(**LOOK) as again:
        assert again is first
        assert found(again, address) == fresh


def test_who_sits_at_two_desks_has_two_profiles(profiles: Profiles) -> None:
    with profiles.one(**LOOK) as one, profiles.one(**LOOK) as other:
        assert one is not other
    with profiles.one(**LOOK, has_touch=True) as touched:
        assert touched not in (one, other)


def test_a_profile_changes_its_screen_and_its_colours(profiles: Profiles) -> None:
    worn = []
    for screen, scheme in ((390, "dark"), (700, "light")):
        look = {**LOOK, "viewport": {"width": screen, "height": 500}, "color_scheme": scheme}
        with profiles.one(**look) as context:
            page = context.pages[0]
            assert page.evaluate("innerWidth") == screen
            assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is (scheme == "dark")
        worn.append(context)
    assert worn[0] is worn[1]
