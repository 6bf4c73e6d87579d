"""Holidays and long weekends, by country and by hotel."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from core.flows.understand.stay import Clock, Holiday, Holidays, easter, holidays_of, read_stay

NOW = datetime(2026, 11, 18, 10, 0)
COUNTRIES = ("AR", "UY", "CL", "BR", "MX", "ES", "US")


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2026, date(2026, 4, 5)), (2027, date(2027, 3, 28)),
     (2028, date(2028, 4, 16)), (2038, date(2038, 4, 25))],
)  # fmt: skip
def test_easter_is_computed(year: int, sunday: date) -> None:
    assert easter(year) == sunday


def days(country: str, year: int) -> set[date]:
    return {holiday.on for holiday in holidays_of(country).of_year(year)}


@pytest.mark.parametrize(
    ("year", "moved"),
    [
        (2026, ["2026-06-15", "2026-08-17", "2026-10-12", "2026-11-23"]),
        (2027, ["2027-06-21", "2027-08-16", "2027-10-11", "2027-11-20"]),
        (2028, ["2028-06-17", "2028-08-21", "2028-10-16", "2028-11-20"]),
    ],
)
def test_argentine_holidays_move_to_monday(year: int, moved: list[str]) -> None:
    assert {date.fromisoformat(day) for day in moved} <= days("AR", year)


def test_argentine_carnival_and_holy_week_follow_easter() -> None:
    assert {date(2027, 2, 8), date(2027, 2, 9), date(2027, 3, 25), date(2027, 3, 26)} <= days("AR", 2027)


@pytest.mark.parametrize(
    ("country", "span"),
    [
        ("AR", (date(2026, 11, 20), date(2026, 11, 23))),
        ("UY", (date(2026, 12, 25), date(2026, 12, 27))),
        ("BR", (date(2026, 11, 20), date(2026, 11, 22))),
        ("MX", (date(2026, 12, 25), date(2026, 12, 27))),
        ("ES", (date(2026, 12, 4), date(2026, 12, 8))),
        ("US", (date(2026, 11, 26), date(2026, 11, 29))),
    ],
)
def test_the_next_long_weekend_is_the_countrys(country: str, span: tuple[date, date]) -> None:
    read = read_stay("el próximo finde largo", "es", Clock(NOW, country=country))
    assert (read.check_in, read.check_out) == span
    assert len(read.candidates) >= 2
    assert not read.sure


def test_a_bridge_day_makes_the_weekend_longer() -> None:
    read = read_stay("el finde largo de diciembre", "es", Clock(NOW, country="AR"))
    assert (read.check_in, read.check_out) == (date(2026, 12, 4), date(2026, 12, 8))


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_every_country_has_a_calendar_of_plausible_size(country: str, year: int) -> None:
    assert 7 <= len(days(country, year)) <= 20
    assert {date(year, 1, 1), date(year, 12, 25)} <= days(country, year)
    assert holidays_of(country).long_weekends(date(year, 1, 2), 1)


def test_american_mondays_and_thanksgiving() -> None:
    assert {date(2027, 1, 18), date(2027, 5, 31), date(2027, 9, 6), date(2027, 11, 25)} <= days("US", 2027)


def test_uruguay_and_chile_move_theirs() -> None:
    assert date(2028, 5, 15) not in days("UY", 2027)
    assert date(2028, 4, 17) in days("UY", 2028)
    assert {date(2027, 6, 28), date(2027, 10, 11)} <= days("CL", 2027)


def test_a_hotel_adds_and_removes_days() -> None:
    fair = Holiday(date(2026, 12, 14), "Fiesta del pueblo")
    own = holidays_of("AR").edited(add=[fair], remove=[date(2026, 11, 23)])
    read = read_stay("el próximo finde largo", "es", Clock(NOW, country="AR", holidays=own))
    assert (read.check_in, read.check_out) == (date(2026, 12, 4), date(2026, 12, 8))
    assert date(2026, 12, 14) in {s.check_out for s in own.long_weekends(NOW.date())}


def test_a_hotel_can_pass_a_list_of_its_own() -> None:
    own = Holidays().edited(add=[Holiday(date(2026, 11, 30), "Aniversario")])
    read = read_stay("finde largo", "es", Clock(NOW, country="AR", holidays=own))
    assert (read.check_in, read.check_out) == (date(2026, 11, 27), date(2026, 11, 30))


def test_a_country_without_a_calendar_has_no_long_weekend_and_says_it_does_not_know() -> None:
    read = read_stay("finde largo", "es", Clock(NOW, country="ZZ"))
    assert read.check_in is None


@pytest.mark.parametrize(
    ("said", "lang", "check_in"),
    [
        ("semana santa", "es", date(2027, 3, 25)),
        ("semana santa 2028", "es", date(2028, 4, 13)),
        ("carnaval", "es", date(2027, 2, 6)),
        ("navidad", "es", date(2026, 12, 24)),
        ("nochebuena", "es", date(2026, 12, 24)),
        ("año nuevo", "es", date(2026, 12, 31)),
        ("fin de año", "es", date(2026, 12, 31)),
        ("thanksgiving", "en", date(2026, 11, 26)),
        ("good friday", "en", date(2027, 3, 26)),
        ("new year's eve", "en", date(2026, 12, 31)),
        ("réveillon", "pt", date(2026, 12, 31)),
        ("páscoa", "pt", date(2027, 3, 26)),
        ("finde de carnaval", "es", date(2027, 2, 6)),
    ],
)
def test_holidays_are_known_by_name(said: str, lang: str, check_in: date) -> None:
    assert read_stay(said, lang, Clock(NOW, country="AR")).check_in == check_in
