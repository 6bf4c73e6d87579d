"""What points at something shown, and what changes a stay that is being talked about."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from core.domain.memory import About, Asked
from core.flows.understand import Context, StayReading, read

_ROOMS = Asked(About.CHOICE, {"one": "Doble", "two": "Triple", "three": "Cabaña"})
_JANUARY = StayReading(date(2027, 1, 10), date(2027, 1, 12), 2)


def _context(lang: str, asked: Asked | None = None, stay: StayReading | None = None) -> Context:
    now = datetime(2026, 11, 26, 15, tzinfo=UTC)
    return Context(now, "America/Argentina/Buenos_Aires", language=lang, asked=asked, stay=stay)


@pytest.mark.parametrize(
    ("lang", "said", "option"),
    [
        ("en", "the first", "one"),
        ("en", "no wait, the first", "one"),
        ("en", "i'll take the second one please", "two"),
        ("es", "dale la primera", "one"),
        ("es", "la última", "three"),
        ("pt", "o primeiro", "one"),
        ("pt", "os dois", None),
        ("es", "los dos", None),
        ("es", "dame un segundo", None),
        ("es", "es la primera vez que voy", None),
    ],
)
def test_a_place_among_what_was_shown_is_no_day(lang: str, said: str, option: str | None) -> None:
    meant = read(said, _context(lang, _ROOMS))
    assert meant.option == option
    assert meant.entities.people is None
    assert option is None or not meant.stay


_DOUBLES = Asked(
    About.CHOICE, {"river": "Doble al río", "garden": "Doble al jardín", "dock": "Cabaña del muelle"}
)


@pytest.mark.parametrize(
    ("lang", "said", "option"),
    [
        ("es", "ah y la que tiene vista al jardin", "garden"),
        ("es", "esa del río dale", "river"),
        ("es", "mejor la del muelle", "dock"),
        ("es", "la que tiene vista al jardin?", None),
        ("es", "la doble", None),
        ("es", "el jardin es lindo", None),
        ("es", "la del rio o la del muelle", None),
        ("pt", "prefiro a do jardín", "garden"),
    ],
)
def test_one_may_be_pointed_at_by_a_word_only_it_has(lang: str, said: str, option: str | None) -> None:
    assert read(said, _context(lang, _DOUBLES)).option == option


def test_only_a_day_is_one_night_of_the_stay_talked_about() -> None:
    meant = read(
        "y si vamos solo el 31?", _context("es", stay=StayReading(date(2026, 12, 29), date(2027, 1, 2), 4))
    )
    assert (meant.stay.check_in, meant.stay.nights) == (date(2026, 12, 31), 1)
    meant = read(
        "solo del 30 al 1", _context("es", stay=StayReading(date(2026, 12, 29), date(2027, 1, 2), 4))
    )
    assert meant.stay.nights == 2


def test_the_first_of_a_month_stays_a_day() -> None:
    meant = read("from the first to the third of december", _context("en", _ROOMS))
    assert (meant.option, meant.stay.check_in) == (None, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("lang", "said", "check_in", "nights"),
    [
        ("pt", "melhor 11 a 13", date(2027, 1, 11), 2),
        ("es", "mejor del 11 al 13 de diciembre", date(2026, 12, 11), 2),
        ("pt", "e se for 3?", None, 3),
        ("en", "make it 3 nights", None, 3),
        ("en", "12/05 to 12/08", date(2026, 12, 5), 3),
        ("pt", "de 20 a 23/12", date(2026, 12, 20), 3),
    ],
)
def test_a_correction_is_read_against_the_stay_talked_about(
    lang: str, said: str, check_in: date | None, nights: int
) -> None:
    stay = read(said, _context(lang, stay=_JANUARY)).stay
    assert (stay.check_in, stay.nights) == (check_in, nights)
