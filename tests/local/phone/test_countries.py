"""Guests of every country the page offers have a number of that country and its hour beside what is said."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.local.phone import page_routes
from core.local.phone.identity import PRESETS, country_of, new_number

FORMATS = (Path(page_routes.__file__).parent / "page" / "formats.js").read_text(encoding="utf-8")
ZONES = dict(re.findall(r'\b([A-Z]{2}): "(\w+/[\w/]+)"', FORMATS))


@pytest.mark.parametrize("preset", PRESETS)
def test_a_new_number_is_one_the_channel_knows(preset: str) -> None:
    assert re.fullmatch(r"[1-9]\d{9,14}", new_number(preset))


def test_each_country_has_an_hour_that_a_browser_knows() -> None:
    assert {country_of(preset) for preset in PRESETS} == set(ZONES)
    assert all(ZoneInfo(zone).key == zone for zone in ZONES.values())
