"""What is said over and over is heard a few times, and everything else as it was written."""

from __future__ import annotations

import pytest

from core.domain.over_and_over import a_few_times


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("dale " * 200 + "reservala", "dale dale dale reservala"),
        ("hola, qué tal? " * 50, "hola, qué tal? " * 3),
        ("Sí, sí, SÍ, sí, sí, sí, sí, sí, reservá", "Sí, sí, SÍ, reservá"),
        ("ja" * 400 + " no", "ja" * 8 + " no"),
        ("siii por favor " + "k" * 3000, "siii por favor " + "k" * 8),
    ],
)
def test_it_is_kept_three_times(said: str, heard: str) -> None:
    assert a_few_times(said) == heard


@pytest.mark.parametrize(
    "said",
    [
        "hola, queremos una doble del 4 al 6 de enero para 2",
        "2 adultos 2 adultos 2 adultos 2 adultos 2 adultos",
        "mi teléfono es 1111111111 y el de ella 2222222222",
        "no no no, la del río no: la del jardín",
        "para mi mamá, para mi papá, para mi tía y para mi abuela\ny para mí",
        "uno\n\ndos\n\ntres tres tres",
        "",
    ],
)
def test_whatever_is_not_said_without_end_stays_as_it_is(said: str) -> None:
    assert a_few_times(said) == said


def test_thousands_of_words_are_looked_through_once() -> None:
    assert len(a_few_times("dale ok si bueno " * 5000)) < 100
    assert a_few_times(" ".join(map(str, range(5000)))).endswith("4999")
