"""What guests want, from words alone: the promises that must hold whatever the model learns next."""

from __future__ import annotations

import pytest

from core.flows.understand.intents.deciding import decide
from core.flows.understand.intents.labels import LABELS, TOUCH_BOOKING

_PLAIN = [
    ("¿a qué hora abre la pileta?", "ask_hours"),
    ("tenés wifi?", "ask_amenity"),
    ("aceptan perros?", "ask_policy"),
    ("cuánto sale la doble para el finde?", "ask_price"),
    ("quiero cancelar mi reserva del 14", "cancel_booking"),
    ("quisiera cambiar la fecha de mi reserva", "modify_booking"),
    ("me olvidé el cargador en la habitación", "lost_found"),
    ("necesito factura A", "invoice"),
    ("podemos salir más tarde el domingo?", "late_checkout"),
    ("do you have a room for two tomorrow?", "ask_availability"),
    ("can I bring my dog?", "ask_policy"),
    ("the shower isn't working", "complaint"),
    ("could we have two more towels please", "service_request"),
    ("quanto é a diária pro casal?", "ask_price"),
    ("manda a localização por favor", "ask_location"),
    ("o ar condicionado não liga", "complaint"),
]


@pytest.mark.parametrize(("text", "label"), _PLAIN)
def test_a_plain_wish_is_understood_in_three_languages(text: str, label: str) -> None:
    assert decide(text).intents[0].name == label


@pytest.mark.parametrize(
    "text",
    [
        "quiero reservar una mesa para 4 a las 21",
        "cancelame el masaje de mañana",
        "necesito cambiar la reserva del restaurante para las 9",
        "confirmo la mesa de esta noche",
        "I'd like to cancel my spa booking",
        "book a table for two at eight",
        "please change our dinner reservation to 9 pm",
        "quero desmarcar a massagem",
        "reservar mesa pra 4 hoje à noite",
        "me reservás un traslado al aeropuerto para el viernes?",
    ],
)
def test_a_table_a_massage_or_a_transfer_never_touches_a_room(text: str) -> None:
    names = {guess.name for guess in decide(text).intents}
    assert not names & TOUCH_BOOKING
    assert "service_booking" in names


@pytest.mark.parametrize("text", ["BAJA", "stop", " Stop. ", "sair", "parar", "unsubscribe"])
def test_a_keyword_to_stop_is_obeyed_before_anything_is_weighed(text: str) -> None:
    verdict = decide(text)
    assert [guess.name for guess in verdict.intents] == ["opt_out"]
    assert verdict.answer


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("hay humo en el pasillo!!", "urgent_help"),
        ("se desmayó mi mujer, por favor ayuda", "urgent_help"),
        ("someone is breaking into our room", "urgent_help"),
        ("tem cheiro de gás no quarto", "urgent_help"),
        ("quiero hablar con una persona", "human"),
        ("can I speak to someone from housekeeping", "human"),
        ("me passa pra um atendente", "human"),
    ],
)
def test_danger_and_calls_for_a_person_are_heard_and_acted_on(text: str, label: str) -> None:
    verdict = decide(text)
    assert label in {guess.name for guess in verdict.intents}
    assert verdict.answer


def test_two_wishes_in_one_message_are_both_found() -> None:
    names = {guess.name for guess in decide("tienen lugar para este finde? y aceptan perros?").intents}
    assert names == {"ask_availability", "ask_policy"}


@pytest.mark.parametrize(
    "text", ["somos 2 adultos y 1 nene", "from monday to thursday", "dois adultos e uma criança"]
)
def test_bare_facts_are_no_wish(text: str) -> None:
    assert [guess.name for guess in decide(text).intents] == ["inform"]


def test_a_hello_beside_a_wish_never_comes_first() -> None:
    assert decide("hola buenas tardes, tienen cochera?").intents[0].name == "ask_amenity"


@pytest.mark.parametrize("text", ["", "   ", "?!?!", "\U0001f47b", "a" * 5000, "\x00\ud800"])
def test_nothing_anybody_sends_breaks_it(text: str) -> None:
    verdict = decide(text)
    assert verdict.intents
    assert all(guess.name in LABELS and 0 <= guess.confidence <= 1 for guess in verdict.intents)


def test_a_slip_of_the_thumb_does_not_change_what_was_meant() -> None:
    for text in ("quieor cancelar la reseva", "tinen estacionamento?", "cuanto sael la habitacon doble"):
        clean = {"quieor": "cancel_booking", "tinen": "ask_amenity", "cuanto": "ask_price"}
        assert decide(text).intents[0].name == clean[text.split()[0]]
