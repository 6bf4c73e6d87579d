"""Looking for what was said: everywhere in a hotel, in any spelling, and from a line into its thread."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from core.base import clock
from core.domain.outgoing import Text
from core.services import conversations, outgoing
from core.store import erasing
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.messages import Message
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import token
from tests.edges.console.conftest import SignIn
from tests.makers import BRUNO, House, heard, incoming


def write(house: House, body: str, **facts: Any) -> Message:
    with transaction(house.posada) as session:
        return heard(session, house.posada, incoming(body, **facts))[1]


def said(browser: Browser, words: str, **more: Any) -> list[str]:
    answer = browser.get("/api/search", params={"q": words, **more})
    assert answer.status_code == 200, answer.text
    return [hit["text"] for hit in answer.json()["hits"]]


@pytest.mark.parametrize(
    "words",
    [
        "cochera",
        "COCHÉRA",
        "coche",
        "¿cochera?",
        "cubierta cochera",
        "tienen  COCHE",
        "perro-labrador",
        "12:30",
    ],
)
def test_words_are_found_in_any_spelling_and_order(signed_in: SignIn, house: House, words: str) -> None:
    write(house, "¿Tienen cochera cubierta? Viajo con un perro labrador, llego 12.30")
    write(house, "¿Tem garagem?", sender=BRUNO)
    assert len(said(signed_in(house.carla), words)) == 1


@pytest.mark.parametrize("words", ["chera", "cochera garagem", "%", "_", "", "  ", "a", "'; DROP", "\\", "х"])
def test_what_nobody_said_is_not_found(signed_in: SignIn, house: House, words: str) -> None:
    write(house, "¿Tienen cochera?")
    write(house, "¿Tem garagem?", sender=BRUNO)
    assert said(signed_in(house.carla), words) == []


def test_portuguese_and_english_are_found_without_their_marks(signed_in: SignIn, house: House) -> None:
    write(house, "Não precisa de café da MANHÃ, só pão", sender=BRUNO)
    write(house, "We'd like a late check-out, please")
    carla = signed_in(house.carla)
    assert said(carla, "nao cafe manha pao") == ["Não precisa de café da MANHÃ, só pão"]
    assert said(carla, "late checkout") == []
    assert said(carla, "late check-out") == ["We'd like a late check-out, please"]


def test_people_are_found_and_the_houses_own_phrases_are_not(signed_in: SignIn, house: House) -> None:
    conversation_id = write(house, "hola").conversation_id
    with transaction(house.posada) as session:
        conversation = session.get_one(Conversation, conversation_id)
        outgoing.say(session, conversation, Text("desayuno incluido, dice la casa"))
        conversations.reply(session, house.carla, conversation.id, "desayuno en la cama", token())
        conversations.write_note(session, house.carla, conversation.id, "quiere desayuno sin gluten", token())
    hits = signed_in(house.vera).get("/api/search?q=desayuno").json()["hits"]
    assert [(hit["author"], hit["staff"], hit["text"]) for hit in hits] == [
        ("note", "Carla Ríos", "quiere desayuno sin gluten"),
        ("staff", "Carla Ríos", "desayuno en la cama"),
    ]


def test_a_hotel_finds_nothing_of_another(signed_in: SignIn, house: House) -> None:
    write(house, "el secreto del ceibo")
    assert said(signed_in(house.elena), "secreto") == []


def test_what_was_deleted_changed_or_erased_is_found_as_it_is_now(signed_in: SignIn, house: House) -> None:
    one, two, three = (write(house, words) for words in ("clave cangrejo", "clave pulpo", "clave almeja"))
    with transaction(house.posada) as session:
        session.get_one(Message, one.id).deleted_at = clock.now()
        session.get_one(Message, two.id).text = "contraseña calamar"
    carla = signed_in(house.carla)
    assert said(carla, "clave") == ["clave almeja"]
    assert said(carla, "contrasena") == ["contraseña calamar"]
    with transaction(house.posada) as session:
        guest = session.get_one(Conversation, three.conversation_id).guest_id
        erasing.erase(session, guest, clock.now())
        assert session.scalar(text("SELECT count(*) FROM message_words")) == 0
    assert said(carla, "clave") == said(carla, "contrasena") == []


def test_many_lines_come_in_pages_the_newest_first(signed_in: SignIn, house: House) -> None:
    for number in range(35):
        write(house, f"toalla numero {number:02}", at=clock.now() - timedelta(minutes=35 - number))
    carla = signed_in(house.carla)
    page = carla.get("/api/search?q=toalla").json()
    assert len(page["hits"]) == 30
    rest = said(carla, "toalla", before=str(page["before"]))
    assert rest == [f"toalla numero {number:02}" for number in range(4, -1, -1)]


def test_a_thread_opens_at_a_line_with_what_stands_around_it(signed_in: SignIn, house: House) -> None:
    lines = [
        write(house, f"line {number}", at=clock.now() - timedelta(minutes=300 - number))
        for number in range(200)
    ]
    carla, there = signed_in(house.carla), f"/api/conversations/{lines[0].conversation_id}"
    page = carla.get(there, params={"about": str(lines[100].id)}).json()
    assert [line["text"] for line in page["lines"]] == [f"line {number}" for number in range(40, 160)]
    newer = carla.get(there, params={"after": page["after"]}).json()
    assert [line["text"] for line in newer["lines"]] == [f"line {number}" for number in range(160, 200)]
    assert newer["after"] is None
    older = carla.get(there, params={"before": page["before"]}).json()
    assert [line["text"] for line in older["lines"]] == [f"line {number}" for number in range(40)]


def test_a_line_of_somewhere_else_opens_nothing(signed_in: SignIn, house: House) -> None:
    mine, other = write(house, "hola"), write(house, "oi", sender=BRUNO)
    carla = signed_in(house.carla)
    for about in (str(other.id), "1", "9" * 18):
        answer = carla.get(f"/api/conversations/{mine.conversation_id}", params={"about": about})
        assert answer.status_code == 404
    elena = signed_in(house.elena)
    assert elena.get(f"/api/conversations/{mine.conversation_id}?about={mine.id}").status_code == 404
