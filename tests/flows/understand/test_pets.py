"""A pet that comes along is told, asked about, or stays at home."""

from __future__ import annotations

import pytest

from core.flows.understand.pets import brings_a_pet, leaves_the_pet


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
    ],
)
def test_nobody_is_told_to_come(said: str) -> None:
    assert not brings_a_pet(said)


@pytest.mark.parametrize(
    "said", ["no va el perro al final", "el gato no viene", "we're not bringing the dog"]
)
def test_the_pet_stays_at_home(said: str) -> None:
    assert leaves_the_pet(said)
