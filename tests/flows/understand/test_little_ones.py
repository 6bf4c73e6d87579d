"""Every child once and with its own age, where years and months stand side by side."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.domain.memory import About, Asked
from core.flows.understand import Context, read
from core.flows.understand.entities import read_entities


@pytest.mark.parametrize(
    ("lang", "said", "children", "ages"),
    [
        ("en", "2 adults and 2 kids (3 and 11 months)", 2, [0, 3]),
        ("en", "2 kids, 3 and 8 months", 2, [0, 3]),
        ("en", "my wife, me and 2 kids ages 3 and 11 months", 2, [0, 3]),
        ("en", "2 kids, 3 years and 8 months", 2, [0, 3]),
        ("en", "3 kids: 7, 4 and 9 months", 3, [0, 4, 7]),
        ("en", "we are 2 with 2 kids 6 months and 2 years", 2, [0, 2]),
        ("en", "2 babies 6 and 9 months", 2, [0, 0]),
        ("en", "my son is 3 years and 11 months", 1, [3]),
        ("en", "its me and my husband plus my baby girl shes 8 months", 1, [0]),
        ("en", "2 adults 2 baby girls", 2, [0, 0]),
        ("es", "nenes de 4 y 10 meses", 2, [0, 4]),
        ("es", "2 adultos y 2 nenes, 4 años y 10 meses", 2, [0, 4]),
        ("es", "nenes de 2, 4 y 10 meses", 3, [0, 2, 4]),
        ("es", "gemelos de 8 y 8 meses", 2, [0, 0]),
        ("es", "2 bebés de 3 y 11 meses", 2, [0, 0]),
        ("es", "mi hijo tiene 3 años y 11 meses", 1, [3]),
        ("es", "somos 2 y mi hija bebé de 8 meses", 1, [0]),
        ("es", "2 adultos con dos hijos de 5 y 8 años", 2, [5, 8]),
        ("pt", "casal com 2 filhos (5 e 8 meses)", 2, [0, 5]),
        ("pt", "2 crianças de 4 anos e 10 meses", 2, [0, 4]),
    ],
)
def test_each_number_has_its_own_unit(lang: str, said: str, children: int, ages: list[int]) -> None:
    found = read_entities(said, lang)
    assert (found.children, sorted(found.child_ages)) == (children, ages)


@pytest.mark.parametrize(
    ("lang", "said", "ages"),
    [
        ("en", "3 and 11 months", (3, 0)),
        ("en", "7, 3 and 11 months", (7, 3, 0)),
        ("es", "4 y 10 meses", (4, 0)),
        ("es", "8 y 8 meses", (0, 0)),
        ("pt", "5 e 8 meses", (5, 0)),
        ("pt", "5 e 8 anos", (5, 8)),
    ],
)
def test_asked_how_old_they_are(lang: str, said: str, ages: tuple[int, ...]) -> None:
    now = datetime(2026, 11, 26, 18, tzinfo=UTC)
    heard = read(said, Context(now=now, language=lang, asked=Asked(About.AGES)))
    assert heard.entities.child_ages == ages


@pytest.mark.parametrize(
    ("lang", "said", "adults"),
    [
        ("es", "somos 4, todas de 17 y 18", 4),
        ("es", "somos 4 amigas de 17 y 18", 4),
        ("en", "we're 4, all 17 and 18", 4),
        ("es", "somos 3 chicas de 20 y 22 años", 3),
    ],
)
def test_friends_that_are_nearly_grown_come_as_such(lang: str, said: str, adults: int) -> None:
    now = datetime(2026, 11, 26, 18, tzinfo=UTC)
    heard = read(said, Context(now=now, language=lang))
    assert (heard.entities.adults, heard.entities.children, bool(heard.stay)) == (adults, None, False)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("pt", "pode reservar pra nós o duplo rio, por favor meu filho"),
        ("pt", "como é que eu pago, meu filho? minha neta disse que tem um link"),
        ("pt", "Deus te abençoe meu filho, muito obrigada"),
        ("pt", "meu neto vai nos levar até aí de carro, tem estacionamento?"),
        ("es", "ay m'hijo, no entiendo nada"),
        ("es", "mi hija me ayuda a escribir"),
        ("en", "my grandson told me to write here"),
        ("en", "thanks son"),
    ],
)
def test_who_is_spoken_to_or_helps_does_not_come(lang: str, said: str) -> None:
    found = read_entities(said, lang)
    assert (found.adults, found.children, found.people) == (None, None, None)


@pytest.mark.parametrize(
    ("lang", "said", "people"),
    [
        ("pt", "vamos eu e meu filho", 2),
        ("pt", "vamos eu, meu marido, meu filho", 3),
        ("pt", "meu filho, quero um quarto para dois", 2),
        ("es", "mi hijo, mi mujer y yo", 3),
        ("es", "hola, mi hijo y yo queremos ir", 2),
        ("es", "soy yo con mi hija, gracias", 2),
        ("en", "we are 2 adults, my son, and my daughter", 4),
    ],
)
def test_a_son_who_is_told_among_others_comes(lang: str, said: str, people: int) -> None:
    assert read_entities(said, lang).people == people
