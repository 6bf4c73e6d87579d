"""Days that no calendar has, feasts as the names of dinners, and second thoughts about who comes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from core.domain.memory import Party
from core.flows.understand import Context, Understanding, read
from core.flows.understand.corrections import corrected
from core.flows.understand.feasts import feast_meal
from core.flows.understand.impossible import NoSuchDay

NOW = datetime(2026, 11, 26, 18, tzinfo=UTC)
FAMILY = Party(adults=2, children=2, child_ages=(5, 8))


def said(words: str) -> Understanding:
    return read(words, Context(now=NOW, zone="America/Argentina/Buenos_Aires"))


@pytest.mark.parametrize(
    ("words", "day", "month"),
    [
        ("hay lugar el 31 de febrero?", 31, 2),
        ("del 28/11 al 31/11", 31, 11),
        ("a room from the 30th of February", 30, 2),
        ("from November 31st", 31, 11),
        ("quarto para o dia 31 de abril", 31, 4),
    ],
)
def test_a_day_that_no_calendar_has_is_named_and_nothing_is_read_into_it(
    words: str, day: int, month: int
) -> None:
    meant = said(words)
    assert meant.no_such_day == NoSuchDay(day, month)
    assert not meant.stay


@pytest.mark.parametrize(
    "words", ["el 29 de febrero", "31/12", "from january 31 to february 2", "28/2", "12/25"]
)
def test_days_that_exist_in_some_year_are_days(words: str) -> None:
    assert said(words).no_such_day is None


@pytest.mark.parametrize(
    "words",
    [
        "hacen cena de año nuevo?",
        "hay fiesta de fin de año?",
        "new year's eve dinner?",
        "ceia de natal",
        "a xmas party?",
    ],
)
def test_a_feast_as_the_name_of_a_dinner_is_no_day_of_arrival(words: str) -> None:
    meant = said(words)
    assert feast_meal(words, meant.language.spoken)
    assert not meant.stay


def test_a_feast_by_itself_is_a_day_all_the_same() -> None:
    assert said("hay lugar para año nuevo?").stay.period or said("hay lugar para año nuevo?").stay.check_in
    assert said("tenés lugar en navidad?").stay.check_in == date(2026, 12, 25)


@pytest.mark.parametrize(
    "words", ["2 al final", "no, somos 2", "mejor 2", "2 after all", "actually 2", "na verdade 2"]
)
def test_a_number_with_second_thoughts_is_everybody(words: str) -> None:
    meant = corrected(Party(adults=3), said(words))
    assert (meant.entities.people or meant.entities.adults) == 2


@pytest.mark.parametrize(
    "words",
    ["espera, que somos tres críos, otro de 3", "there are three kids, another one of 3", "outra de 3"],
)
def test_another_child_leaves_the_others_their_ages(words: str) -> None:
    meant = corrected(FAMILY, said(words))
    assert (meant.entities.children, meant.entities.child_ages) == (3, (5, 8, 3))


def test_another_one_of_three_nights_is_no_child() -> None:
    assert corrected(FAMILY, said("otra de 3 noches")).entities.children is None


@pytest.mark.parametrize(
    ("words", "nights"), [("45 noches desde el 1 de diciembre", 45), ("40 nights from december 1", 40)]
)
def test_more_nights_than_a_month_has_days_are_heard(words: str, nights: int) -> None:
    assert said(words).stay.nights == nights


def test_for_two_on_a_day_is_people_and_a_day() -> None:
    stay = said("do you have a room for 2 on december 4 to 6?").stay
    assert (stay.check_in, stay.check_out) == (date(2026, 12, 4), date(2026, 12, 6))
