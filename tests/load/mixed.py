"""Sixteen hands do a hundred thousand things to bookings, and what is left must be what each of them was told.

`MIXED_OPERATIONS=1000 python -m tests.load mixed` for a shorter one.
"""

from __future__ import annotations

from tests.load import bookings
from tests.load.measuring import Findings, begin


def run() -> Findings:
    found = begin(
        "mixed: holds, changes, cancels, blocks, late checkouts, holds that run out, by sixteen connections"
    )
    with bookings.stores():
        bookings.mixed(found)
    return found
