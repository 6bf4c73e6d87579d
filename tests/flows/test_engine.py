"""What one turn decides where hotels and guests are not like in the scripts."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import MACHINE_TURNS, Owner, Reason
from core.domain.messages import Kind, MediaRef, Sender
from core.flows import engine
from core.services import intake
from core.store.hotels import Hotel
from core.store.messages import Message
from core.store.outbox import OutboxLetter
from tests.flows.talking import Guest, only, said
from tests.makers import ANA, House, StoppedClock, heard, incoming, tap


@pytest.mark.parametrize("name", ["", "🌺", "~*Ana*~", "A", "x" * 40, "4na", "   "])
def test_what_does_not_look_like_a_name_is_not_used_as_one(guest: Guest, name: str) -> None:
    [reply] = guest("hola", sender=Sender(phone=ANA.phone, name=name))
    assert reply.text.startswith("¡Hola! Soy el asistente")


def test_a_hotel_without_a_pin_tells_its_address(guest: Guest, hotel: Hotel) -> None:
    hotel.latitude = hotel.longitude = None
    [reply] = guest("dónde queda?")
    assert reply.text == "Estamos en Paseo Victorica 1280, Tigre."


def test_a_hotel_without_any_address_calls_a_person(guest: Guest, hotel: Hotel, session: Session) -> None:
    hotel.latitude, hotel.longitude, hotel.address = None, None, ""
    [reply] = guest("dónde queda?")
    assert reply.text.startswith("Eso no lo tengo anotado")
    assert only(session).owner == Owner.STAFF


def test_a_reception_that_never_closes_says_so(guest: Guest, hotel: Hotel) -> None:
    hotel.reception_opens = hotel.reception_closes = time(0)
    [reply] = guest("horarios")
    assert "de día y de noche" in reply.text


def test_a_reception_open_past_midnight_answers_at_one(
    guest: Guest, hotel: Hotel, stopped_clock: StoppedClock
) -> None:
    hotel.reception_opens, hotel.reception_closes = time(16), time(2)
    stopped_clock.passes(hours=10)  # 01:00 in Tigre
    [reply] = guest("quiero hablar con alguien")
    assert "antes de las 01:30" in reply.text


@pytest.mark.parametrize(("spoken", "greeting"), [("pt", "Olá"), ("en", "Hello"), ("de", "¡Hola")])
def test_words_without_a_language_are_answered_in_the_hotels(
    guest: Guest, hotel: Hotel, spoken: str, greeting: str
) -> None:
    hotel.language = spoken
    [reply] = guest("👋")
    assert reply.text.startswith(greeting)


def test_a_language_once_spoken_is_kept_for_words_that_have_none(guest: Guest) -> None:
    guest("hello")
    [reply] = guest("check in?")
    assert reply.text.startswith("Check-in is from")


def test_a_guest_who_changes_the_language_is_followed(guest: Guest) -> None:
    guest("hello")
    [reply] = guest("¿a qué hora es la salida?")
    assert reply.text.startswith("El check-in")


def test_a_hotel_that_paused_its_house_says_nothing(guest: Guest, hotel: Hotel, session: Session) -> None:
    hotel.house_paused = True
    assert guest("hola") == []
    assert guest("¿tienen lugar?") == []
    assert only(session).unread == 2


def test_a_stop_is_a_stop_even_while_staff_answer(guest: Guest, session: Session) -> None:
    guest("quiero hablar con alguien")
    [reply] = guest("BAJA")
    assert reply.text.startswith("Listo, no te escribimos más")


@pytest.mark.parametrize("choice", ["v0:menu:gone", "", "nonsense"])
def test_a_button_of_an_older_release_is_not_understood_but_answered(guest: Guest, choice: str) -> None:
    [reply] = guest("Algo", kind=Kind.BUTTON, choice=choice)
    assert reply.kind == "buttons"


def test_a_picture_with_a_caption_is_answered_by_its_words(guest: Guest) -> None:
    [reply] = guest("a qué hora es el check in?", kind=Kind.IMAGE, media=MediaRef("m"))
    assert "14:00" in reply.text


def test_a_guest_who_never_tires_is_a_machine(
    guest: Guest, session: Session, stopped_clock: StoppedClock
) -> None:
    for number in range(MACHINE_TURNS - 1):
        matter = ("a qué hora es el check in", "dónde queda el hotel")[number % 2]
        assert guest(f"{matter}, {number * 'x'}?")
        stopped_clock.passes(seconds=5)
    assert guest("horarios") == []
    assert only(session).handover_reason == Reason.ANOTHER_MACHINE


def test_a_turn_without_anything_open_says_nothing(guest: Guest, session: Session) -> None:
    guest("hola")
    before = len(said(session))
    engine.answer(session, only(session))
    assert len(said(session)) == before


def test_a_reply_takes_the_dot_of_unread_away_and_gives_blue_ticks(guest: Guest, session: Session) -> None:
    guest("hola")
    assert only(session).unread == 0
    [letter] = session.scalars(select(OutboxLetter))
    [line] = session.scalars(select(Message).where(Message.direction == "in"))
    assert (letter.kind, letter.payload["reads"]) == ("send_message", line.provider_id)


def test_several_open_lines_are_settled_together(house: House, session: Session) -> None:
    for words in ("hola", "a qué hora", "es el check in?"):
        conversation, _ = intake.hear(session, house.posada, incoming(words))
    engine.answer(session, conversation)
    assert len(said(session)) == 1
    assert "14:00" in said(session)[0].text


def test_what_was_taken_back_before_the_turn_is_not_answered(house: House, session: Session) -> None:
    conversation, line = heard(session, house.posada, incoming("quiero hablar con alguien"))
    intake.hear(session, house.posada, incoming(kind=Kind.DELETION, target=line.provider_id))
    session.flush()
    engine.answer(session, conversation)
    assert said(session) == []
    assert conversation.owner == Owner.HOUSE


def test_what_was_edited_before_the_turn_is_read_as_it_stands(house: House, session: Session) -> None:
    conversation, line = heard(session, house.posada, incoming("quiero hablar con alguien"))
    intake.hear(session, house.posada, incoming("horarios", kind=Kind.EDIT, target=line.provider_id))
    engine.answer(session, conversation)
    assert "14:00" in said(session)[0].text


def test_the_last_of_several_taps_counts(house: House, session: Session) -> None:
    for choice in ("v1:menu:location", "v1:menu:times"):
        conversation, _ = intake.hear(session, house.posada, tap(choice))
    engine.answer(session, conversation)
    assert "14:00" in said(session)[0].text


def test_an_old_message_among_fresh_ones_is_answered_with_them(house: House, session: Session) -> None:
    heard(session, house.posada, incoming("hola", at=clock.now() - timedelta(hours=5)))
    conversation, _ = heard(session, house.posada, incoming("horarios"))
    engine.answer(session, conversation)
    assert "14:00" in said(session)[0].text


def test_the_same_words_over_and_over_are_answered_once_and_others_after_them_again(guest: Guest) -> None:
    """Two machines that answer each other would never end."""
    guest("quiero hablar con alguien")
    answers = [len(guest(words)) for words in ("hola?", "hola?", "hola?", "hola?", "hay alguien?")]
    assert answers == [1, 0, 0, 0, 1]
