"""Recorded shapes of WhatsApp deliveries, one file per case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "whatsapp"


@pytest.fixture
def delivery() -> Callable[[str], bytes]:
    return lambda name: (FOLDER / f"{name}.json").read_bytes()


@pytest.fixture(scope="session")
def all_deliveries() -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in sorted(FOLDER.glob("*.json"))}
