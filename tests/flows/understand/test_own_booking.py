"""What is left to pay, the wish to see one's own booking, the price of the car; and what only sounds so."""

from __future__ import annotations

import pytest

from core.flows.understand.own_stay import own_booking
from core.flows.understand.text import normalise


@pytest.mark.parametrize(
    "said",
    [
        "How much I must pay when I come?",
        "What do I owe on arrival",
        "balance please",
        "what's left to pay",
        "must I pay it now or may I settle at the hotel?",
        "¿cuánto tengo que pagar cuando llegue?",
        "cuánto me va a quedar para pagar?",
        "pago ahora o cuando llego?",
        "quanto tenho que pagar quando chegar?",
        "qual o saldo da reserva?",
    ],
)
def test_what_is_left_to_pay_is_asked(said: str) -> None:
    assert own_booking.is_owed(normalise(said))


@pytest.mark.parametrize(
    "said",
    [
        "how much do I pay if I cancel?",
        "how much must I pay for the late check-out?",
        "cuánto tengo que pagar por el perro?",
        "cuánto hay que pagar si somos tres?",
        "quanto tenho que pagar pelo berço?",
        "how much is the room?",
    ],
)
def test_another_price_is_not_what_is_left(said: str) -> None:
    assert not own_booking.is_owed(normalise(said))


@pytest.mark.parametrize(
    "said",
    [
        "Stop. I not want new dates. Show me my booking",
        "my booking please",
        "I have room already!!!",
        "Is my booking as it was?",
        "¿ya está confirmada o me falta hacer algo?",
        "are we all set?",
        "mostrame mi reserva",
        "ya tengo la reserva",
        "me mostra a minha reserva",
        "já tenho quarto",
    ],
)
def test_their_own_booking_is_to_be_shown(said: str) -> None:
    assert own_booking.is_shown(normalise(said))


@pytest.mark.parametrize(
    "said",
    [
        "I want a room",
        "give me a booking",
        "quiero cambiar mi reserva",
        "stop writing to me",
        "quero reservar",
    ],
)
def test_other_wishes_show_no_booking(said: str) -> None:
    assert not own_booking.is_shown(normalise(said))


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("How much would the car be, and will they wait?", True),
        ("how much is the transfer from ezeiza", True),
        ("cuánto sale el remis?", True),
        ("quanto é o carro do aeroporto?", True),
        ("how much is it to park the car?", False),
        ("cuánto sale la cochera para el auto?", False),
        ("quanto custa a transferência?", False),
    ],
)
def test_the_price_of_the_car_that_fetches_them(said: str, asks: bool) -> None:
    assert own_booking.asks_for_the_cars_price(normalise(said)) is asks


@pytest.mark.parametrize(
    ("said", "lang", "takes"),
    [
        ("Remove the crib please", "en", True),
        ("no va el perro", "es", True),
        ("remove that night", "en", True),
        ("sacame una noche", "es", True),
        ("tira uma noite", "pt", True),
        ("remove me from your list", "en", False),
        ("para tirar dos noches", "es", False),
    ],
)
def test_taking_a_crib_or_a_night_off_takes_something_off_the_booking(
    said: str, lang: str, takes: bool
) -> None:
    assert own_booking.takes_off(said, lang) is takes
