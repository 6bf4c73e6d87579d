"""Every refusal Meta documents can be met, with its own code."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from core.local.phone.client import PhoneClient
from tests.local.phone.conftest import ACCOUNT, ANA, NUMBER, TOKEN, Post, code_of, to_ana


def _buttons(*pairs: tuple[str, str], **more: Any) -> dict[str, Any]:
    buttons = [{"type": "reply", "reply": {"id": key, "title": title}} for key, title in pairs]
    return {"type": "button", "body": {"text": "¿Seguimos?"}, "action": {"buttons": buttons}, **more}


def _list(*sections: int, button: str = "Ver", title: str | None = "Sección", **row: Any) -> dict[str, Any]:
    made, count = [], 0
    for rows in sections:
        part: dict[str, Any] = {"rows": []} | ({"title": title} if title else {})
        for _ in range(rows):
            part["rows"].append({"id": f"r{count}", "title": f"Fila {count}", **row})
            count += 1
        made.append(part)
    return {"type": "list", "body": {"text": "Elegí"}, "action": {"button": button, "sections": made}}


def _link(**parameters: Any) -> dict[str, Any]:
    whole = {"display_text": "Pagar", "url": "https://pay.example/x", **parameters}
    return {"type": "cta_url", "body": {"text": "Seña"}, "action": {"name": "cta_url", "parameters": whole}}


GOOD: list[tuple[str, Any]] = [
    ("text", {"body": "é" * 4096}),
    ("text", {"body": "🏡" * 4096, "preview_url": True}),
    ("interactive", _buttons(("a", "x" * 20), ("b" * 256, "No"), ("c", "Quizás"))),
    (
        "interactive",
        _buttons(("a", "Sí"), footer={"text": "f" * 60}, header={"type": "text", "text": "h" * 60}),
    ),
    ("interactive", _list(4, 6, description="d" * 72)),
    ("interactive", _list(10, title=None)),
    ("interactive", _link()),
    (
        "interactive",
        {"type": "request_contact_info", "body": {"text": "?"}, "action": {"name": "request_contact_info"}},
    ),
    (
        "interactive",
        {"type": "location_request_message", "body": {"text": "?"}, "action": {"name": "send_location"}},
    ),
    ("location", {"latitude": -34.4, "longitude": "-58.57", "name": "Posada"}),
    (
        "contacts",
        [{"name": {"formatted_name": "Eva Paz", "first_name": "Eva"}, "phones": [{"phone": "+54911"}]}],
    ),
    ("template", {"name": "hello_world", "language": {"code": "en_US"}}),
]


@pytest.mark.parametrize(("kind", "content"), GOOD)
def test_a_message_at_its_limits_is_accepted(post: Post, kind: str, content: Any) -> None:
    answer = post(to_ana(kind, content))
    assert code_of(answer) == 0, answer.text
    assert answer.json()["contacts"] == [{"input": ANA, "wa_id": ANA}]
    assert answer.json()["messages"][0]["id"].startswith("wamid.")


BAD: list[tuple[int, str, Any]] = [
    (100, "text", {"body": "é" * 4097}),
    (100, "text", {"body": 7}),
    (100, "text", {"body": "x", "colour": "red"}),
    (131008, "text", {"preview_url": True}),
    (131008, "image", {"caption": "sin archivo"}),
    (100, "image", {"id": "1", "link": "https://x.example/a.png"}),
    (100, "image", {"id": "424242"}),
    (131009, "image", {"link": "https://x.example/a.png", "caption": "c" * 1025}),
    (100, "audio", {"id": "1", "caption": "no"}),
    (131009, "document", {"link": "not a link"}),
    (131008, "location", {"latitude": 3}),
    (131009, "location", {"latitude": 91, "longitude": 0}),
    (131009, "contacts", [{"name": {"formatted_name": "Eva"}}]),
    (131009, "contacts", []),
    (131008, "reaction", {"emoji": "👍"}),
    (131009, "reaction", {"message_id": "wamid.unknown", "emoji": "👍"}),
    (100, "interactive", {"type": "carousel", "body": {"text": "x"}, "action": {}}),
    (131008, "interactive", {"type": "button", "body": {"text": "x"}}),
    (131009, "interactive", _buttons(("a", "x" * 21))),
    (131009, "interactive", _buttons(("a" * 257, "x"))),
    (131009, "interactive", _buttons((" a", "x"))),
    (131009, "interactive", _buttons(("a", "x"), ("a", "y"))),
    (131009, "interactive", _buttons(("a", "x"), ("b", "x"))),
    (131009, "interactive", _buttons(*[(str(n), str(n)) for n in range(4)])),
    (131009, "interactive", _buttons(("a", "x"), footer={"text": "f" * 61})),
    (131009, "interactive", _buttons(("a", "x"), header={"type": "text", "text": "h" * 61})),
    (131009, "interactive", _buttons(("a", "x"), body={"text": "b" * 1025})),
    (131009, "interactive", _list(6, 5)),
    (131009, "interactive", _list(1, button="b" * 21)),
    (131009, "interactive", _list(1, title="t" * 25)),
    (131008, "interactive", _list(1, 1, title=None)),
    (131009, "interactive", _list(1, description="d" * 73)),
    (131009, "interactive", _list(2, id="same")),
    (131009, "interactive", _link(display_text="d" * 21)),
    (131009, "interactive", _link(url="pay.example")),
    (131009, "interactive", {"type": "request_contact_info", "body": {"text": "?"}, "footer": {"text": "f"},
                             "action": {"name": "request_contact_info"}}),
    (132001, "template", {"name": "unknown", "language": {"code": "es"}}),
    (132001, "template", {"name": "hello_world", "language": {"code": "pt_BR"}}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "kind", "content"), BAD)
def test_a_malformed_message_is_refused_with_the_code_of_its_fault(
    post: Post, code: int, kind: str, content: Any
) -> None:
    answer = post(to_ana(kind, content))
    assert code_of(answer) == code, answer.text
    error = answer.json()["error"]
    assert error["message"].startswith(f"(#{code}) ")
    assert error["error_data"]["details"]
    assert error["fbtrace_id"]


@pytest.mark.parametrize(
    ("code", "change"),
    [
        (100, {"messaging_product": "telegram"}),
        (100, {"to": None}),
        (131009, {"to": "Ana"}),
        (100, {"recipient_type": "group"}),
        (100, {"type": "song"}),
        (100, {"unknown_key": 1}),
        (100, {"biz_opaque_callback_data": "x" * 513}),
        (131009, {"context": {"message_id": "not-a-wamid"}}),
        (131021, {"to": "+54 9 11 5000-0001"}),
        (137000, {"recipient_identity_key_hash": "old"}),
        (131009, {"to": None, "recipient": "lu.viajera"}),
    ],
)
def test_a_wrong_envelope_is_refused(post: Post, code: int, change: dict[str, Any]) -> None:
    body = {
        key: value for key, value in (to_ana("text", {"body": "x"}) | change).items() if value is not None
    }
    assert code_of(post(body)) == code


def test_token_version_and_path_are_checked(post: Post) -> None:
    body = to_ana("text", {"body": "x"})
    assert code_of(post(body, token="wrong")) == 190
    assert code_of(post(body, token="local-token-cabanas")) == 100
    assert code_of(post(body, path=f"/v26.0/{NUMBER}/messages")) == 2500
    assert code_of(post(body, path=f"/v25.0/{ACCOUNT}/messages")) == 100
    assert code_of(post(body, path=f"/v24.0/{NUMBER}/messages")) == 0


def test_outside_the_24_hours_only_a_template_goes_out(phone: PhoneClient, post: Post) -> None:
    phone.guest("ana").is_silent_for(hours=25)
    assert code_of(post(to_ana("text", {"body": "¿Seguís ahí?"}))) == 131047
    assert code_of(post(to_ana("template", {"name": "hello_world", "language": {"code": "en_US"}}))) == 0


def test_a_guest_who_never_wrote_has_no_open_window(post: Post) -> None:
    assert code_of(post(to_ana("text", {"body": "x"}, to="555181234567"))) == 131047


def test_the_pair_limit_is_a_bucket_of_45_and_one_more_every_6_seconds(
    phone: PhoneClient, post: Post
) -> None:
    body = to_ana("text", {"body": "x"})
    assert [code_of(post(body)) for _ in range(46)] == [0] * 45 + [131056]
    phone.guest("bruno").says("oi")
    assert code_of(post(body | {"to": "5551981234567"})) == 0, "another guest is not held back"
    phone.skip(6.1)
    assert [code_of(post(body)) for _ in range(2)] == [0, 131056]


def test_the_number_limit_counts_over_all_guests(phone: PhoneClient, post: Post) -> None:
    phone.settings(number_per_second=3)
    codes = [code_of(post(to_ana("text", {"body": "x"}))) for _ in range(6)]
    assert codes[:3] == [0, 0, 0]
    assert 130429 in codes[3:]


def test_an_authentication_template_cannot_go_to_a_user_id(phone: PhoneClient, post: Post) -> None:
    definition = {"name": "code", "language": "es", "category": "AUTHENTICATION"}
    parts = [{"type": "BODY", "text": "Tu código"}]
    headers = {"Authorization": f"Bearer {TOKEN}"}
    path = f"/v25.0/{ACCOUNT}/message_templates"
    assert phone.http.post(path, json=definition | {"components": parts}, headers=headers).status_code == 200
    phone.template_is(ACCOUNT, "code", "es", "APPROVED")
    lu = phone.guest("lu").details()["user_id"]
    body = {"messaging_product": "whatsapp", "recipient": lu, "type": "template"}
    assert code_of(post(body | {"template": {"name": "code", "language": {"code": "es"}}})) == 131062


@pytest.mark.parametrize("code", [4, 190, 368, 80007, 131000, 131016, 131031, 131048, 131057, 132007, 133010])
def test_any_other_code_can_be_ordered(phone: PhoneClient, post: Post, code: int) -> None:
    phone.fail_next(code=code)
    assert code_of(post(to_ana("text", {"body": "x"}))) == code
    assert code_of(post(to_ana("text", {"body": "x"}))) == 0


def test_a_cut_line_leaves_the_hotel_without_an_answer_but_the_guest_with_a_message(
    phone: PhoneClient, post: Post
) -> None:
    phone.fail_next(kind="cut")
    with pytest.raises(httpx.RemoteProtocolError):
        post(to_ana("text", {"body": "primera"}, biz_opaque_callback_data="7"))
    phone.fail_next(kind="cut_before")
    with pytest.raises(httpx.RemoteProtocolError):
        post(to_ana("text", {"body": "segunda"}, biz_opaque_callback_data="8"))
    post(to_ana("text", {"body": "primera"}, biz_opaque_callback_data="7"))
    assert [message.text for message in phone.received_by("ana")] == ["primera", "primera"]
    assert [found["callback"] for found in phone.duplicates()] == ["7"]
