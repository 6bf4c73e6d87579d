"""Days that no calendar has, feasts as the names of dinners, and second thoughts about who comes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from core.domain.memory import About, Asked, Party
from core.flows.understand import Context, StayReading, Understanding, read
from core.flows.understand.answers.taking import takes_it, wants_cheaper
from core.flows.understand.days.feasts import feast_meal
from core.flows.understand.days.impossible import NoSuchDay
from core.flows.understand.heads.corrections import corrected
from core.flows.understand.joining import who_joins

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
    assert said("tenés lugar en navidad?").stay.check_in == date(2026, 12, 24)


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


@pytest.mark.parametrize(
    ("words", "adults", "ages"),
    [
        ("mi hermana no viene al final", 1, (5, 8)),
        ("my brother can't make it", 1, (5, 8)),
        ("sí, pero mi hermana no puede venir porque trabaja", 1, (5, 8)),
        ("my sister isn't coming after all :(", 1, (5, 8)),
        ("minha irmã não vem mais", 1, (5, 8)),
        ("meu amigo não vai poder vir, tudo bem?", 1, (5, 8)),
        ("al final mi hermana no va", 1, (5, 8)),
        ("y sin el de 8?", 2, (5,)),
        ("without the 5 year old", 2, (8,)),
        ("sem o de 8", 2, (5,)),
    ],
)
def test_who_stays_at_home_is_one_less(words: str, adults: int, ages: tuple[int, ...]) -> None:
    entities = who_joins(FAMILY, said(words), said).entities
    assert (entities.adults, entities.child_ages) == (adults, ages)


@pytest.mark.parametrize("words", ["somos uno menos", "Tomi al final no viene", "we lost one"])
def test_whether_a_grown_up_or_a_child_stays_at_home_is_asked(words: str) -> None:
    assert who_joins(FAMILY, said(words), said).party == Party()


def test_which_of_the_children_stays_at_home_is_asked() -> None:
    entities = who_joins(FAMILY, said("mi hija no va"), said).entities
    assert (entities.adults, entities.children, entities.child_ages) == (2, 1, ())


@pytest.mark.parametrize("words", ["mi hermana no viene?", "my sister isn't coming, cancel it"])
def test_nobody_is_less_who_was_never_told(words: str) -> None:
    assert who_joins(Party(), said(words), said).entities.adults is None


@pytest.mark.parametrize(
    "words",
    ["sí la queremos", "ya po la quiero", "dale, reservala", "fine ill take it", "queremos sim", "fechado"],
)
def test_a_yes_in_so_many_words_takes_it(words: str) -> None:
    assert takes_it(words)


@pytest.mark.parametrize(
    "words",
    ["la queremos?", "la quiero pero sin desayuno", "quiero otra", "i'll take a taxi", "quero saber o preço"],
)
def test_a_question_or_a_but_takes_nothing(words: str) -> None:
    assert not takes_it(words)


@pytest.mark.parametrize(
    "words", ["una más barata?", "algo mas accesible", "anything cheaper", "tem mais em conta?"]
)
def test_something_cheaper_is_sought(words: str) -> None:
    assert wants_cheaper(words)
    assert said(words).entities.amenities == ()


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("sí, ese finde", None, None),
        ("yes that weekend", None, None),
        ("mejor el finde siguiente", date(2026, 12, 18), date(2026, 12, 20)),
        ("the following weekend", date(2026, 12, 18), date(2026, 12, 20)),
        ("o fim de semana seguinte", date(2026, 12, 18), date(2026, 12, 20)),
    ],
)
def test_a_weekend_is_read_against_the_one_talked_about(
    words: str, first: date | None, last: date | None
) -> None:
    known = StayReading(date(2026, 12, 11), date(2026, 12, 13), 2)
    stay = read(words, Context(now=NOW, zone="America/Argentina/Buenos_Aires", stay=known)).stay
    assert (stay.check_in, stay.check_out) == (first, last)


def test_months_are_the_age_of_the_baby_and_no_grown_ups() -> None:
    asked = Asked(About.PEOPLE)
    entities = read("8 meses", Context(now=NOW, asked=asked)).entities
    assert entities.adults is None
    assert entities.child_ages == (0,)


@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("uno de seis y la nena de tres", (6, 3)),
        ("one is 6 and the girl is 3", (6, 3)),
        ("um de 4 e a menina de 2", (4, 2)),
    ],
)
def test_one_and_the_other_are_both_aged(words: str, ages: tuple[int, ...]) -> None:
    assert read(words, Context(now=NOW, asked=Asked(About.AGES))).entities.child_ages == ages


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("del 10 al 12", date(2027, 1, 10), date(2027, 1, 12)),
        ("from the 10th to the 12th", date(2027, 1, 10), date(2027, 1, 12)),
        ("del viernes 8 al domingo 10", date(2027, 1, 8), date(2027, 1, 10)),
        ("mejor del 3 al 5 de febrero", date(2027, 2, 3), date(2027, 2, 5)),
        ("amanhã, uma noite", date(2026, 11, 27), date(2026, 11, 28)),
        ("del 4/12 al 6/12", date(2026, 12, 4), date(2026, 12, 6)),
    ],
)
def test_bare_days_are_of_the_month_that_is_talked_of(words: str, first: date, last: date) -> None:
    meant = read(words, Context(now=NOW, month=date(2027, 1, 1), zone="America/Argentina/Buenos_Aires"))
    assert (meant.stay.check_in, meant.stay.check_out) == (first, last)


def _of_a_stay(words: str) -> Understanding:
    zone = "America/Argentina/Buenos_Aires"
    known = read("del 4 al 6 de diciembre", Context(now=NOW, zone=zone)).stay
    return corrected(
        Party(adults=4), read(words, Context(now=NOW, zone=zone, stay=known, wish="ask_availability"))
    )


@pytest.mark.parametrize("words", ["no, perdón, tres", "no wait, three", "não, foi mal, três"])
def test_a_bare_number_that_takes_back_another_is_of_heads(words: str) -> None:
    meant = _of_a_stay(words)
    assert meant.entities.people == 3
    assert not meant.stay
    assert meant.answer


@pytest.mark.parametrize(
    ("words", "day"), [("no, perdón, el tres", 3), ("no, mejor el 5", 5), ("perdón, 17", 17)]
)
def test_a_day_that_takes_back_another_stays_a_day(words: str, day: int) -> None:
    meant = _of_a_stay(words)
    assert meant.stay.check_in == date(2026, 12, day)
    assert meant.entities.people is None


@pytest.mark.parametrize(
    "words", ["mejor al final ", "y ,,, ", "ahora y e , ", "5, no y ", "cuántos somos entonces, "]
)
def test_second_thoughts_said_over_and_over_tell_no_number(words: str) -> None:
    assert corrected(Party(adults=4), said(words * 100)).entities.people is None


AGREED = Context(
    now=NOW,
    zone="America/Argentina/Buenos_Aires",
    stay=StayReading(date(2027, 2, 1), date(2027, 2, 4), 3),
)


@pytest.mark.parametrize(
    "words",
    [
        "whoa 526k no way. forget mia, back to 3",
        "pô mas 2 quartos separados não rola? 3 num e 2 no outro",
        "ai tá bom, fico com os dois triplos então. reserva",
        "12, 8 e o caçula faz 3 em janeiro",
        "ya te dije 6 y 11 los dos. reservame la cabaña y va el perro",
        "somos 4, uno duerme en el piso jaja, los 4 entramos",
    ],
)
def test_numbers_strewn_into_a_message_are_no_other_days(words: str) -> None:
    assert not read(words, AGREED).stay


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("y si llegamos el 6 que es mas tranquilo?", 6),
        ("podemos llegar 5 mejor, es lo mismo?", 5),
        ("could we please arrive on the 7th instead", 7),
        ("melhor chegar dia 5, fica mais facil pra gente", 5),
    ],
)
def test_another_day_of_an_agreed_stay_is_still_heard(words: str, day: int) -> None:
    assert read(words, AGREED).stay.check_in == date(2027, 2, day)
