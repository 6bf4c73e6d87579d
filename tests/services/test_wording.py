"""Figures and dates as guests write them themselves."""

from __future__ import annotations

import re
from datetime import date, time

import pytest

from core.domain.money import EXPONENTS, Money
from core.domain.stays import Stay
from core.services import wording

STAY = Stay(date(2026, 12, 4), date(2026, 12, 6))


@pytest.mark.parametrize(
    ("language", "country", "amount", "currency", "written"),
    [
        ("es", "AR", "85000", "ARS", "$85.000"),
        ("es", "AR", "85000.50", "ARS", "$85.000,50"),
        ("es", "UY", "3200", "UYU", "$ 3.200"),
        ("es", "CL", "85000", "CLP", "$85.000"),
        ("en", "AR", "85000", "ARS", "ARS 85,000"),
        ("pt", "AR", "85000", "ARS", "ARS 85.000"),
        ("pt", "BR", "350.9", "BRL", "R$ 350,90"),
        ("en", "US", "120", "USD", "$120"),
        ("fr", "AR", "85000", "ARS", "$85.000"),
        ("es", "XX", "85000", "ARS", "$85.000"),
    ],
)
def test_money_is_written_as_the_guest_would(
    language: str, country: str, amount: str, currency: str, written: str
) -> None:
    assert wording.money(language, country, Money.of(amount, currency)).replace("\xa0", " ") == written


@pytest.mark.parametrize("currency", sorted(EXPONENTS))
@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_every_currency_can_be_said_in_every_language(language: str, currency: str) -> None:
    written = wording.money(language, "AR", Money(1_234_500, currency))
    assert "1" in written
    assert "\u202f" not in written


@pytest.mark.parametrize(
    ("language", "country", "written"),
    [
        ("es", "AR", "vie 4 al dom 6 de dic"),
        ("en", "AR", "Fri, Dec 4 – Sun, Dec 6"),
        ("pt", "AR", "sex, 4 de dez – dom, 6 de dez"),
    ],
)
def test_dates_are_written_as_the_guest_would(language: str, country: str, written: str) -> None:
    assert wording.dates(language, country, STAY) == written


@pytest.mark.parametrize("country", ["AR", "UY", "ES", "MX"])
@pytest.mark.parametrize("today", [None, date(2025, 11, 1)])
def test_no_comma_stands_behind_a_weekday_in_spanish(country: str, today: date | None) -> None:
    written = [wording.dates("es", country, STAY, today), wording.day("es", country, STAY.check_in, today)]
    assert not any(re.search(r"[a-zé], \d", words) for words in written), written


def test_the_year_is_said_when_it_is_another() -> None:
    assert "2026" not in wording.dates("es", "AR", STAY, date(2026, 11, 1))
    assert "2026" in wording.dates("es", "AR", STAY, date(2025, 11, 1))
    assert "2026" in wording.day("en", "AR", STAY.check_in, date(2025, 11, 1))


def test_hours_follow_the_language() -> None:
    assert wording.hour("es", "UY", time(14)) == "14:00"
    assert wording.hour("en", "US", time(14)) == "2:00 PM"


@pytest.mark.parametrize(
    ("language", "country", "timezone", "place"),
    [
        ("es", "AR", "America/Argentina/Ushuaia", "Argentina"),
        ("en", "UY", "America/Montevideo", "Uruguay"),
        ("pt", "AR", "America/Argentina/Buenos_Aires", "da Argentina"),
        ("pt", "UY", "America/Montevideo", "do Uruguai"),
        ("es", "BR", "America/Sao_Paulo", "São Paulo"),
        ("en", "MX", "America/Cancun", "Cancún"),
    ],
)
def test_an_hour_is_the_countrys_or_the_citys(language: str, country: str, timezone: str, place: str) -> None:
    assert wording.place_of_clock(language, country, timezone) == place
