"""How the port behaves towards good answers, bad answers and no answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeVar

import httpx
import pytest

from core.adapters.channels.whatsapp import WhatsApp, open_port
from core.domain.errands import Act
from core.domain.messages import Channel
from core.domain.outgoing import Content, File, Form, Text
from core.domain.ports import Account, Parcel, Receipt, Refused, Unanswered

HOTEL = Account(Channel.WHATSAPP, "109876543210001", "secret-token")
API = "https://graph.example"
MESSAGES = f"{API}/v25.0/109876543210001/messages"
ACCEPTED = {
    "messaging_product": "whatsapp",
    "contacts": [{"input": "5491155501234", "wa_id": "541155501234"}],
    "messages": [{"id": "wamid.sent"}],
}

T = TypeVar("T")
Answer = Callable[[httpx.Request], httpx.Response]


def parcel(content: Content | None = None, **media: Any) -> Parcel:
    return Parcel(HOTEL, content or Text("Hola"), "5491155501234", None, "outbox-17", None, **media)


def ask(answer: Answer, question: Callable[[WhatsApp], Awaitable[T]]) -> T:
    async def run() -> T:
        port = WhatsApp(API, "v25.0", httpx.AsyncClient(transport=httpx.MockTransport(answer)))
        try:
            return await question(port)
        finally:
            await port.close()

    return asyncio.run(run())


def send(answer: Answer, what: Parcel | None = None) -> Receipt:
    return ask(answer, lambda port: port.send(what or parcel()))


def always(status: int, body: Any = None, **more: Any) -> Answer:
    return lambda _: httpx.Response(status, json=body, **more)


def error(code: int, **more: Any) -> dict[str, Any]:
    return {"error": {"message": "no", "code": code, "fbtrace_id": "Az1", **more}}


def failing(kind: type[httpx.HTTPError]) -> Answer:
    def answer(_: httpx.Request) -> httpx.Response:
        raise kind("broken")

    return answer


def test_a_message_goes_out_with_its_token_and_comes_back_with_its_id() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=ACCEPTED)

    assert send(answer) == Receipt("wamid.sent", "541155501234", None)
    [request] = seen
    assert (request.method, str(request.url)) == ("POST", MESSAGES)
    assert request.headers["authorization"] == "Bearer secret-token"
    body = json.loads(request.content)
    assert (body["to"], body["biz_opaque_callback_data"]) == ("5491155501234", "outbox-17")


def test_a_message_to_a_username_comes_back_with_the_id_and_without_a_phone() -> None:
    accepted = {"contacts": [{"input": "AR.1", "user_id": "AR.1"}], "messages": [{"id": "wamid.sent"}]}
    assert send(always(200, accepted)) == Receipt("wamid.sent", None, "AR.1")


def test_characters_that_are_none_do_not_stop_a_message() -> None:
    seen: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.content)
        return httpx.Response(200, json=ACCEPTED)

    send(answer, parcel(Text("ho\x00la \ud83d")))
    assert json.loads(seen[0])["text"]["body"] == "hola \ufffd"


@pytest.mark.parametrize(
    ("status", "body", "act", "code"),
    [
        (400, error(131047), Act.USE_TEMPLATE, 131047),
        (400, error(131056), Act.DELAY_GUEST, 131056),
        (401, error(190), Act.PAUSE_HOTEL, 190),
        (200, error(131026), Act.UNREACHABLE, 131026),
        (500, error(131000), Act.RETRY, 131000),
        (400, error(100), Act.OUR_BUG, 100),
        (400, error(987654, is_transient=True), Act.RETRY, 987654),
        (400, {"error": {"code": "131050"}}, Act.OPT_OUT, 131050),
        (400, {"error": {}}, Act.DROP_AND_ALERT, -1),
        (429, {"error": "slow down"}, Act.SLOW_NUMBER, -1),
    ],
)
def test_a_refusal_says_what_to_do_about_it(status: int, body: Any, act: Act, code: int) -> None:
    with pytest.raises(Refused) as no:
        send(always(status, body))
    assert (no.value.refusal.act, no.value.refusal.code) == (act, code)


def test_a_refusal_keeps_the_details_for_the_log() -> None:
    told = error(132012, error_data={"details": "body: number of params"}, error_subcode=2494073)
    with pytest.raises(Refused) as no:
        send(always(400, told))
    assert no.value.refusal.detail == "no · body: number of params · subcode 2494073 · trace Az1"


def test_an_expired_file_id_asks_for_a_new_upload() -> None:
    picture = parcel(File(7, "image"), media_ids={7: "media-7"})
    with pytest.raises(Refused) as no:
        send(always(400, error(100)), picture)
    assert no.value.refusal.act is Act.RENEW_MEDIA


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_broken_channel_without_words_is_tried_again(status: int) -> None:
    with pytest.raises(Refused) as no:
        send(lambda _: httpx.Response(status, html="<h1>Bad gateway</h1>"))
    assert no.value.refusal.act is Act.RETRY


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: httpx.Response(504, text="gateway timeout"),
        lambda _: httpx.Response(200, text="<html>fine</html>"),
        lambda _: httpx.Response(200, content=b""),
        always(200, []),
        always(200, {"messages": []}),
        always(200, {"messages": [{}]}),
        always(200, {"messages": [{"id": None}], "contacts": "none"}),
        failing(httpx.ReadTimeout),
        failing(httpx.WriteTimeout),
        failing(httpx.ReadError),
        failing(httpx.WriteError),
        failing(httpx.RemoteProtocolError),
    ],
)
def test_when_nobody_knows_whether_it_was_taken_it_counts_as_unanswered(answer: Answer) -> None:
    with pytest.raises(Unanswered):
        send(answer)


@pytest.mark.parametrize("kind", [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout])
def test_what_never_left_is_simply_tried_again(kind: type[httpx.HTTPError]) -> None:
    with pytest.raises(Refused) as no:
        send(failing(kind))
    assert no.value.refusal.act is Act.RETRY


@pytest.mark.parametrize("token", ["", "two words", "línea", "a\nb"])
def test_a_damaged_token_pauses_the_hotel_before_anything_is_asked(token: str) -> None:
    lost = Parcel(Account(Channel.WHATSAPP, "1", token), Text("Hola"), "549", None, "17")
    with pytest.raises(Refused) as no:
        send(failing(httpx.ReadError), lost)
    assert no.value.refusal.act is Act.PAUSE_HOTEL


def test_what_breaks_a_rule_or_is_no_json_never_leaves_the_house() -> None:
    unwritable = Form("b", "l", "1", "t", "S", {"when": object()})
    for content in (Text(""), unwritable):
        with pytest.raises(Refused) as no:
            send(failing(httpx.ReadError), parcel(content))
        assert no.value.refusal.act is Act.OUR_BUG


async def _wire(handle: Callable[..., Awaitable[None]]) -> AsyncIterator[int]:
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def test_over_a_real_wire_a_hang_up_is_unanswered_and_a_closed_door_is_tried_again() -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.close()

    async def run() -> None:
        async for number in _wire(hang_up):
            async with httpx.AsyncClient(trust_env=False) as client:
                with pytest.raises(Unanswered):
                    await WhatsApp(f"http://127.0.0.1:{number}", "v25.0", client).send(parcel())
        async with httpx.AsyncClient(trust_env=False) as client:
            with pytest.raises(Refused):
                await WhatsApp(f"http://127.0.0.1:{number}", "v25.0", client).send(parcel())

    asyncio.run(run())


@pytest.mark.parametrize("typing", [True, False])
def test_reading_a_message_may_show_that_we_are_typing(typing: bool) -> None:
    seen: list[dict[str, Any]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(json.loads(request.content))
        return httpx.Response(200, json={"success": True})

    ask(answer, lambda port: port.mark_read(HOTEL, "wamid.x", typing))
    read = {"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.x"}
    assert seen == [{**read, "typing_indicator": {"type": "text"}} if typing else read]


def test_a_cookie_set_for_one_hotel_does_not_travel_with_anothers_token() -> None:
    seen: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nset-cookie: who=posada\r\ncontent-length: 2\r\n")
        writer.write(b"connection: close\r\n\r\n{}")
        await writer.drain()
        writer.close()

    async def run() -> None:
        async for number in _wire(answer):
            port = open_port(f"http://127.0.0.1:{number}", "v25.0")
            for _ in range(2):
                await port.mark_read(HOTEL, "wamid.x", typing=False)
            await port.close()

    asyncio.run(run())
    assert len(seen) == 2 and not any(b"cookie" in request.lower() for request in seen)
