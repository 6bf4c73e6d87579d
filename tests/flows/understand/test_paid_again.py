"""Which figure of a message is the sum that was paid, in the hotel's own money."""

from __future__ import annotations

import pytest

from core.flows.understand.money.paid_again import sum_paid


@pytest.mark.parametrize(
    ("said", "paid"),
    [
        ("ya transferi 60.000, tengo que pagar de nuevo?", 60000),
        ("pagué 54 mil, tengo que pagar otra vez?", 54000),
        ("paid 88800 already, do I have to pay again?", 88800),
        ("paguei 54 mil pesos, preciso pagar de novo?", 54000),
        ("I paid 100 dollars, do I have to pay again?", None),
        ("te mandé 1000 dólares, pago de nuevo?", None),
        ("pagué 2 mil usd, hay que pagar otra vez?", None),
        ("paguei 300 reais, pago de novo?", None),
        ("sent 1,200 euros, pay again?", None),
        ("transferi 4512345678901, tengo que pagar de nuevo?", None),
        ("transferi 45.123.4567, tengo que pagar de nuevo?", None),
        ("pagué 100%, tengo que pagar de nuevo?", None),
    ],
)
def test_only_the_hotels_own_money_is_a_sum(said: str, paid: int | None) -> None:
    assert sum_paid(said) == paid
