"""Whoever only pays comes to nobody's party; a child who pays less is asked about as a guest."""

from __future__ import annotations

import pytest

from core.flows.understand.heads.payers import as_the_payer


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("minha sobrinha vai pagar pra mim, ela usa cartao", "vou pagar, ela usa cartao"),
        ("lo paga mi hijo con su tarjeta", "voy a pagar con su tarjeta"),
        ("mi hijo paga con su tarjeta", "voy a pagar con tarjeta"),
        ("my daughter is paying for us, can she get the link?", "i'll pay, can she get the link?"),
        ("paga mi marido", "voy a pagar"),
        ("mi sobrina va a pagar por mí", "voy a pagar"),
        ("quem vai pagar é minha filha", "vou pagar"),
        ("my company will pay", "i'll pay"),
        (
            "Mi nieto me hace la transferencia, ¿me pasa los datos?",
            "voy a pagar por transferencia, ¿me pasa los datos?",
        ),
        ("meu filho vai fazer o pix", "vou pagar por transferência"),
    ],
)
def test_the_guest_pays_by_another_hand(said: str, meant: str) -> None:
    assert as_the_payer(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "mi hijo paga?",
        "cuánto paga mi hijo?",
        "does my son pay?",
        "mi hijo paga menos?",
        "my daughter pays half?",
        "meu filho paga?",
        "voy con mi hijo y pago con tarjeta",
        "viajo con mi sobrina, cuánto pagamos?",
    ],
)
def test_what_a_guest_costs_is_asked(said: str) -> None:
    assert as_the_payer(said) == said
