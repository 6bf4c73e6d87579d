"""What whoever has booked says of those very nights, and what only sounds like it."""

from __future__ import annotations

from datetime import date

import pytest

from core.flows.understand.own_stay import somebody_comes, their_days
from core.flows.understand.text import normalise

FROM, TO = date(2026, 12, 4), date(2026, 12, 7)


@pytest.mark.parametrize(
    ("said", "day", "arrives"),
    [
        ("we leave sunday", 6, False),
        ("actually we're leaving on Sunday instead", 6, False),
        ("nos vamos el domingo", 6, False),
        ("mejor hasta el martes", 8, False),
        ("vamos embora no domingo", 6, False),
        ("ficamos até terça-feira", 8, False),
        ("llegamos el sábado", 5, True),
        ("chegamos na quinta", 3, True),
    ],
)
def test_a_weekday_is_the_end_that_is_booked_moved_to_the_one_beside_it(
    said: str, day: int, arrives: bool
) -> None:
    told = their_days.end_told(normalise(said))
    assert told is not None
    moved = their_days.end_moved(told[0], (FROM, TO), arrives=told[1])
    end = date(2026, 12, day)
    assert moved == ((end, TO) if arrives else (FROM, end))


@pytest.mark.parametrize(
    "said",
    [
        "nos vamos el domingo temprano, hay desayuno antes de las 7?",
        "o domingo é dia de feira no porto?",
        "we leave sunday at 10, is that ok?",
        "abren el domingo?",
        "my brother leaves sunday",
    ],
)
def test_a_weekday_with_more_said_is_no_end_of_theirs(said: str) -> None:
    assert their_days.end_told(normalise(said)) is None


@pytest.mark.parametrize(
    ("said", "nights"),
    [
        ("sacame la noche del 6", (4, 6)),
        ("tira a noite de domingo", (4, 6)),
        ("without the night of the 4th", (5, 7)),
    ],
)
def test_only_the_first_or_the_last_night_can_be_taken_off(said: str, nights: tuple[int, int]) -> None:
    found = their_days.a_night_off(normalise(said))
    assert found is not None
    assert their_days.without_the_night(found, (FROM, TO)) == tuple(date(2026, 12, day) for day in nights)


def test_a_night_in_the_middle_stays() -> None:
    found = their_days.a_night_off("sacame la noche del 5")
    assert found is not None
    assert their_days.without_the_night(found, (FROM, TO)) is None


@pytest.mark.parametrize(
    ("said", "wants"),
    [
        ("mi marido quiere otra fecha", True),
        ("my husband wants another date", True),
        ("meu marido quer outra data", True),
        ("prefiero otro día", True),
        ("quiero otra habitación", False),
        ("hay otra fecha con descuento?", False),
        ("otro día te escribo", False),
    ],
)
def test_other_dates_are_wished_for_though_none_is_told(said: str, wants: bool) -> None:
    assert their_days.wants_other_dates(normalise(said)) is wants


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("mi hermano llega el 28", True),
        ("my parents arrive on the 5th, is there a taxi?", True),
        ("meu irmão chega no dia 5", True),
        ("llegamos el 28", False),
        ("mi hermano llega el 5 y necesita habitación", False),
        ("mi hermana viene con nosotros el 5", False),
    ],
)
def test_somebody_who_arrives_is_nobody_who_books(said: str, told: bool) -> None:
    assert somebody_comes.is_told(normalise(said)) is told
