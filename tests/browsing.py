"""A real browser for tests: Debian's chromium, a fresh profile, nothing going out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def chromium(*more_flags: str) -> Iterator[Browser]:
    """Skips where there is no chromium, except in continuous integration, where that is a failure.

    Its driver keeps an event loop running in this thread: a fixture of a module may hold it, not one of the session.
    """
    path = shutil.which("chromium")
    if path is None:
        missing = "no chromium here (Debian: apt install chromium)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=[*FLAGS, *more_flags])
        yield browser
        browser.close()
