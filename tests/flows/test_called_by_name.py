"""By which name a guest is greeted: a title is none."""

from __future__ import annotations

import pytest

from core.flows.courtesy.welcome import _first_name


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Ana Pérez", "Ana"),
        ("Don Héctor", "Héctor"),
        ("Dra. Lucía Paz", "Lucía"),
        ("Seu João", "João"),
        ("Mrs Smith", "Smith"),
        ("Don", ""),
        ("~ 🌻", ""),
    ],
)
def test_a_title_is_no_name(name: str, called: str) -> None:
    assert _first_name(name) == called
