"""Templates: created, approved, and sent only with exactly the parameters they have."""

from __future__ import annotations

from typing import Any

import pytest

from core.local.phone.client import PhoneClient
from tests.local.phone.conftest import ACCOUNT, TOKEN, Post, code_of, to_ana
from tests.local.phone.webhook_ear import Ear

PATH = f"/v25.0/{ACCOUNT}/message_templates"
HEADERS = {"Authorization": f"Bearer {TOKEN}"}
REMINDER: dict[str, Any] = {
    "name": "reminder",
    "language": "es_AR",
    "category": "UTILITY",
    "components": [
        {"type": "HEADER", "format": "TEXT", "text": "Hola {{1}}"},
        {"type": "BODY", "text": "El {{1}} en {{2}} nos vemos.", "example": {"body_text": [["viernes", "x"]]}},
        {"type": "BUTTONS", "buttons": [
            {"type": "QUICK_REPLY", "text": "Confirmo"},
            {"type": "URL", "text": "Mapa", "url": "https://posada.example/{{1}}"},
        ]},
    ],
}  # fmt: skip


@pytest.fixture
def reminder(phone: PhoneClient, ear: Ear) -> None:
    answer = phone.http.post(PATH, json=REMINDER, headers=HEADERS).json()
    assert answer["status"] == "PENDING"
    assert answer["category"] == "UTILITY"
    assert ear.wait_for(1, "values")[-1]["event"] == "APPROVED"


def _text(*values: str) -> list[dict[str, str]]:
    return [{"type": "text", "text": value} for value in values]


def _sent(head: Any = None, body: Any = None, link: Any = None) -> dict[str, Any]:
    components = [
        {"type": "header", "parameters": _text("Ana") if head is None else head},
        {"type": "body", "parameters": _text("viernes", "Tigre") if body is None else body},
        {
            "type": "button",
            "sub_type": "quick_reply",
            "index": "0",
            "parameters": [{"type": "payload", "payload": "p"}],
        },
        {
            "type": "button",
            "sub_type": "url",
            "index": 1,
            "parameters": _text("mapa") if link is None else link,
        },
    ]
    return to_ana("template", {"name": "reminder", "language": {"code": "es_AR"}, "components": components})


def test_a_filled_template_reaches_the_guest_and_its_button_answers(
    reminder: None, phone: PhoneClient, ear: Ear, post: Post
) -> None:
    answer = post(_sent())
    assert answer.json()["messages"][0]["message_status"] == "accepted"
    shown = phone.guest("ana").chat()[-1]["shown"]
    assert shown["header"]["text"] == "Hola Ana"
    assert shown["body"] == "El viernes en Tigre nos vemos."
    assert shown["buttons"][1]["url"] == "https://posada.example/mapa"
    phone.guest("ana").taps("Confirmo")
    assert ear.wait_for(2)[-1]["button"] == {"payload": "p", "text": "Confirmo"}
    assert ear.wait_for(1, "statuses")[0]["pricing"]["category"] == "utility"


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        (132000, {"body": _text("viernes")}),
        (132000, {"head": _text("Ana", "María")}),
        (132000, {"link": _text("a", "b")}),
        (131008, {"link": []}),
        (132012, {"body": _text("vier\nnes", "Tigre")}),
        (132012, {"body": [{"type": "image"}, *_text("x")]}),
        (132005, {"body": _text("v" * 1024, "Tigre")}),
        (132005, {"head": _text("A" * 60)}),
        (100, {"body": [{"type": "text", "text": "a", "parameter_name": "n"}, *_text("x")]}),
        (131008, {"body": [{"type": "text"}, *_text("x")]}),
    ],
)
def test_parameters_that_do_not_fit_are_refused(
    reminder: None, post: Post, code: int, parts: dict[str, Any]
) -> None:
    answer = post(_sent(**parts))
    assert code_of(answer) == code, answer.text


@pytest.mark.parametrize(("status", "code"), [("PAUSED", 132015), ("DISABLED", 132016), ("REJECTED", 132001)])
def test_a_template_that_lost_its_approval_does_not_go_out(
    reminder: None, phone: PhoneClient, ear: Ear, post: Post, status: str, code: int
) -> None:
    phone.template_is(ACCOUNT, "reminder", "es_AR", status)
    assert code_of(post(_sent())) == code
    phone.wait_until_quiet()
    assert status in [value.get("event") for value in ear.values()]


def test_named_parameters_need_their_names(phone: PhoneClient, ear: Ear, post: Post) -> None:
    body = {"type": "BODY", "text": "Hola {{guest}}, pasá", "example": {"body_text_named_params": []}}
    named = {"name": "named", "language": "es", "category": "UTILITY", "parameter_format": "NAMED"}
    phone.http.post(PATH, json=named | {"components": [body]}, headers=HEADERS)
    phone.template_is(ACCOUNT, "named", "es", "APPROVED")

    def send(parameter: dict[str, str]) -> int:
        parts = [{"type": "body", "parameters": [parameter]}]
        return code_of(
            post(to_ana("template", {"name": "named", "language": {"code": "es"}, "components": parts}))
        )

    assert send({"type": "text", "text": "Ana", "parameter_name": "guest"}) == 0
    assert send({"type": "text", "text": "Ana"}) == 100
    assert send({"type": "text", "text": "Ana", "parameter_name": "host"}) == 132012


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Con Mayúsculas"},
        {"language": "spanish!"},
        {"category": "SPAM"},
        {"components": [{"type": "FOOTER", "text": "solo"}]},
        {"components": [{"type": "BODY", "text": "{{2}} x", "example": {}}]},
        {"components": [{"type": "BODY", "text": "Hola {{1}} x"}]},
        {"components": [{"type": "BODY", "text": "{{1}} x", "example": {"body_text": [["a"]]}}]},
        {"components": [{"type": "BODY", "text": "Hola {{1}}!", "example": {"body_text": [["a"]]}}]},
        {"components": [{"type": "BODY", "text": "Hola {{1}} x", "example": {"body_text": [["a", "b"]]}}]},
    ],
)
def test_a_bad_definition_is_refused(phone: PhoneClient, change: dict[str, Any]) -> None:
    answer = phone.http.post(PATH, json=REMINDER | {"name": "other"} | change, headers=HEADERS)
    assert code_of(answer) == 100


def test_templates_are_listed_by_name_and_not_created_twice(reminder: None, phone: PhoneClient) -> None:
    found = phone.http.get(PATH, params={"name": "reminder"}, headers=HEADERS).json()["data"]
    assert [(one["name"], one["language"], one["status"]) for one in found] == [
        ("reminder", "es_AR", "APPROVED")
    ]
    again = phone.http.post(PATH, json=REMINDER, headers=HEADERS)
    assert again.json()["error"]["error_subcode"] == 2388024


def test_a_template_taken_back_is_gone_and_its_name_is_taken_for_a_while(
    reminder: None, phone: PhoneClient, post: Post
) -> None:
    def delete(**asked: str) -> int:
        return code_of(phone.http.delete(PATH, params=asked, headers=HEADERS))

    assert delete() == 100
    assert delete(name="nothing") == 100
    assert delete(name="reminder", hsm_id="1") == 100
    assert delete(name="reminder") == 0
    assert code_of(post(_sent())) == 132001
    again = phone.http.post(PATH, json=REMINDER, headers=HEADERS)
    assert again.json()["error"]["error_subcode"] == 2388023
