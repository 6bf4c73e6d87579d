"""How a browser somebody is signed in with looks as JSON."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Any, Final

from console.shapes import moment
from core.store.staff import SignIn

MARK_LENGTH: Final = 16
_BROWSERS: Final = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS: Final = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def browser_line(row: SignIn, own: str) -> dict[str, Any]:
    """The mark names it and opens nothing: it is part of the fingerprint of a secret."""
    return {
        "mark": row.fingerprint[:MARK_LENGTH],
        "own": row.fingerprint == own,
        "device": device(row.browser),
        "address": row.address,
        "here": is_this_machine(row.address),
        "started": moment(row.started_at),
        "seen": moment(row.seen_at),
    }


def is_this_machine(address: str) -> bool:
    """Where people sit at the very computer the system runs on; a number would tell them nothing."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def device(agent: str) -> str:
    """What people call it; what names itself otherwise is shown as it does, shortened."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    found = " · ".join(part for part in (browser, system) if part)
    return found or re.sub(r"[^\x20-\x7e]", "", agent)[:40]
