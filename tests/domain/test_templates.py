"""A definition of a template that the channel would refuse is refused here, with what is wrong."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from core.domain.templates import WrongTemplate, definition_of

ONE = {"body": "De {hotel}: falta {amount} de la seña.", "buttons": ["Pagar"], "example": ["Posada", "$ 1"]}
GOOD: dict[str, Any] = {
    "category": "UTILITY",
    "blanks": ["hotel", "amount"],
    "es": ONE,
    "en": ONE,
    "pt": ONE,
}


def test_blanks_are_numbered_and_filled_in_their_order() -> None:
    made = definition_of("due", GOOD)
    assert made.numbered("es") == "De {{1}}: falta {{2}} de la seña."
    words = made.words({"amount": "$ 5", "hotel": "Posada\n del Ceibo", "other": "x"})
    assert words == ("Posada · del Ceibo", "$ 5")
    assert made.read("pt", words) == "De Posada · del Ceibo: falta $ 5 de la seña."


def test_no_word_is_ever_empty() -> None:
    assert definition_of("due", GOOD).words({"amount": "", "hotel": "x"}) == ("x", "–")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"body": "De {amount}: falta {hotel} hoy."}, "in this order"),
        ({"body": "Falta {amount} hoy."}, "in this order"),
        ({"body": "{hotel} espera {amount} hoy."}, "neither begins nor ends"),
        ({"body": "De {hotel} falta {amount}."}, "neither begins nor ends"),
        ({"body": "De {hotel} falta {amount} " + "x" * 1024}, "longer than"),
        ({"buttons": ["x" * 26]}, "1 to 25"),
        ({"buttons": []}, "as many buttons"),
        ({"example": ["Posada"]}, "a word for each blank"),
    ],
)
def test_what_the_channel_would_refuse_is_not_loaded(change: dict[str, Any], problem: str) -> None:
    wrong = deepcopy(GOOD)
    wrong["pt"] = {**ONE, **change}
    with pytest.raises(WrongTemplate, match=problem):
        definition_of("due", wrong)


def test_a_name_is_what_the_channel_takes() -> None:
    with pytest.raises(WrongTemplate, match="a name is made of"):
        definition_of("Due!", GOOD)
