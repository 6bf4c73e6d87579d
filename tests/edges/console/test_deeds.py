"""What staff do from the screen: once each, by those who may, in the hotel the screen shows."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from console.doors import DOORS
from core.domain.errands import Act, LetterState, Refusal
from core.services import deliveries
from core.store import outbox
from core.store.db import transaction
from core.store.messages import Message
from core.store.outbox import OutboxLetter
from tests.edges.console.asking import Browser
from tests.edges.console.conftest import SignIn
from tests.makers import House, heard, incoming

TOKEN = "5e1f0c1a-0000-4000-8000-000000000001"
# What people change about themselves is theirs, whatever their role.
OF_ONESELF = "/api/account/"
WRITES = sorted(
    door.path
    for door in DOORS
    if door.path.startswith("/api/") and not door.path.startswith(OF_ONESELF) and "POST" in door.methods
)


@pytest.fixture
def conversation(house: House) -> int:
    with transaction(house.posada) as session:
        return heard(session, house.posada, incoming("hola"))[0].id


# Trying out what the house would say changes nothing, and everybody may.
ASKS_MORE_THAN_AN_ADDRESS_HOLDS = {"/api/knowledge/try", "/api/knowledge/preview"}


def reply(browser: Browser, conversation: int, body: str = "¡Hola!", token: str = TOKEN, **more: Any) -> Any:
    return browser.post(
        f"/api/conversations/{conversation}/reply", json={"body": body, "token": token}, **more
    )


def said(house: House) -> int:
    with transaction(house.posada) as session:
        return session.scalar(select(func.count()).select_from(Message).where(Message.author == "staff")) or 0


def test_a_reply_sent_twice_is_said_once(signed_in: SignIn, house: House, conversation: int) -> None:
    browser = signed_in(house.carla)
    first, second = reply(browser, conversation), reply(browser, conversation)
    assert first.json() == second.json()
    assert said(house) == 1


def test_the_thread_shows_the_token_so_that_the_screen_knows_its_own_line(
    signed_in: SignIn, house: House, conversation: int
) -> None:
    browser = signed_in(house.carla)
    reply(browser, conversation)
    lines = browser.get(f"/api/conversations/{conversation}").json()["lines"]
    assert [line["token"] for line in lines if line["author"] == "staff"] == [TOKEN]


@pytest.mark.parametrize("path", WRITES)
def test_those_who_only_look_change_nothing(
    signed_in: SignIn, house: House, conversation: int, path: str
) -> None:
    address = re.sub(r"{box}", "outbox", re.sub(r"{\w+:int}", str(conversation), path))
    answer = signed_in(house.vera).post(address, json={"token": TOKEN, "body": "hola"})
    expected = 400 if path in ASKS_MORE_THAN_AN_ADDRESS_HOLDS else 200 if path.endswith("/seen") else 403
    assert answer.status_code == expected, answer.text
    assert said(house) == 0
    assert signed_in(house.carla).get("/api/inbox").json()["rows"][0]["unread"] == 1


@pytest.mark.parametrize("path", WRITES)
def test_a_write_needs_the_header_only_our_scripts_can_set(
    signed_in: SignIn, house: House, path: str
) -> None:
    browser = signed_in(house.carla)
    browser.headers.pop("x-conserje")
    address = re.sub(r"{box}", "outbox", re.sub(r"{\w+:int}", "1", path))
    answer = browser.post(address, json={"token": TOKEN, "body": "hola"})
    assert (answer.status_code, answer.json()["error"]) == (403, "foreign")


def test_a_screen_that_shows_another_hotel_is_told_so(
    signed_in: SignIn, house: House, conversation: int
) -> None:
    answer = reply(signed_in(house.carla), conversation, headers={"x-conserje": str(house.cabanas)})
    assert (answer.status_code, answer.json()["error"]) == (409, "other_hotel")


def test_a_conversation_of_another_hotel_does_not_exist(
    signed_in: SignIn, house: House, conversation: int
) -> None:
    elena = signed_in(house.elena)
    assert reply(elena, conversation).status_code == 404
    for verb in ("take", "give-back", "note"):
        path = f"/api/conversations/{conversation}/{verb}"
        assert elena.post(path, json={"token": TOKEN, "body": "x"}).status_code == 404
    assert said(house) == 0


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ("", 422, "empty"),
        ("   \n", 422, "empty"),
        ("x" * 4097, 422, "message_too_long"),
        (7, 400, "unreadable"),
    ],
)
def test_words_nobody_could_send_are_refused_with_a_reason(
    signed_in: SignIn, house: House, conversation: int, body: Any, status: int, error: str
) -> None:
    answer = reply(signed_in(house.carla), conversation, body)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"{", b"\xff", b'{"token":1,"body":"x"}', b'{"a":"' + b"x" * 70_000]
)
def test_a_request_that_makes_no_sense_is_refused(
    signed_in: SignIn, house: House, conversation: int, raw: bytes
) -> None:
    answer = signed_in(house.carla).post(f"/api/conversations/{conversation}/reply", content=raw)
    assert (answer.status_code, answer.json()["error"]) == (400, "unreadable")


def test_half_a_character_is_stored_as_something_whole(
    signed_in: SignIn, house: House, conversation: int
) -> None:
    raw = b'{"token": "' + TOKEN.encode() + b'", "body": "hola \\ud83d"}'
    answer = signed_in(house.carla).post(f"/api/conversations/{conversation}/reply", content=raw)
    assert answer.status_code == 200


def test_a_note_is_seen_by_staff_and_sent_to_nobody(
    signed_in: SignIn, house: House, conversation: int
) -> None:
    browser = signed_in(house.carla)
    note = {"token": TOKEN, "body": "alérgica a las nueces"}
    assert browser.post(f"/api/conversations/{conversation}/note", json=note).status_code == 200
    last = browser.get(f"/api/conversations/{conversation}").json()["lines"][-1]
    assert (last["direction"], last["text"], last["delivery"]) == ("note", "alérgica a las nueces", None)


def test_looking_marks_as_read(signed_in: SignIn, house: House, conversation: int) -> None:
    browser = signed_in(house.carla)
    assert browser.post(f"/api/conversations/{conversation}/seen", json={}).status_code == 200
    assert browser.get("/api/inbox").json()["rows"][0]["unread"] == 0


def failed_reply(house: House, browser: Browser, conversation: int) -> int:
    message: int = reply(browser, conversation).json()["message"]
    with transaction(house.posada) as session:
        letter = session.scalar(select(OutboxLetter).where(OutboxLetter.key == f"message:{message}"))
        assert letter is not None
        claimed = outbox.Claimed(
            letter.id,
            house.posada,
            letter.kind,
            letter.lane,
            letter.payload,
            6,
            "trace",  # type: ignore[arg-type]
        )
        deliveries.refused(session, claimed, Refusal(Act.TELL_STAFF, 131026, "Message undeliverable"))
    return message


def test_what_failed_needs_attention_until_it_is_tried_again(
    signed_in: SignIn, house: House, conversation: int
) -> None:
    browser = signed_in(house.carla)
    message = failed_reply(house, browser, conversation)
    (letter,) = browser.get("/api/letters").json()["letters"]
    assert (letter["message"], letter["guest"], letter["code"]) == (message, "Ana Pereyra", 131026)
    assert browser.get("/api/inbox").json()["rows"][0]["failed"] is True
    again = {"token": "another-token-0001"}
    assert browser.post(f"/api/messages/{message}/retry", json=again).status_code == 200
    assert browser.get("/api/letters").json()["letters"] == []
    assert browser.get("/api/inbox").json()["rows"][0]["failed"] is False


def test_an_alert_is_closed_for_everybody(signed_in: SignIn, house: House, conversation: int) -> None:
    browser = signed_in(house.carla)
    failed_reply(house, browser, conversation)
    (alert,) = browser.get("/api/inbox").json()["alerts"]
    assert (
        browser.post(f"/api/alerts/{alert['id']}/close", json={"token": "close-0123456789"}).status_code
        == 200
    )
    assert signed_in(house.diego).get("/api/inbox").json()["alerts"] == []


def test_a_dead_letter_can_be_tried_again_and_a_box_must_exist(
    signed_in: SignIn, house: House, conversation: int
) -> None:
    browser = signed_in(house.carla)
    browser.post(f"/api/conversations/{conversation}/take", json={"token": "take-it-over-0001"})
    with transaction(house.posada) as session:
        letter = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == "give_back")).one()
        letter.state, letter.error = LetterState.DEAD, "it broke"
        letter_id = letter.id
    assert browser.post(f"/api/letters/outbox/{letter_id}/revive", json={"token": TOKEN}).status_code == 200
    assert browser.get("/api/letters").json()["letters"] == []
    assert browser.post(f"/api/letters/attic/{letter_id}/revive", json={"token": TOKEN}).status_code == 404
