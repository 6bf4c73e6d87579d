"""Days told without a month while a stay is talked about: they are near it, and what is plainly named is not."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from core.flows.understand import Context, StayReading, read
from core.flows.understand.stay import Span, Talk

NOW = datetime(2026, 11, 27, 15)


def near(said: str, lang: str, *spans: str, under_way: bool = True) -> str:
    """What is read of "5/2 7/2" and the like, the year being the one that comes next."""
    stays = tuple(Span(*map(_day, span.split())) for span in spans)
    known = StayReading(stays[0].check_in, stays[0].check_out, 2) if len(stays) == 1 else None
    talk = Talk(stays) if under_way else None
    stay = read(said, Context(now=NOW, language=lang, stay=known, talk=talk)).stay
    return " ".join(f"{day.day}/{day.month}" if day else "-" for day in (stay.check_in, stay.check_out))


def _day(said: str) -> date:
    day, month = map(int, said.split("/"))
    return date(2026 if month > 10 else 2027, month, day)


@pytest.mark.parametrize(
    ("lang", "stay", "said", "meant"),
    [
        ("pt", "5/2 7/2", "Isso, de sexta a domingo", "5/2 7/2"),
        ("pt", "5/2 7/2", "de quinta a sábado", "4/2 6/2"),
        ("pt", "5/2 7/2", "e de segunda a quarta?", "8/2 10/2"),
        ("pt", "5/2 7/2", "em fevereiro, o primeiro fim de semana, como eu disse", "5/2 7/2"),
        ("pt", "8/1 10/1", "meu marido só folga na outra semana. tem de 15 a 17?", "15/1 17/1"),
        ("pt", "8/1 10/1", "na outra semana então", "15/1 17/1"),
        ("en", "15/1 17/1", "the week after, monday to wednesday", "18/1 20/1"),
        ("en", "15/1 17/1", "the following weekend", "22/1 24/1"),
        ("en", "15/1 17/1", "22nd to 24th", "22/1 24/1"),
        ("en", "28/12 30/12", "2nd to 4th", "2/1 4/1"),
        ("en", "29/12 1/1", "1 night less, leaving the 31st", "29/12 31/12"),
        ("es", "15/1 17/1", "del 30 al 2", "30/1 2/2"),
        ("es", "15/1 17/1", "mejor de jueves a domingo", "14/1 17/1"),
        ("es", "15/1 17/1", "15-17", "15/1 17/1"),
        ("es", "15/1 17/1", "viernes 22 al domingo", "22/1 24/1"),
        ("es", "5/2 7/2", "el segundo finde", "12/2 14/2"),
        ("es", "8/12 9/12", "del sábado al martes", "5/12 8/12"),
        ("en", "8/12 9/12", "saturday to tuesday instead", "5/12 8/12"),
        ("es", "20/12 23/12", "llegar el 19 y no el 20 se puede?", "19/12 23/12"),
        ("pt", "20/12 23/12", "entrar dia 19 em vez de 20?", "19/12 23/12"),
        ("pt", "20/12 23/12", "dá pra mudar de 20 pra 19 a entrada?", "19/12 23/12"),
        ("es", "20/12 23/12", "quiero cambiar la reserva, llegar el 19 en vez del 20", "19/12 23/12"),
        ("es", "20/12 23/12", "quiero cambiar del 20 al 22", "20/12 22/12"),
        ("en", "20/12 23/12", "leaving on the 24th instead of the 23rd", "20/12 24/12"),
    ],
)
def test_undated_days_are_near_the_stay(lang: str, stay: str, said: str, meant: str) -> None:
    assert near(said, lang, stay) == meant


@pytest.mark.parametrize(
    ("lang", "said", "meant"),
    [
        ("es", "este finde hay?", "27/11 29/11"),
        ("es", "el viernes que viene", "4/12 -"),
        ("es", "del 20 al 22 de febrero", "20/2 22/2"),
        ("es", "y si no del 8 al 10 de febrero?", "8/2 10/2"),
        ("en", "tonight", "27/11 28/11"),
        ("pt", "amanhã", "28/11 -"),
    ],
)
def test_what_is_plainly_named_keeps_its_own_time(lang: str, said: str, meant: str) -> None:
    assert near(said, lang, "15/1 17/1") == meant


@pytest.mark.parametrize(
    ("lang", "stay", "said", "meant"),
    [
        ("es", "26/12 1/1", "se puede cambiar para llegar el 27?", "27/12 1/1"),
        ("es", "26/12 1/1", "no no, llegar el 27 pero irnos igual el 1", "27/12 1/1"),
        ("es", "26/12 1/1", "cambiar la llegada al domingo 27", "27/12 1/1"),
        ("es", "26/12 1/1", "recién llegamos el 28 de diciembre", "28/12 1/1"),
        ("es", "21/12 23/12", "quiero agregar una noche, salir el 24", "21/12 24/12"),
        ("es", "21/12 23/12", "nos vamos el 24 mejor", "21/12 24/12"),
        ("en", "26/12 1/1", "I need to change check-in to Dec 28", "28/12 1/1"),
        ("en", "26/12 1/1", "we're leaving on January 2nd", "26/12 2/1"),
        ("pt", "26/12 1/1", "dá pra chegar dia 27?", "27/12 1/1"),
        ("pt", "26/12 1/1", "vamos sair no dia 2", "26/12 2/1"),
        ("pt", "26/12 1/1", "chegamos só no dia 28, saímos dia 1 mesmo", "28/12 1/1"),
        ("es", "26/12 1/1", "llegar el 27 y quedarnos 2 noches", "27/12 29/12"),
        ("es", "4/12 6/12", "pasala al 11", "11/12 -"),
        ("es", "26/12 1/1", "queda en 5 noches?", "- -"),
    ],
)
def test_one_end_told_anew_leaves_the_other_where_it_is(lang: str, stay: str, said: str, meant: str) -> None:
    assert near(said, lang, stay) == meant


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("es", "llegamos a las 20"),
        ("es", "entramos 4 personas"),
        ("es", "pago la mitad al llegar el 26"),
        ("en", "check-in is at 14?"),
        ("es", "llegamos el 26 tipo 22hs"),
    ],
)
def test_an_hour_or_a_number_of_people_is_no_end(lang: str, said: str) -> None:
    assert near(said, lang, "26/12 1/1") in ("- -", "26/12 -")


def test_nothing_is_looked_for_in_the_past() -> None:
    assert near("del 5 al 7", "es", "28/11 30/11") == "5/12 7/12"


def test_of_several_stays_that_were_offered_a_day_of_the_month_says_which() -> None:
    offered = ("1/1 3/1", "8/1 10/1", "15/1 17/1")
    assert near("15th to 17th is good for me", "en", *offered) == "15/1 17/1"
    unsure = read("friday to sunday", Context(now=NOW, language="en", talk=Talk(_spans(*offered)))).stay
    assert len(unsure.candidates) == 3


def _spans(*said: str) -> tuple[Span, ...]:
    return tuple(Span(*map(_day, span.split())) for span in said)


def test_weekdays_are_of_the_coming_days_once_the_talk_of_a_stay_is_over() -> None:
    assert near("de lunes a jueves", "es", "15/1 17/1", under_way=False) == "30/11 3/12"
