"""A year and a half is one year, however it is told, and of twins it is told once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.domain.memory import About, Asked
from core.flows.understand import Context, read
from core.flows.understand.entities import read_entities

NOW = datetime(2026, 11, 27, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lang", "said", "children", "ages"),
    [
        ("en", "2 adults and 2 babies, 18 months", 2, [1, 1]),
        ("en", "my wife, me and our twins, one and a half yrs old each", 2, [1, 1]),
        ("en", "2 adults and 18 month old twins", 2, [1, 1]),
        ("en", "the twins are 1.5 years old", 2, [1, 1]),
        ("en", "they're both 18 months", 2, [1, 1]),
        ("en", "2 kids, 18 months and 3 years", 2, [1, 3]),
        ("en", "2 adults and 3 kids, 2 years each", 3, [2, 2, 2]),
        ("en", "2 adults and baby twins", 2, [0, 0]),
        ("en", "2 adults and a toddler, 30 months", 1, [2]),
        ("es", "somos dos y los mellizos de año y medio", 2, [1, 1]),
        ("es", "dos adultos y mellizos de 18 meses", 2, [1, 1]),
        ("es", "2 adultos y una nena de 14 meses", 1, [1]),
        ("es", "dos nenes, los dos de 3 años", 2, [3, 3]),
        ("es", "2 adultos y un bebé de 11 meses", 1, [0]),
        ("pt", "casal com gêmeos de um ano e meio", 2, [1, 1]),
        ("pt", "2 crianças, as duas de 3 anos", 2, [3, 3]),
        ("pt", "casal com um bebê de 20 meses", 1, [1]),
    ],
)
def test_months_and_halves_are_whole_years(lang: str, said: str, children: int, ages: list[int]) -> None:
    found = read_entities(said, lang)
    assert (found.children, sorted(found.child_ages)) == (children, ages)


@pytest.mark.parametrize(
    ("lang", "said", "ages"),
    [
        ("en", "they're both 18 months", (1, 1)),
        ("en", "1.5 and 3", (1, 3)),
        ("en", "2 and a half and 5", (2, 5)),
        ("en", "one and a half", (1,)),
        ("en", "5 months and 18 months", (0, 1)),
        ("en", "one is 3 the other is a baby", (3, 0)),
        ("en", "both babies", (0, 0)),
        ("en", "the first one is 3 and the second 5", (3, 5)),
        ("en", "6 and 9 are the DATES, the twins are 1.5 years old", (1, 1)),
        ("es", "tienen un año y medio", (1,)),
        ("es", "18 meses los dos", (1, 1)),
        ("es", "uno y medio", (1,)),
        ("pt", "um ano e meio os dois", (1, 1)),
    ],
)
def test_asked_how_old_they_are(lang: str, said: str, ages: tuple[int, ...]) -> None:
    heard = read(said, Context(now=NOW, language=lang, asked=Asked(About.AGES)))
    assert heard.entities.child_ages == ages


@pytest.mark.parametrize(
    ("lang", "said", "ages", "day"),
    [
        ("en", "need a room for 2 adults and 2 kids jan 10-13", (), 10),
        ("en", "we are 4, 2 kids 5 n 7, feb 6-9", (5, 7), 6),
        ("pt", "tem quarto pra casal com dois filhos de 6 a 9 de fevereiro?", (), 6),
    ],
)
def test_days_beside_children_are_not_their_ages(
    lang: str, said: str, ages: tuple[int, ...], day: int
) -> None:
    heard = read(said, Context(now=NOW, language=lang))
    assert heard.entities.children == 2
    assert heard.entities.child_ages == ages
    assert heard.stay.check_in is not None
    assert heard.stay.check_in.day == day


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "in 18 months we come back"),
        ("en", "we stayed with you 18 months ago"),
        ("es", "hace un año y medio fuimos"),
        ("pt", "faz um ano e meio que fomos"),
    ],
)
def test_time_that_passed_is_nobodys_age(lang: str, said: str) -> None:
    assert read_entities(said, lang).child_ages == ()


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("2 adults and our twins", ()),
        ("the twins are 4", ()),
        ("a twin room for me and my twins", ("twin",)),
        ("a twin for 2 adults and 1 child", ("twin",)),
    ],
)
def test_a_familys_twins_are_no_beds(said: str, kinds: tuple[str, ...]) -> None:
    assert read_entities(said, "en").room_types == kinds


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("es", "somos los 3 del principio"),
        ("es", "los 4 de siempre"),
        ("es", "los mismos 3"),
        ("en", "the same 3 as before"),
        ("en", "the first one"),
        ("pt", "os 3 de sempre"),
        ("pt", "somos os mesmos 3"),
    ],
)
def test_who_they_are_and_which_is_meant_is_no_day(lang: str, said: str) -> None:
    assert not read(said, Context(now=NOW, language=lang)).stay


@pytest.mark.parametrize(
    ("lang", "said", "adults"),
    [("es", "los 3 de siempre", 3), ("es", "somos los mismos 4", 4), ("en", "same 3 as last time", 3)],
)
def test_those_from_before_answer_how_many(lang: str, said: str, adults: int) -> None:
    heard = read(said, Context(now=NOW, language=lang, asked=Asked(About.PEOPLE)))
    assert heard.entities.people == adults


def test_a_day_and_the_nights_from_then_on() -> None:
    stay = read("from the 6th 3 nights 2 ppl", Context(now=NOW, language="en")).stay
    assert (str(stay.check_in), str(stay.check_out)) == ("2026-12-06", "2026-12-09")
