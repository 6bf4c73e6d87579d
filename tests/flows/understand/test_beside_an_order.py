"""What stands beside an order, and what only looks like it."""

from __future__ import annotations

import pytest

from core.flows.understand.answers import beside_an_order as beside
from core.flows.understand.answers.sealing import hesitates, pieces
from core.flows.understand.entities.names import find_name
from core.flows.understand.which_room.fewer_rooms import with_one_less
from core.flows.understand.which_room.places import place_said
from core.flows.understand.wishes.turning_down import turned_down


@pytest.mark.parametrize(
    "piece",
    ["que é meu pai", "es mi mamá", "who is my boss", "quem paga sou eu", "pago yo", "he's my dad"],
)
def test_whose_name_it_is_or_who_pays_tells_of_nobody_who_comes(piece: str) -> None:
    assert beside.tells_who_it_is(piece)


@pytest.mark.parametrize(
    "piece", ["voy con mi mamá", "é meu pai e minha mãe", "somos mi papá y yo", "es caro"]
)
def test_company_is_told_otherwise(piece: str) -> None:
    assert not beside.tells_who_it_is(piece)


@pytest.mark.parametrize(
    "words",
    [
        "a nombre de mis papás",
        "mi jefe",
        "put it under my parents' name",
        "no nome dos meus pais",
        "it's for my boss",
    ],
)
def test_kin_alone_are_no_name(words: str) -> None:
    assert beside.names_only_kin(words)


@pytest.mark.parametrize(
    "words", ["a nombre de mi hermana Julia Paz", "Ana Madre", "Pai Silva", "my boss, Leo Varn"]
)
def test_kin_with_a_name_are(words: str) -> None:
    assert not beside.names_only_kin(words)


@pytest.mark.parametrize(
    "words",
    [
        "Y anotá lo de mi suegra",
        "anota que é surpresa",
        "and put a note that gran is 84",
        "please note we are vegans",
        "poneme lo de los pétalos",
    ],
)
def test_what_is_to_be_written_down(words: str) -> None:
    assert beside.is_to_be_noted(words)


@pytest.mark.parametrize(
    "words",
    ["¿anotaste lo mío?", "put it under Rob Tanner", "anotá mi nombre", "ponela a nombre de Ana", "noted"],
)
def test_a_name_or_a_question_is_no_note(words: str) -> None:
    assert not beside.is_to_be_noted(words)


@pytest.mark.parametrize(
    ("words", "bits"),
    [
        ("dale reservamela y anota q va la perra", ["dale reservamela", "y anota q va la perra"]),
        ("ta carisimo pero reservala igual", ["ta carisimo", "reservala igual"]),
        ("caro demais. mas fecha aí", ["caro demais.", "fecha aí"]),
        ("reservala pero que sea la del río", ["reservala pero que sea la del río"]),
    ],
)
def test_an_order_is_a_bit_of_its_own(words: str, bits: list[str]) -> None:
    assert pieces(words) == bits


@pytest.mark.parametrize(
    "piece", ["que no puede subir escaleras", "no le manden nada a mi mujer", "she can't eat nuts"]
)
def test_what_is_denied_of_others_takes_nothing_back(piece: str) -> None:
    assert not hesitates(piece)


@pytest.mark.parametrize(
    "piece", ["no estoy segura", "not sure though", "mejor espero", "não quero pagar agora"]
)
def test_what_is_denied_of_oneself_may(piece: str) -> None:
    assert hesitates(piece)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("No, 4 habitaciones es mucho", "No, 3 habitaciones"),
        ("3 rooms is too many", "2 rooms"),
        ("quatro quartos é muito", "3 quartos"),
        ("4 habitaciones son muchas?", "4 habitaciones son muchas?"),
        ("3 habitaciones está bien, muchas gracias", "3 habitaciones está bien, muchas gracias"),
        ("2 rooms is much better", "2 rooms is much better"),
    ],
)
def test_so_many_rooms_are_too_many(words: str, left: str) -> None:
    assert with_one_less(words) == left


@pytest.mark.parametrize(
    "part", ["the family room is a bit much for us", "la familiar es mucho", "o familiar e muito"]
)
def test_what_is_too_much_is_turned_down(part: str) -> None:
    assert turned_down(part)


@pytest.mark.parametrize(
    "part", ["la del rio es mucho mejor", "the river one is much nicer", "o jardim e muito bom"]
)
def test_what_is_much_better_is_not(part: str) -> None:
    assert not turned_down(part)


def test_two_people_are_named_and_a_spelled_name_once() -> None:
    both = "A nombre de Ausencio Ruvalcaba y Eduviges Montaño"
    assert find_name(both, "es") == "Ausencio Ruvalcaba y Eduviges Montaño"
    assert find_name("my name is Leo Varnhagen V-A-R-N-H-A-G-E-N", "en") == "Leo Varnhagen"
    assert find_name("a nombre de mis papás", "es") is None


def test_a_place_beside_the_names_of_rooms_is_a_place() -> None:
    assert place_said("la segunda, Doble al jardín y Triple") == 2
    assert place_said("del 2 al 4") is None
