"""The desk for templates: what is handed in, how the channel's list is read, and its refusals."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import httpx
import pytest

from core.adapters.channels.whatsapp import TemplateDesk
from core.adapters.channels.whatsapp.template_desk import drawn
from core.domain.errands import Act
from core.domain.messages import Channel
from core.domain.ports import Account, Refused, TemplatePort
from core.services.templates import registry

HOTEL, BUSINESS = Account(Channel.WHATSAPP, "109876543210001", "secret-token"), "209876543210001"
PATH = f"/v25.0/{BUSINESS}/message_templates"
T = TypeVar("T")
_keeps_the_promise: type[TemplatePort] = TemplateDesk


def ask(
    answer: Callable[[httpx.Request], httpx.Response], question: Callable[[TemplateDesk], Awaitable[T]]
) -> T:
    async def run() -> T:
        client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
        desk = TemplateDesk("https://graph.example", "v25.0", client)
        try:
            return await question(desk)
        finally:
            await desk.close()

    return asyncio.run(run())


def test_a_definition_is_handed_in_with_numbers_examples_and_buttons() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json={"id": "77", "status": "PENDING", "category": "UTILITY"})

    made = registry()["balance_due"]
    seen = ask(answer, lambda desk: desk.submit(HOTEL, BUSINESS, made, "pt_BR"))
    assert (seen.id, seen.state, seen.language) == ("77", "PENDING", "pt_BR")
    [request] = asked
    assert (request.method, request.url.path) == ("POST", PATH)
    assert request.headers["authorization"] == "Bearer secret-token"
    body = json.loads(request.content)
    assert body["components"][0]["text"].startswith("Da reserva {{1}} em {{2}}, {{3}}, faltam {{4}} a pagar")
    assert body["components"][0]["example"] == {"body_text": [list(made.wordings["pt"].example)]}
    assert [button["text"] for button in body["components"][1]["buttons"]] == ["Pagar", "Ver minha reserva"]


def test_the_list_is_read_to_its_last_page() -> None:
    row = {
        "id": "1", "name": "day_before", "language": "es", "status": "REJECTED", "category": "MARKETING",
        "quality_score": {"score": "YELLOW"}, "rejected_reason": "INVALID_FORMAT",
        "components": [{"type": "BODY", "text": "Hola {{1}}."}],
    }  # fmt: skip

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.params.get("after") is None:
            paging = {"cursors": {"after": "x"}, "next": "https://graph.example/next"}
            return httpx.Response(200, json={"data": [row], "paging": paging})
        return httpx.Response(200, json={"data": [{**row, "language": "en"}, "odd", {}]})

    found = ask(answer, lambda desk: desk.listed(HOTEL, BUSINESS))
    assert [one.language for one in found] == ["es", "en", ""]
    assert (found[0].state, found[0].quality, found[0].reason) == ("REJECTED", "YELLOW", "INVALID_FORMAT")
    assert found[0].body == "Hola {{1}}."


def test_a_list_that_never_ends_is_left_at_some_point() -> None:
    calls: list[int] = []

    def answer(request: httpx.Request) -> httpx.Response:
        calls.append(1)
        return httpx.Response(200, json={"data": [], "paging": {"cursors": {"after": "x"}, "next": "more"}})

    assert ask(answer, lambda desk: desk.listed(HOTEL, BUSINESS)) == []
    assert len(calls) == 50


@pytest.mark.parametrize(
    ("status", "body", "act"),
    [
        (400, {"error": {"code": 100, "error_subcode": 2388024, "message": "exists"}}, Act.OUR_BUG),
        (401, {"error": {"code": 190, "message": "token"}}, Act.PAUSE_HOTEL),
        (503, {}, Act.RETRY),
    ],
)
def test_a_no_says_what_to_do(status: int, body: Any, act: Act) -> None:
    with pytest.raises(Refused) as no:
        ask(
            lambda _: httpx.Response(status, json=body),
            lambda desk: desk.withdraw(HOTEL, BUSINESS, "day_before"),
        )
    assert no.value.refusal.act is act


def test_a_broken_line_may_be_tried_again() -> None:
    def broken(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no")

    with pytest.raises(Refused) as no:
        ask(broken, lambda desk: desk.listed(HOTEL, BUSINESS))
    assert no.value.refusal.act is Act.RETRY


@pytest.mark.parametrize("name", registry())
def test_every_template_of_the_house_can_be_drawn_in_each_language(name: str) -> None:
    for language in ("es", "en", "pt_BR"):
        body = drawn(registry()[name], language)
        assert body["language"] == language
        assert "{" not in body["components"][0]["text"].replace("{{", "").replace("}}", "")
