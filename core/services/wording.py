"""Money, dates and hours in the guest's manner, as their language and the hotel's country write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_interval, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal, get_currency_symbol

from core.domain.money import EXPONENTS, Money
from core.domain.stays import Stay

_USUAL_COUNTRY = {"es": "AR", "en": "US", "pt": "BR"}
# A code right before a figure reads as one word: `UYU85`.
_AFTER_WEEKDAY = re.compile(r"(?<=[a-záé]), (?=\d)")
_WITHOUT_ARTICLE = frozenset({"Portugal", "Cuba", "Honduras", "El Salvador", "Porto Rico", "Costa Rica"})
_CODE_BEFORE_FIGURE = re.compile(r"([A-Z]{3})(?=\d)")
# Which pesos or dollars it stands for depends on the country of who reads it.
_SIGN_OF_MANY: Final = "$"


@cache
def _locale(language: str, country: str) -> Locale:
    """The country's own way of the language where it has one; Spanish as in Argentina before any other."""
    spoken = language if language in _USUAL_COUNTRY else "es"
    try:
        return Locale(spoken, country)
    except (UnknownLocaleError, ValueError):
        return Locale(spoken, _USUAL_COUNTRY[spoken])


def number(language: str, country: str, amount: float) -> str:
    """`3,5`, and nothing behind the comma of a whole one."""
    return str(format_decimal(amount, locale=_locale(language, country)))


def money(language: str, country: str, amount: Money, *, by_code: bool = False) -> str:
    """Whole amounts without the zeros behind the point, which nobody says; `ARS 300.000` by the code."""
    whole = amount.minor % 10 ** EXPONENTS[amount.currency] == 0
    written = format_currency(
        amount.major,
        amount.currency,
        locale=_locale(language, country),
        currency_digits=not whole,
        format=_pattern(language, country, whole, by_code),
    )
    return _CODE_BEFORE_FIGURE.sub("\\1\xa0", written)


@cache
def _pattern(language: str, country: str, whole: bool, by_code: bool) -> str:
    pattern = _locale(language, country).currency_formats["standard"].pattern
    pattern = re.sub(r"\.0+", "", pattern) if whole else pattern
    return pattern.replace("¤", "¤¤") if by_code else pattern


@cache
def has_the_sign_of_many(language: str, country: str, currency: str) -> bool:
    return get_currency_symbol(currency, locale=_locale(language, country)) == _SIGN_OF_MANY


def dates(language: str, country: str, stay: Stay, today: date | None = None) -> str:
    """`vie 4 al dom 6 de dic`; with the year when it is not the one in which `today` is."""
    skeleton = "MMMEd" if today is None or stay.check_in.year == today.year else "yMMMEd"
    written = format_interval(stay.check_in, stay.check_out, skeleton, locale=_locale(language, country))
    return _spoken(language, written.replace("\u2009", " "))


def _spoken(language: str, written: str) -> str:
    """As people write it: no comma behind a Spanish weekday (`vie 26`), no point behind a Portuguese `dez`."""
    if language == "es":
        return _AFTER_WEEKDAY.sub(" ", written)
    return written.replace(".", "") if language == "pt" else written


def day(language: str, country: str, on: date, today: date | None = None) -> str:
    skeleton = "MMMEd" if today is None or on.year == today.year else "yMMMEd"
    return _spoken(language, format_skeleton(skeleton, on, locale=_locale(language, country)))


def hour(language: str, country: str, at: time) -> str:
    """Half a day twice over is English; everybody else reads 14:00 off a timetable."""
    pattern = "short" if language == "en" else "HH:mm"
    return format_time(at, pattern, locale=_locale(language, country)).replace("\u202f", " ")


# Stands before a day where phrases expect an hour: the words that lead an hour become those that lead a day.
A_DAY_INSTEAD: Final = "\u2060"
_LEADS: Final = {
    "es": (("de las ", "del "), ("a las ", "el "), ("las ", "el ")),
    "pt": (("das ", "de "), ("às ", ""), ("as ", "")),
}


def led_by_its_words(language: str, said: str) -> str:
    """ "Antes de las 18:58", and "antes del dom 29 nov a las 18:58"."""
    if A_DAY_INSTEAD not in said:
        return said
    for of_an_hour, of_a_day in _LEADS.get(language, ()):
        said = re.sub(rf"(?i)\b{of_an_hour}{A_DAY_INSTEAD}", of_a_day, said)
    return said.replace(A_DAY_INSTEAD, "")


# Two countries that put their clocks on at different times differ in one of them at least.
_SEASONS: Final = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC))


@cache
def place_of_clock(language: str, country: str, timezone: str) -> str:
    """`Argentina`, `da Argentina`; of a country that has several hours at once, the city whose hour it is."""
    locale = _locale(language, country)
    zones = [ZoneInfo(zone) for zone in get_global("territory_zones").get(country.upper(), [])]
    if len({tuple(season.astimezone(zone).utcoffset() for season in _SEASONS) for zone in zones}) > 1:
        named = str(
            locale.time_zones.get(timezone, {}).get("city", timezone.rpartition("/")[2].replace("_", " "))
        )
        return f"de {named}" if language == "pt" else named
    named = str(locale.territories.get(country.upper(), country))
    return f"{_portuguese_of(named)} {named}" if language == "pt" else named


def _portuguese_of(country: str) -> str:
    if country in _WITHOUT_ARTICLE:
        return "de"
    return "da" if country.endswith("a") else "do"
