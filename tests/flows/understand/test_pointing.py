"""How guests point at a room that they do not name, and at those that they do not want."""

from __future__ import annotations

import pytest

from core.flows.understand.which_room.pointing import By, by_a_word, by_degree, fears_water, not_wanted, parts

NAMES = {
    1: frozenset({"doble", "rio", "river", "double", "duplo"}),
    2: frozenset({"doble", "jardin", "garden", "double", "duplo", "jardim"}),
    3: frozenset({"cabana", "muelle", "dock", "cabin", "cais"}),
}
RIVER, GARDEN, CABIN = NAMES


def pointed(text: str) -> set[int]:
    return {at for part in parts(text) if (at := by_a_word(part, NAMES)) is not None}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("take the river one", RIVER),
        ("la del río", RIVER),
        ("quiero la doble con vista al río", RIVER),
        ("deixa a cabana então. dá pra parcelar?", CABIN),
        ("pode ser o duplo jardim?", GARDEN),
        ("no, la del jardín mejor", GARDEN),
        ("no not the cabin. the garden double", GARDEN),
        ("la del muelle. aceptan perros?", CABIN),
        ("not the river one, i'd take the garden one", GARDEN),
    ],
)
def test_one_of_several_is_known_by_a_word_of_its_own(text: str, meant: int) -> None:
    assert pointed(text) == {meant}


@pytest.mark.parametrize(
    "text",
    [
        "la cabaña tiene parrilla?",
        "is the cabin near the dock?",
        "quiero saber si la cabaña tiene cocina",
        "la doble",
        "the cabin is too expensive",
        "la cabaña no",
        "queda cerca del río la estación?",
    ],
)
def test_what_is_asked_or_told_of_a_room_chooses_none(text: str) -> None:
    assert not pointed(text)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("the cheaper one", By.CHEAPEST),
        ("a mais barata", By.CHEAPEST),
        ("la menos cara", By.CHEAPEST),
        ("la más grande", By.BIGGEST),
        ("o maior", By.BIGGEST),
        ("the biggest please", By.BIGGEST),
        ("la más chica", By.SMALLEST),
        ("la más cara", By.DEAREST),
        ("la otra", By.OTHER),
        ("the other one please", By.OTHER),
        ("a outra", By.OTHER),
        ("no, mejor la otra", By.OTHER),
        ("no quiero la más cara", None),
        ("somos 2 y un menor", None),
        ("la otra semana", None),
        ("the other day i wrote to you", None),
    ],
)
def test_what_the_meant_one_has_most_of(text: str, by: By | None) -> None:
    assert by_degree(text) is by


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("la del río no, que me da miedo", {RIVER}),
        ("anything but the cabin", {CABIN}),
        ("não quero a cabana", {CABIN}),
        ("no quiero la cabaña, quiero la del jardín", {CABIN}),
        ("not the river one", {RIVER}),
        ("la cabaña no tiene aire?", set()),
        ("no hay problema con la cabaña", set()),
        ("la cabaña", set()),
    ],
)
def test_those_that_are_not_wanted(text: str, out: set[int]) -> None:
    assert {at for part in parts(text) for at in not_wanted(part, NAMES)} == out


@pytest.mark.parametrize(
    ("text", "fears"),
    [
        ("con el nene me da miedo el agua", True),
        ("nothing near the water please", True),
        ("longe da água por favor", True),
        ("no quiero agua", True),
        ("no quiero nada cerca del río", True),
        ("no quiero la del río", False),
        ("not the river one", False),
        ("con vista al río", False),
        ("¿no hay peligro con el río?", False),
        ("estamos sin agua caliente", False),
        ("the river is lovely", False),
    ],
)
def test_who_would_rather_be_away_from_the_water(text: str, fears: bool) -> None:
    assert any(map(fears_water, parts(text))) is fears
