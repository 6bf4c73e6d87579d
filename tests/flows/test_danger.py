"""Danger reaches people before anything else is looked at: a stop, a machine, a button, a paused house."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import MACHINE_TURNS, Owner, Reason
from core.domain.errands import Errand
from core.services import conversations
from core.store.alerts import Alert
from core.store.guests import Guest as Person
from core.store.hotels import Hotel
from core.store.outbox import OutboxLetter
from tests.flows.talking import Guest, only
from tests.makers import House, StoppedClock, heard, tap


def kinds_of_alerts(session: Session) -> list[str]:
    return sorted(session.scalars(select(Alert.kind).where(Alert.closed_at.is_(None))))


def rung(session: Session) -> list[str]:
    """The telephones of people on call that were written to."""
    letters = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == Errand.ALERT_STAFF))
    return [letter.payload["phone"] for letter in letters]


def test_a_paused_house_still_calls_people_for_danger_and_says_whom_to_ring(
    guest: Guest, hotel: Hotel, session: Session
) -> None:
    hotel.house_paused, hotel.on_call_phone = True, "5491155550009"
    [line] = guest("hay olor a gas en la cabaña")
    assert line.text.startswith("Ya avisé a recepción que es urgente.")
    assert only(session).handover_reason == Reason.URGENT
    assert kinds_of_alerts(session) == ["urgent"]
    assert rung(session) == ["5491155550009"]
    assert guest("apúrense, sale humo!!") == []
    assert guest("hola?") == []
    assert rung(session) == ["5491155550009"]


def test_danger_in_a_paused_house_rings_while_a_person_answers(
    guest: Guest, hotel: Hotel, house: House, session: Session
) -> None:
    guest("quiero hablar con alguien")
    conversations.take_over(session, house.carla, only(session).id, "token-0001")
    hotel.house_paused, hotel.on_call_phone = True, "5491155550009"
    assert guest("se desmayó mi marido") == []
    assert only(session).owner_staff_id == house.carla.staff_id
    assert kinds_of_alerts(session) == ["urgent"]
    assert rung(session) == ["5491155550009"]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("BAJA\nhay un incendio en la cocina", "Ya avisé a recepción"),
        ("stop\nthere is a fire in the kitchen", "I've told reception"),
        ("PARAR\ntem um homem armado no meu quarto", "Já avisei a recepção"),
    ],
)
def test_danger_beside_a_stop_calls_people_and_the_stop_stands(
    guest: Guest, session: Session, words: str, answer: str
) -> None:
    [line] = guest(words)
    assert line.text.startswith(answer)
    assert only(session).handover_reason == Reason.URGENT
    assert session.scalars(select(Person)).one().opted_out_at is not None


@pytest.mark.parametrize("words", ["stop stop there is a fire!!", "paren todo, hay fuego en la cocina"])
def test_a_shout_to_stop_in_danger_is_no_wish_for_silence(guest: Guest, session: Session, words: str) -> None:
    assert len(guest(words)) == 1
    assert only(session).handover_reason == Reason.URGENT
    assert session.scalars(select(Person)).one().opted_out_at is None


def test_one_who_writes_without_end_is_a_machine_until_there_is_danger(
    guest: Guest, session: Session, stopped_clock: StoppedClock
) -> None:
    for number in range(MACHINE_TURNS - 1):
        guest(f"hola {number}")
        stopped_clock.passes(seconds=1)
    only(session).owner = Owner.HOUSE
    [line] = guest("hay una fuga de gas")
    assert only(session).handover_reason == Reason.URGENT
    assert line.text.startswith("Ya avisé a recepción que es urgente.")


def test_danger_outweighs_a_button_tapped_with_it(guest: Guest, hotel: Hotel, session: Session) -> None:
    guest("hola")
    heard(session, hotel.id, tap("v1:menu:times", "Horarios"))
    [line] = guest("se metió un tipo en mi habitación")
    assert line.text.startswith("Ya avisé a recepción que es urgente.")


def test_danger_told_by_a_blocked_guest_reaches_people_in_silence(
    guest: Guest, hotel: Hotel, session: Session
) -> None:
    guest("hola")
    hotel.on_call_phone = "5491155550009"
    session.scalars(select(Person)).one().blocked_at = clock.now()
    assert guest("hay fuego en la cocina") == []
    assert guest("hay fuego!!!") == []
    assert (kinds_of_alerts(session), rung(session)) == (["urgent"], ["5491155550009"])


def test_a_call_for_help_older_than_the_window_still_reaches_people(guest: Guest, session: Session) -> None:
    assert guest("hay un incendio", at=clock.now() - timedelta(hours=30)) == []
    assert only(session).handover_reason == Reason.URGENT


@pytest.mark.parametrize(
    "words",
    [
        "nos robaron, que robo, 200 mil pesos que teníamos en la pieza",
        "hubo un robo en mi habitación, se llevaron 300 mil",
        "me robaron la mochila con 50 mil pesos!!",
        "entraron ladrones, son unos ladrones, se llevaron el celular",
        "socorro, um assalto, levaram 147 mil",
        "fui roubado no quarto, levaram 2 mil reais",
        "we have been robbed in our room, 500 dollars are gone",
        "es un robo, entró un tipo armado a la cabaña",
        "147 mil?? q roubo. tem fumaça no corredor",
        "what a rip off, and there is a fire in the kitchen",
    ],
)
def test_real_danger_rings_also_beside_a_price(guest: Guest, session: Session, words: str) -> None:
    guest("hola, del 4 al 6 de diciembre para 2")
    [line] = guest(words)
    assert only(session).handover_reason == Reason.URGENT
    assert "911" in line.text


@pytest.mark.parametrize(
    "words",
    [
        "hay guardia cerca? mi hijo tiene 40 de temperatura",
        "mi nena está con 39,5 de fiebre y no le baja",
        "mi papá tuvo un acv y otro hoy",
        "creo que me quebré el brazo",
        "mi mujer rompió bolsa",
        "está con contracciones cada 5 minutos",
        "se le hinchó la cara a mi novia, comió maní",
        "se quemó con agua hirviendo",
        "mi papá no reacciona",
        "i think i broke my arm",
        "he had a stroke an hour ago",
        "her water broke",
        "my baby has a fever of 40",
        "my husband won't wake up",
        "my face is swelling up",
        "minha mulher grávida caiu da escada",
        "a bolsa estourou",
        "acho que quebrei o braço",
        "meu pai teve um AVC agora",
        "minha filha tá com 40 de febre",
        "o rosto dela tá inchando, comeu amendoim",
        "is there a hospital? my friend overdosed",
        "hospital near? my kid got hit by a car",
        "hay hospital cerca? un perro atacó a mi hijo",
        "she's pregnant and the baby stopped kicking, nearest hospital",
        "mi esposa embarazada no siente al bebé, hospital cerca?",
        "my wife is pregnant and it's time, nearest hospital?",
        "hay un hospital cerca? es para mi mamá",
        "doctor nearby? my husband won't wake up",
    ],
)
def test_whoever_is_hurt_or_gives_birth_rings(guest: Guest, session: Session, words: str) -> None:
    guest(words)
    assert only(session).handover_reason == Reason.URGENT


@pytest.mark.parametrize(
    "words",
    [
        "la pileta tiene 40 de temperatura?",
        "a quantos graus fica a piscina, 30 graus?",
        "is the water in the pool 40 degrees?",
        "mi papá tuvo un acv hace tres años, hay escaleras?",
        "my mum had a stroke, we have to cancel",
        "se nos rompió el auto, llegamos más tarde",
        "i broke my phone so i'm writing from my wife's",
        "fiebre del oro: así se llama el restaurante?",
    ],
)
def test_warm_water_and_broken_things_call_nobody(guest: Guest, session: Session, words: str) -> None:
    guest(words)
    assert "urgent" not in kinds_of_alerts(session)


@pytest.mark.parametrize(
    "words",
    [
        "147 mil?? q roubo, ta achando q sou otario",
        "que robo!! 200 mil por noche",
        "un afano esos precios",
        "son unos ladrones con esos precios",
        "147k pesos? this is robbery",
        "daylight robbery, 300 dollars a night",
        "que assalto essa diária",
    ],
)
def test_a_price_called_a_robbery_calls_nobody_for_danger(guest: Guest, session: Session, words: str) -> None:
    guest("hola, del 4 al 6 de diciembre para 2")
    guest(words)
    assert "urgent" not in kinds_of_alerts(session)


@pytest.mark.parametrize(
    "words",
    [
        "sigue saliendo humo", "apúrense", "somos 4 acá adentro", "hay 3 personas adentro", "tengo miedo", "vengan ya",
        "tem gente no quarto", "he is not waking up", "no puede respirar",
    ],
)  # fmt: skip
def test_whatever_may_be_of_the_danger_is_left_to_the_person(
    guest: Guest, session: Session, words: str
) -> None:
    guest("hay olor a gas en la cabaña")
    [line] = guest(words)
    assert line.text.startswith(("Ya están avisados", "They know already", "Já estão avisados"))
    assert only(session).handover_reason == Reason.URGENT


def test_whoever_goes_on_about_the_danger_reads_whom_to_ring_and_is_never_left_twice(guest: Guest) -> None:
    guest("hay olor a gas en la cabaña")
    said = [
        guest(words) for words in ("sigue el olor a gas!!", "y ahora hay humo", "vengan ya", "hay mucho humo")
    ]
    assert [len(lines) for lines in said] == [1, 0, 1, 0]
    assert "107" in said[0][0].text
