"""A name nobody asked for is taken only where it can be one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.flows.booking.order.naming import signed
from core.flows.understand import Context, read

NOW = datetime(2026, 11, 26, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    "words",
    [
        "Mar del Plata",
        "Banco Nación",
        "Mercado Pago",
        "Buenos Aires",
        "São Paulo",
        "Banco Galicia",
        "Santander Río",
        "Córdoba Capital",
        "Santiago de Chile",
        "Rosario Centro",
        "Salta Jujuy",
        "San Juan",
        "Semana Santa",
        "Constructora Andrade",
        "Villa Carlos Paz",
        "New York",
    ],
)
def test_a_town_or_a_bank_is_nobodys_name(words: str) -> None:
    meant = read(words, Context(now=NOW))
    assert meant.entities.name is None
    assert signed(meant) is None


@pytest.mark.parametrize(
    "words",
    [
        "Marta Gomez", "Sofia Ledesma", "Juan Córdoba", "Ana Santander", "Pedro Salta", "Lucía Galicia",
        "Mario Roma", "Santiago Martínez", "Rosario Córdoba", "Florencia Paz", "Inés de la Paz",
    ],
)  # fmt: skip
def test_two_capitals_alone_are_a_name(words: str) -> None:
    assert signed(read(words, Context(now=NOW))) == words
