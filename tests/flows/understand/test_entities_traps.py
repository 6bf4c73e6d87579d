"""Known traps of people, rooms, hours, codes, names and money, each by name."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

import pytest

from core.flows.understand.entities import Money, hotel_list, read_entities


@pytest.mark.parametrize(
    ("lang", "said", "heads"),
    [
        ("es", "lugar para 2 llegando el 22", 2),
        ("es", "algo para 3 saliendo el domingo", 3),
        ("pt", "vaga pra 2 chegando sexta", 2),
        ("pt", "quarto para 4 no fim de semana", 4),
        ("es", "para 2 noches llegando el 22", None),
        ("pt", "para 3 diárias", None),
    ],
)
def test_for_so_many_is_of_heads_before_they_come_and_go(lang: str, said: str, heads: int | None) -> None:
    assert read_entities(said, lang).people == heads


@pytest.mark.parametrize(
    ("lang", "said", "adults", "children"),
    [
        ("en", "just me and my girlfriend", 2, None),
        ("en", "just me", 1, None),
        ("es", "solo yo y mi novia", 2, None),
        ("pt", "só eu e meu namorado", 2, None),
        ("es", "es para mi esposa y para mí", 2, None),
        ("es", "viajamos a mí y a dos compañeros", 3, None),
        ("es", "vamos con los nenes, seríamos los dos y los dos chicos", 2, 2),
        ("en", "hello mate, me and the wife", 2, None),
        ("es", "hola amigo, yo y mi mujer", 2, None),
        ("pt", "oi amiga! eu e meu marido", 2, None),
        ("es", "vamos mi mujer, un amigo y yo", 3, None),
        ("en", "me, my mate and his wife", 3, None),
    ],
)
def test_the_speaker_is_counted_with_the_others(
    lang: str, said: str, adults: int, children: int | None
) -> None:
    found = read_entities(said, lang)
    assert (found.adults, found.children) == (adults, children)


@pytest.mark.parametrize(
    ("lang", "said", "name"),
    [
        ("en", "can you check my booking? Name is Adeyemi", "Adeyemi"),
        ("pt", "reserva confirmada? nome Iracema Lopes", "Iracema Lopes"),
        ("es", "Hugo Paz, dni 20111222", "Hugo Paz"),
        ("es", "Buenas Tardes, mail ana@x.com", None),
        ("es", "Quiero Reservar, tel 1155554444", None),
        ("en", "what's the name of the street?", None),
    ],
)
def test_a_name_beside_its_word_or_a_paper_is_heard(lang: str, said: str, name: str | None) -> None:
    assert read_entities(said, lang).name == name


def test_una_is_an_article_unless_it_is_all_there_is_to_count() -> None:
    assert read_entities("una habitación", "es").rooms == 1
    assert read_entities("quiero una habitación, en realidad 3 habitaciones", "es").rooms == 3
    assert read_entities("una consulta", "es").people is None
    assert read_entities("me das una toalla?", "es").rooms is None


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("es", "2 noches"),
        ("es", "15 de enero"),
        ("es", "habitación 12"),
        ("es", "a las 9"),
        ("es", "$ 4000"),
        ("es", "para el 4"),
        ("es", "mesa para mañana"),
        ("en", "room 4"),
        ("en", "for 3 nights"),
        ("pt", "2 diárias"),
        ("pt", "dia 4"),
    ],
)
def test_numbers_of_other_things_are_not_people(lang: str, said: str) -> None:
    found = read_entities(said, lang)
    assert (found.adults, found.children, found.people) == (None, None, None)


@pytest.mark.parametrize(
    ("lang", "said", "at", "sure"),
    [
        ("es", "a las 9 y media", time(9, 30), False),
        ("es", "a las nueve y media de la noche", time(21, 30), True),
        ("es", "tipo 11 de la noche", time(23), True),
        ("es", "tipo 10", time(10), False),
        ("es", "diez menos cuarto", time(9, 45), False),
        ("es", "cuarto para las 6", time(5, 45), False),
        ("es", "a la una", time(1), False),
        ("es", "al mediodía", time(12), True),
        ("es", "12 de la noche", time(0), True),
        ("es", "3 de la tarde", time(15), True),
        ("es", "21hs", time(21), True),
        ("es", "21.30 hs", time(21, 30), True),
        ("es", "medianoche y media", time(0, 30), True),
        ("es", "al mediodía y cuarto", time(12, 15), True),
        ("es", "medianoche y 20 personas", time(0), True),
        ("en", "midnight thirty", time(0, 30), True),
        ("en", "about 20 minutes after midnight", time(0, 20), True),
        ("en", "quarter to six", time(5, 45), False),
        ("en", "half past seven in the evening", time(19, 30), True),
        ("en", "at 6", time(6), False),
        ("en", "9.30am", time(9, 30), True),
        ("en", "12 am", time(0), True),
        ("en", "midnight", time(0), True),
        ("en", "20 past 7", time(7, 20), False),
        ("en", "tonight at half past seven", time(19, 30), True),
        ("pt", "meio-dia", time(12), True),
        ("pt", "meia-noite e meia", time(0, 30), True),
        ("pt", "meia noite e quinze", time(0, 15), True),
        ("pt", "às 9 e meia da noite", time(21, 30), True),
        ("pt", "9h30", time(9, 30), False),
        ("pt", "quinze para as seis", time(5, 45), False),
        ("pt", "às 14h", time(14), True),
    ],
)
def test_spoken_hours_are_read(lang: str, said: str, at: time, sure: bool) -> None:
    found = read_entities(said, lang).times
    assert [(one.at, one.sure) for one in found] == [(at, sure)]


@pytest.mark.parametrize(
    ("lang", "said", "at"),
    [
        ("es", "me voy a las 3", time(15)),
        ("es", "salgo tipo 3", time(15)),
        ("es", "llego mañana a las 5 y media", time(17, 30)),
        ("es", "puedo dejar la habitación a las 2?", time(14)),
        ("es", "un masaje a las 4", time(16)),
        ("es", "una mesa para cenar a las 9", time(21)),
        ("en", "leaving at 3", time(15)),
        ("en", "we should be there at 6", time(18)),
        ("pt", "saio às 3", time(15)),
        ("pt", "chego às 2 e meia", time(14, 30)),
        ("pt", "vou embora às 4", time(16)),
    ],
)
def test_who_comes_or_goes_does_it_by_day_though_nobody_is_sure_of_it(lang: str, said: str, at: time) -> None:
    assert [(one.at, one.sure) for one in read_entities(said, lang).times] == [(at, False)]


@pytest.mark.parametrize(
    ("lang", "said", "at"),
    [
        ("es", "llego a las 3 de la mañana", time(3)),
        ("es", "llegamos de madrugada, a las 4", time(4)),
        ("es", "llego a las 03:00", time(3)),
        ("es", "me voy a las 10", time(10)),
        ("es", "un remis a las 5, salgo temprano", time(5)),
        ("es", "esta noche llego a las 2", time(2)),
        ("es", "nos despiertan a las 6?", time(6)),
        ("en", "our flight leaves at 6", time(6)),
        ("en", "is anybody there if we arrive at 2?", time(2)),
        ("pt", "chego às 4 da manhã", time(4)),
    ],
)
def test_night_and_morning_stay_where_they_are_told(lang: str, said: str, at: time) -> None:
    assert [one.at for one in read_entities(said, lang).times] == [at]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("es", "del 10 al 15"),
        ("es", "las 2 habitaciones"),
        ("es", "las 4 noches"),
        ("es", "recepción 24 hs"),
        ("es", "en 3 horas"),
        ("es", "24/12"),
        ("en", "from 10 to 15 december"),
        ("en", "10 to 12 people"),
        ("pt", "de 10 a 15"),
        ("pt", "as 2 noites"),
    ],
)
def test_what_only_looks_like_an_hour_is_none(lang: str, said: str) -> None:
    assert read_entities(said, lang).times == ()


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("mi código es H7K4QX", ("H7K4QX",)),
        ("h7k4qx", ("H7K4QX",)),
        ("reserva H7K4QX y K9M2XP", ("H7K4QX", "K9M2XP")),
        ("del 10dic al 15dic", ()),
        ("15dias", ()),
        ("2noches", ()),
        ("quiero reservar", ()),
        ("habitación 204", ()),
        ("ana99b@mail.com", ()),
        ("cj 7kq2mx", ("CJ-7KQ2MX",)),
        ("CJ7KQ2MX quiero cambiar la fecha", ("CJ-7KQ2MX",)),
        ("c j-7kq 2mx por favor", ("CJ-7KQ2MX",)),
        ("mi auto es CJ 123456", ()),
        ("cj 123 abc", ()),
        ("cj 10 al 15", ()),
        ("cjabcdef", ()),
        ("soy CJ, somos 2", ()),
    ],
)
def test_booking_codes_mix_letters_and_digits(said: str, codes: tuple[str, ...]) -> None:
    assert read_entities(said, "es").booking_codes == codes


@pytest.mark.parametrize(
    ("said", "phone"),
    [
        ("+54 9 11 5555-1234", "+54 9 11 5555-1234"),
        ("mi cel es 1155551234", "1155551234"),
        ("del 10/12/2026 al 15/12/2026", None),
        ("2026-12-10", None),
        ("son 150.000 pesos", None),
    ],
)
def test_phones_are_not_dates(said: str, phone: str | None) -> None:
    assert next(iter(read_entities(said, "es").phones), None) == phone


@pytest.mark.parametrize(
    ("said", "country", "money"),
    [
        ("$ 50.000", "AR", Money(Decimal(50000), "ARS")),
        ("$ 50.000", "UY", Money(Decimal(50000), "UYU")),
        ("$90", "US", Money(Decimal(90), "USD")),
        ("1.500,50 pesos", "AR", Money(Decimal("1500.50"), "ARS")),
        ("80 mil", "CL", Money(Decimal(80000), "CLP")),
        ("u$s 120", "AR", Money(Decimal(120), "USD")),
        ("R$ 300", "AR", Money(Decimal(300), "BRL")),
        ("60 euros", "ES", Money(Decimal(60), "EUR")),
    ],
)
def test_money_takes_the_hotels_currency(said: str, country: str, money: Money) -> None:
    assert read_entities(said, "es", country).money == (money,)


@pytest.mark.parametrize(
    ("lang", "said", "name"),
    [
        ("es", "hola soy ana", "Ana"),
        ("es", "a nobre de juan perez", "Juan Perez"),
        ("es", "SOY MARTA", "Marta"),
        ("es", "Soy Ana y llego mañana", "Ana"),
        ("es", "soy vegetariana", None),
        ("es", "soy de Rosario", None),
        ("es", "somos Ana y Juan", None),
        ("es", "reserva a nombre de Ana de la Fuente, gracias", "Ana de la Fuente"),
        ("en", "my name is mary", "Mary"),
        ("en", "I'm looking for a room", None),
        ("en", "I'm Kate", "Kate"),
        ("pt", "em nome de Maria da Silva", "Maria da Silva"),
        ("pt", "sou vegana", None),
    ],
)
def test_names_are_told_from_other_words(lang: str, said: str, name: str | None) -> None:
    found = read_entities(said, lang).name
    assert (found or "").casefold() == (name or "").casefold()


def test_a_hotel_adds_amenities_of_its_own() -> None:
    own = hotel_list({"kayak": ["kayak", "canoa"]})
    assert read_entities("tienen canoas o una canoa?", "es", amenities=own).amenities == ("kayak",)
    assert read_entities("tienen canoa?", "es").amenities == ()


@pytest.mark.parametrize(
    ("lang", "said", "adults", "children", "ages"),
    [
        ("es", "2 ADULTOS Y 2 NENES DE 5 Y 8", 2, 2, (5, 8)),
        ("es", "2adultos 1nene", 2, 1, ()),
        ("es", "dos adltos y un nenito d 3", 2, 1, (3,)),
        ("es", "mi señora, mi hija y yo", 2, 1, ()),
        ("es", "matrimonio con dos hijos de 3 y 6 años", 2, 2, (3, 6)),
        ("en", "me, my wife and our 3 kids", 2, 3, ()),
        ("en", "TWO ADULTS AND A BABY", 2, 1, (0,)),
        ("en", "2 adults and two boys, 4 and 9", 2, 2, (4, 9)),
        ("en", "2 adults plus kids (twins, 3yo) + grandma", 3, 2, (3, 3)),
        ("es", "somos dos con mellizos de 3", 2, 2, (3, 3)),
        ("pt", "casal com 2 criancas de 4 e 7 anos", 2, 2, (4, 7)),
        ("pt", "eu, minha mulher e nosso filho", 2, 1, ()),
    ],
)
def test_adults_and_children_are_told_apart(
    lang: str, said: str, adults: int, children: int, ages: tuple[int, ...]
) -> None:
    found = read_entities(said, lang)
    assert (found.adults, found.children, found.child_ages) == (adults, children, ages)


@pytest.mark.parametrize(
    ("lang", "said", "amenities"),
    [
        ("en", "garbage service", ()),
        ("en", "do you serve bacon?", ()),
        ("es", "el perito llega mañana", ()),
        ("es", "hay lavadora?", ("laundry",)),
        ("pt", "que bandeira é essa?", ()),
        ("pt", "tem lenço?", ()),
        ("en", "is there a garge?", ("parking",)),
        ("en", "do you have brekfast?", ("breakfast",)),
    ],
)
def test_everyday_words_are_no_slip_of_the_pen(lang: str, said: str, amenities: tuple[str, ...]) -> None:
    assert read_entities(said, lang).amenities == amenities
