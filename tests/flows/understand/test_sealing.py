"""What seals a choice, bit by bit of a message: a name, money that goes, how to pay; and what may take it back."""

from __future__ import annotations

import pytest

from core.flows.booking.order.naming import in_a_piece
from core.flows.understand.answers.sealing import asks_how_to_pay, brings_money, hesitates, pieces


@pytest.mark.parametrize(
    "bit",
    [
        "Good, then I pay now", "beleza, pago agora", "ok no dramas send me whatever i need to pay then",
        "money's sent", "transferi agora", "paid by card", "It is paid", "pasame link", "acabei de pagar",
        "mañana voy al banco y le mando el comprobante", "me manda como pago", "te transfiero ahora", "espero el link",
    ],
)  # fmt: skip
def test_money_goes(bit: str) -> None:
    assert brings_money(bit)


@pytest.mark.parametrize(
    "bit",
    [
        "pago cuando llego", "I'll pay when I get there", "can I pay now?", "puedo pagar ahora?", "no pago nada ahora",
        "I paid last time by card", "quanto pago agora?", "if I pay now", "I haven't paid", "send me a photo",
    ],
)  # fmt: skip
def test_no_money_goes(bit: str) -> None:
    assert not brings_money(bit)


@pytest.mark.parametrize(
    "bit", ["cómo te pago", "how do I pay?", "como que eu pago isso?", "y por dónde le hago el depósito?"]
)
def test_how_to_pay_is_asked(bit: str) -> None:
    assert asks_how_to_pay(bit)


@pytest.mark.parametrize("bit", ["can I pay by card?", "cuánto se paga de seña?", "how do I get there?"])
def test_something_else_is_asked(bit: str) -> None:
    assert not asks_how_to_pay(bit)


@pytest.mark.parametrize(
    ("bit", "name"),
    [
        ("Brody Nash", "Brody Nash"),
        ("martin quiroga", "Martin Quiroga"),
        ("Sophie Hartley x", "Sophie Hartley"),
        ("book it under Rob Tanner", "Rob Tanner"),
        ("A nombre de Alberto y Mirta Sandoval", "Alberto y Mirta Sandoval"),
        ("Annegret Hoffmann is my name", "Annegret Hoffmann"),
        ("graciela mabel duarte pero todos me dicen chela", "Graciela Mabel Duarte"),
    ],
)
def test_a_name(bit: str, name: str) -> None:
    assert in_a_piece(bit) == name


@pytest.mark.parametrize(
    "bit",
    [
        "Buenos Aires",
        "Happy Birthday",
        "la doble",
        "dale perfecto",
        "Semana Santa",
        "ok thanks",
        "Joe Park?",
        "pago agora",
    ],
)
def test_no_name(bit: str) -> None:
    assert in_a_piece(bit) is None


def test_what_is_told_beside_it_may_take_it_back() -> None:
    assert hesitates("Not sure yet though")
    assert hesitates("todavía no sé")
    assert not hesitates("venimos de Montevideo")
    assert not hesitates("no worries")
    assert not hesitates("o pagamento é no cartão da empresa")


def test_a_message_is_cut_with_its_marks() -> None:
    assert pieces("joya, la reservo. a q hora? 10.30") == ["joya,", "la reservo.", "a q hora?", "10.30"]
