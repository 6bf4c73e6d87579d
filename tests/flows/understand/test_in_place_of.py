"""Who comes in place of another, and who only joins or leaves."""

from __future__ import annotations

import pytest

from core.domain.memory import Party
from core.domain.so_far import Named
from core.flows.understand.joining.in_place_of import is_told, with_others_joining, without_the_swap

TWO, THREE = Party(adults=2), Party(adults=3)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "mi novio no puede, voy con mi hermana"),
        ("es", "si al final no viene mi novio y voy con mi vieja da lo mismo?"),
        ("es", "en lugar de mi novio viene mi mamá"),
        ("es", "y si voy con mi vieja en vez de mi novio?"),
        ("es", "mi marido no va, va mi hermana en su lugar"),
        ("es", "mi marido no puede ir, iré con mi hija (52)"),
        ("en", "my boyfriend can't make it, i'll come with my sister instead"),
        ("en", "Gerald can't come, I'll bring Susan"),
        ("pt", "meu namorado não vai, vou com minha irmã"),
        ("pt", "meu marido não pode ir, vou com minha filha de 30 anos"),
        ("es", "somos dos igual, mi hija y yo"),
        ("es", "seguimos siendo dos"),
    ],
)
def test_two_are_still_two(lang: str, text: str) -> None:
    assert without_the_swap(TWO, text, lang, Named()) == ""


@pytest.mark.parametrize(
    ("lang", "text", "known"),
    [
        ("es", "mi novio no viene, voy sola", TWO),
        ("es", "mi novio no viene, voy con mi hermana y mi cuñado", TWO),
        ("es", "mi novio no viene, voy con mi hijo de 8 años", TWO),
        ("es", "no va mi novio, va la simple entonces", TWO),
        ("es", "no puede ser, va de nuevo", TWO),
        ("en", "i can't come monday, i'll take tuesday", TWO),
        ("es", "mi hermana no viene, voy con mi marido", THREE),
        ("es", "mi hermana no viene, viene mi primo igual", THREE),
        ("es", "somos dos igual", THREE),
        ("es", "seguimos siendo dos noches?", TWO),
    ],
)
def test_nobody_takes_another_place(lang: str, text: str, known: Party) -> None:
    assert without_the_swap(known, text, lang, Named()) is None


def test_what_else_is_said_is_left() -> None:
    said = "mi marido no puede ir, voy con mi hermana, hay camas separadas?"
    assert without_the_swap(TWO, said, "es", Named()) == "hay camas separadas"


def test_several_who_come_instead_join_as_others_do() -> None:
    assert "se suma mi hermana y" in with_others_joining(
        "mi novio no viene, voy con mi hermana y mi cuñado", "es"
    )
    assert with_others_joining("mi novio no viene", "es") == "mi novio no viene"
    assert not is_told("mi novio no viene", "es")
