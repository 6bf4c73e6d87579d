"""Laughs and stutters as long as a message may be: looked through once, however they are written."""

from __future__ import annotations

import pytest

from core.flows.booking.hold.left_and_more import refuses_alone
from core.flows.booking.search.second_thoughts import thinks_it_over
from tests.flows.talking import Guest


@pytest.mark.parametrize(
    "words", ["k" * 4000 + " x", "mm " * 2000 + "x", "no " * 2000 + "x", "m" * 4000 + "!x"]
)
def test_a_refusal_without_end_is_none(words: str) -> None:
    assert not refuses_alone(words)


@pytest.mark.parametrize("words", ["no no nooo", "mmm no gracias", "ay no, perdón"])
def test_a_refusal_of_many_words_is_one(words: str) -> None:
    assert refuses_alone(words.replace(",", ""))


@pytest.mark.parametrize("words", ["just a " * 1000 + "x", "wait " * 1500 + "x", "un " * 2000 + "x"])
def test_a_moment_without_end_is_none(words: str) -> None:
    assert not thinks_it_over(words)


def test_just_a_moment_is_one() -> None:
    assert thinks_it_over("just a moment please")


@pytest.mark.parametrize(
    "word", ["dale", "ok", "si", "podemos", "por la", "ya te dije que", "que quiero", "lo de", "y si", "ta bom", "isso",
             "queremos", "todo", "pueden", "to change", "your bank", "era una mentira", "im", "ningun"],
)  # fmt: skip
def test_a_word_without_end_is_answered(guest: Guest, word: str) -> None:
    guest("hola, doble del 4 al 6 de diciembre para 2")
    assert guest(f"{word} " * 400 + "!") is not None
