"""Recorded shapes of Mercado Pago: payments, notifications, refusals; one file per case."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "mercadopago"


@pytest.fixture
def recorded() -> Callable[[str], Any]:
    return lambda name: json.loads((FOLDER / f"{name}.json").read_bytes())
