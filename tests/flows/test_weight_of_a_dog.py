"""What a dog weighs is the heaviest that is told of dogs, and nothing of their people's bags."""

from __future__ import annotations

import pytest

from core.flows.booking.search.pet_limit import kilos_in


@pytest.mark.parametrize(
    ("said", "kilos"),
    [
        ("es un labrador de 35 kilos", 35),
        ("one of 8 kg and one of 35 kg", 35),
        ("llevamos 2 valijas de 30 kilos", None),
        ("o cachorro tem 9 kg e as malas pesam 23 kg", 9),
        ("un gatito de 3,5 kg", 3.5),
        ("she weighs 15.75 kilos", 15.75),
        ("no pesa nada", None),
    ],
)
def test_the_heaviest_dog_and_no_bag_is_weighed(said: str, kilos: float | None) -> None:
    assert kilos_in(said) == kilos
