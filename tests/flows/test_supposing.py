"""A question that only supposes something takes nothing, however much of a yes is in its words."""

from __future__ import annotations

import pytest

from core.flows.booking.search.second_thoughts import only_supposes


@pytest.mark.parametrize(
    "text",
    [
        "y si el nene no va?",
        "ok, y si somos 4?",
        "si reservo ahora me guardan el lugar?",
        "should i book now or wait?",
        "if we book do we get a discount",
        "e se a gente reservar agora?",
        "quando devo reservar?",
        "what if my wife does not come?",
    ],
)
def test_who_only_supposes_has_not_said_yes(text: str) -> None:
    assert only_supposes(text)


@pytest.mark.parametrize(
    "text",
    [
        "si",
        "si dale",
        "sí, reservala",
        "y sí, la quiero",
        "dale, como pago?",
        "yes book it, how do i pay?",
        "me la reservás?",
        "can you book it?",
        "sim, pode reservar",
        "ok",
        "book it please",
    ],
)
def test_who_says_yes_supposes_nothing(text: str) -> None:
    assert not only_supposes(text)
