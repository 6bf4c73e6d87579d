"""A pet that comes along is told, asked about, or stays at home."""

from __future__ import annotations

import pytest

from core.flows.understand.wishes.pet_by_name import pet_names
from core.flows.understand.wishes.pet_comes import brings_a_pet, is_to_be_noted
from core.flows.understand.wishes.pets import (
    asks_what_it_costs,
    leaves_the_pet,
    may_bring_one,
    with_pets_for_names,
)


@pytest.mark.parametrize(
    "said",
    [
        "y va el perro",
        "anotame el perro q pesa 6kg",
        "llevamos a nuestro perrito",
        "el perro tambien viene",
        "vamos con el gato",
        "we're bringing our dog",
        "vou levar meu cachorro e levo um gato",
        "hi, 2 of us and a 20kg lab, dec 4-6",
        "oi, somos 2 e um golden, de 4 a 6 de dezembro",
        "my husband and I and our border collie",
        "hola vamos con nuestra perrita chiquita de 6 kg, se puede?",
        "tengo un caniche que viene con nosotros",
        "hi, traveling with a small dog, any room for 2?",
        "me, my wife and our cat, dec 11-13",
        "tenho uma gata, ela vem junto",
        "los chicos y el perro, del 8 al 12",
    ],
)
def test_a_pet_comes_along(said: str) -> None:
    assert brings_a_pet(said)


@pytest.mark.parametrize(
    "said",
    [
        "no va el perro",
        "si llevo el perro cuanto sale",
        "puedo llevar el perro",
        "vamos sin el perro",
        "can we bring our dog",
        "aceptan perros",
        "va mi hermano",
        "llevamos la perra si se puede",
        "tienen perros en la posada?",
        "tengo miedo a los perros",
    ],
)
def test_nobody_is_told_to_come(said: str) -> None:
    assert not brings_a_pet(said)


@pytest.mark.parametrize(
    "said", ["no va el perro al final", "el gato no viene", "we're not bringing the dog"]
)
def test_the_pet_stays_at_home(said: str) -> None:
    assert leaves_the_pet(said)


@pytest.mark.parametrize(
    "said",
    [
        "vamos a llevar un perrito, lo anotas?",
        "anotame la mascota en la reserva",
        "sí, va el perro",
        "we're bringing our little dog, can you note it?",
        "pode adicionar um gatinho?",
    ],
)
def test_it_is_to_be_noted_however_it_is_put(said: str) -> None:
    assert is_to_be_noted(said)


@pytest.mark.parametrize(
    "said",
    [
        "anotaste al perro?",
        "puedo llevar al perro?",
        "no anotes al perro",
        "if we bring a dog, do you note it?",
    ],
)
def test_nothing_is_noted_of_a_question_or_a_no(said: str) -> None:
    assert not is_to_be_noted(said)


def test_what_it_costs_is_asked_beside_a_total() -> None:
    assert asks_what_it_costs("¿los 15 mil de la perra van aparte o ya están en los 418?")
    assert asks_what_it_costs("o cachorro está incluído no total?")
    assert not asks_what_it_costs("¿el perro puede entrar a la pileta?")
    assert not asks_what_it_costs("va el perro, aparte")


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("somos dos y mi perrita Luna", {"luna"}),
        ("con mi perro toto del 8 al 11", {"toto"}),
        ("our dog Rex will come", {"rex"}),
        ("anotá a la Luna porfa, 6 kilos", {"luna"}),
        ("viene Toto, el caniche", {"toto"}),
        ("viene Toto, un perro de 7,5 kilos", {"toto"}),
        ("Rex is coming, a dog of 102 lbs", {"rex"}),
        ("vem o Thor, um cachorro de 12 quilos", {"thor"}),
        ("please note that Rex is coming, our beagle", {"rex"}),
        ("anota que o Thor vem com a gente, é um pug", {"thor"}),
        ("viene mi mamá, Elsa, y mi perro", set()),
        ("mi perro necesita cama", set()),
        ("el perro duerme adentro", set()),
        ("is my dog noted?", set()),
        ("anotá a mi hermana, son 6 noches", set()),
    ],
)
def test_a_dog_is_known_by_its_name(said: str, names: set[str]) -> None:
    assert pet_names([said]) == names


def test_whoever_looks_for_people_finds_no_luna() -> None:
    assert with_pets_for_names("anotá a la Luna porfa", frozenset({"luna"})) == "anotá a la mascota porfa"
    assert with_pets_for_names("mi perrita Luna viene", frozenset({"luna"})) == "mi perrita viene"
    assert with_pets_for_names("luna de miel", frozenset()) == "luna de miel"


@pytest.mark.parametrize(
    "said", ["aceptan perros?", "tengo un perro grande", "do you take dogs?", "2 people with a dog?"]
)
def test_whoever_speaks_of_a_dog_may_bring_it(said: str) -> None:
    assert may_bring_one(said)


@pytest.mark.parametrize(
    "said",
    [
        "soy alérgica a los gatos",
        "hay gatos en la posada?",
        "los perros ladran mucho",
        "we'll leave the dog at home",
        "el perro se queda en casa",
        "no llevamos perro",
        "golden wedding anniversary for 2",
        "I work in a lab",
    ],
)
def test_others_dogs_and_those_that_stay_at_home_come_with_nobody(said: str) -> None:
    assert not may_bring_one(said)
