"""Names that are to be noted are counted where nothing but names is listed."""

from __future__ import annotations

import pytest

from core.flows.understand.wishes.names_listed import listed


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (
            "anotá los nombres: Nahuel Pérez, Ciro Gómez y Thiago Ruiz",
            ("Nahuel Pérez", "Ciro Gómez", "Thiago Ruiz"),
        ),
        ("anotá que vienen ciro, benja y thiago porfa", ("ciro", "benja", "thiago")),
        ("please note the guests: Tom Hall and Amy Hall", ("Tom Hall", "Amy Hall")),
        (
            "anota os nomes: João da Silva, Maria Souza e Pedro Lima",
            ("João da Silva", "Maria Souza", "Pedro Lima"),
        ),
        ("anotá que vienen mi mamá, Elsa y Juan", ()),
        ("anotá que viene Doña Ñata", ()),
        ("a nombre de Ana Pereyra y reservala", ()),
    ],
)
def test_who_comes_is_counted_by_name(said: str, names: tuple[str, ...]) -> None:
    assert listed(said) == names
