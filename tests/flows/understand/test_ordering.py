"""A room that is ordered in words, and words that only look like it."""

from __future__ import annotations

import pytest

from core.flows.booking.money import way_said
from core.flows.booking.search.second_thoughts import only_supposes
from core.flows.understand.answers.keeping import decides_later
from core.flows.understand.answers.ordering import Order, order_in

THE_ROOM = {"doble", "rio", "river", "double", "duplo"}


def ordered(text: str, *, days: bool = False) -> Order:
    return order_in(text, THE_ROOM, way=way_said.names_one(text), days=days, heads=2)


@pytest.mark.parametrize(
    "text",
    [
        "bueno reservala igual",
        "guardámela",
        "guardamela hasta mañana porfa",
        "me la podes guardar hasta el lunes que cobro?",
        "apartame la doble porfa, te pago con tarjeta",
        "reservá la del río para 2",
        "¿me la reservas por favor?",
        "fechou reserva ai",
        "pode segurar esse quarto pra mim? pago amanha",
        "reserva ai e manda o link",
        "segura pra gente até amanhã",
        "can you hold this for me until tomorrow? I'll pay then",
        "the river one please",
        "ok book it and send me the card link",
        "book the river double, i'll pay by card",
    ],
)
def test_a_plain_order_is_heard_with_all_that_stands_beside_it(text: str) -> None:
    assert ordered(text) is Order.PLAINLY


def test_days_told_once_more_take_nothing_from_an_order() -> None:
    assert ordered("Book the river double for Feb 4-7 please", days=True) is Order.PLAINLY
    assert ordered("guardame la doble del 8 al 10 de enero para 2", days=True) is Order.PLAINLY
    assert ordered("Book the river double for Feb 4-7 please") is Order.NOTHING


@pytest.mark.parametrize(
    "text",
    ["I'll take the river one", "la doble", "pago por transferencia", "mandame el link", "quiero la doble"],
)
def test_what_is_said_of_one_takes_it_where_it_is_asked_about(text: str) -> None:
    assert ordered(text) is Order.TAKES


@pytest.mark.parametrize("text", ["sí, por transferencia", "dale, te pago mañana", "ok mercado pago"])
def test_a_yes_with_its_way_to_pay_is_a_yes(text: str) -> None:
    assert ordered(text) is Order.AGREES


@pytest.mark.parametrize(
    "text",
    [
        "no la reserves todavía",
        "reservala pero sin desayuno",
        "se puede reservar sin pagar?",
        "y si la reservo y después cancelo?",
        "reservala para 3",
        "book it for my sister's wedding",
        "should i book it now?",
        "i'd like to book it but not now",
        "can i pay by transfer?",
        "aceptan transferencia?",
        "puedo pagar con tarjeta?",
        "ok, puedo pagar con tarjeta?",
        "si puedo pagar con tarjeta",
        "cuánto sale la doble?",
        "tem que pagar quanto pra segurar?",
        "the river one has a bath?",
        "la doble o la triple?",
        "reservá esa y la doble",
        "book that one and the double",
        "dale",
        "",
    ],
)
def test_what_asks_denies_or_adds_something_orders_nothing(text: str) -> None:
    assert ordered(text) is Order.NOTHING


@pytest.mark.parametrize(
    "text", ["si puedo la reservo mañana", "te confirmo el lunes", "i'll book it tomorrow", "amanhã te aviso"]
)
def test_whoever_decides_later_orders_nothing_today(text: str) -> None:
    assert decides_later(text)
    assert ordered(text) is Order.NOTHING or only_supposes(text)


@pytest.mark.parametrize(
    "text", ["reservo para mañana", "book it for tomorrow", "confirmo", "llegamos mañana"]
)
def test_days_of_a_stay_put_no_decision_off(text: str) -> None:
    assert not decides_later(text)


@pytest.mark.parametrize(
    ("recent", "way"),
    [
        (("hola", "pago con tarjeta", "dale"), "link"),
        (("mercado pago", "y por transferencia?", "dale"), "transfer"),
        (("no puedo transferir desde mexico, con tarjeta",), "link"),
        (("aceptan mercado pago?", "dale"), None),
        (("mercado pago o transferencia", "dale"), None),
        (("hola", "dale"), None),
    ],
)
def test_the_way_to_pay_is_known_from_what_was_said_before(recent: tuple[str, ...], way: str | None) -> None:
    assert way_said.told_lately(recent) == way
