"""Files to and from WhatsApp: checked on the way out, capped and compared on the way in."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import httpx
import pytest

from core.adapters.channels.whatsapp import WhatsApp
from core.domain.errands import Act
from core.domain.messages import Channel
from core.domain.ports import Account, Download, Refused

HOTEL = Account(Channel.WHATSAPP, "109876543210001", "secret-token")
LINK = "https://files.example/whatsapp/1"
DATA = b"OggS" + bytes(range(256)) * 20
HEX = hashlib.sha256(DATA).hexdigest()
BASE64 = base64.b64encode(hashlib.sha256(DATA).digest()).decode()
GONE = {"error": {"message": "Unsupported get request", "code": 100, "error_subcode": 33}}

T = TypeVar("T")
Answer = Callable[[httpx.Request], httpx.Response]


def ask(answer: Answer, question: Callable[[WhatsApp], Awaitable[T]]) -> T:
    async def run() -> T:
        client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
        async with client:
            return await question(WhatsApp("https://graph.example", "v25.0", client))

    return asyncio.run(run())


def always(status: int, body: Any = None) -> Answer:
    return lambda _: httpx.Response(status, json=body)


def hang_up(_: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("broken")


def test_a_file_is_uploaded_with_its_type_and_gets_an_id() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"id": "4490709327384033"})

    mime = "audio/ogg; codecs=opus"
    assert ask(answer, lambda port: port.upload(HOTEL, DATA, mime, "nota.ogg")) == "4490709327384033"
    assert seen[0].url.path == "/v25.0/109876543210001/media"
    form = seen[0].content
    assert b'name="messaging_product"\r\n\r\nwhatsapp\r\n' in form
    assert b'name="type"\r\n\r\naudio/ogg; codecs=opus\r\n' in form
    assert b'filename="nota.ogg"' in form and DATA in form


@pytest.mark.parametrize(
    ("mime", "size"), [("image/png", 6 << 20), ("image/png", 0), ("application/x-msdownload", 5)]
)
def test_a_file_nobody_could_receive_is_not_uploaded(mime: str, size: int) -> None:
    with pytest.raises(Refused) as no:
        ask(hang_up, lambda port: port.upload(HOTEL, b"x" * size, mime, "f"))
    assert no.value.refusal.act is Act.OUR_BUG


@pytest.mark.parametrize("answer", [always(200, {}), hang_up, always(503)])
def test_an_upload_may_be_repeated_so_it_is_tried_again(answer: Answer) -> None:
    with pytest.raises(Refused) as no:
        ask(answer, lambda port: port.upload(HOTEL, DATA, "image/png", "f.png"))
    assert no.value.refusal.act is Act.RETRY


class Shelf:
    """A stand-in for the file host: says where a file lies and hands it out."""

    def __init__(self, data: bytes = DATA, stale: int = 0, **info: Any) -> None:
        self.data, self.stale, self.asked = data, stale, 0
        self.info = {"url": LINK, "mime_type": "audio/ogg; codecs=opus", "sha256": HEX, "id": "m1"} | info
        self.tokens: list[tuple[str, str | None]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.tokens.append((request.url.host, request.headers.get("authorization")))
        if request.url.host == "graph.example":
            assert request.url.params["phone_number_id"] == HOTEL.id
            self.asked += 1
            return httpx.Response(200, json=self.info)
        if self.asked <= self.stale:
            return httpx.Response(404)
        if request.url.host == "files.example":
            return httpx.Response(302, headers={"location": "https://cdn.example/1"})
        return httpx.Response(200, content=self.data, headers={"content-type": "audio/ogg"})


def fetch(answer: Answer, sha256: str = BASE64, **more: Any) -> Download:
    return ask(answer, lambda port: port.download(HOTEL, "m1", sha256, **more))


@pytest.mark.parametrize("sha256", [BASE64, HEX, BASE64.rstrip("="), ""])
def test_a_file_is_fetched_and_its_digest_compared_in_either_spelling(sha256: str) -> None:
    assert fetch(Shelf(), sha256) == Download(DATA, "audio/ogg")
    assert fetch(Shelf(sha256=""), sha256) == Download(DATA, "audio/ogg")


def test_the_token_opens_the_files_address_and_follows_to_no_other_host() -> None:
    shelf = Shelf()
    fetch(shelf)
    assert shelf.tokens == [
        ("graph.example", "Bearer secret-token"),
        ("files.example", "Bearer secret-token"),
        ("cdn.example", None),
    ]


def test_an_expired_address_is_asked_for_once_more_and_not_for_ever() -> None:
    assert fetch(Shelf(stale=1)).data == DATA
    shelf = Shelf(stale=9)
    with pytest.raises(Refused) as no:
        fetch(shelf)
    assert (no.value.refusal.act, shelf.asked) == (Act.RETRY, 2)


@pytest.mark.parametrize("size", [len(DATA) + 1, str(len(DATA) + 1)])
def test_a_file_that_says_it_is_too_large_is_not_even_fetched(size: object) -> None:
    shelf = Shelf(file_size=size)
    with pytest.raises(Refused) as no:
        fetch(shelf, cap=len(DATA))
    assert no.value.refusal.act is Act.TELL_STAFF
    assert len(shelf.tokens) == 1


def test_a_file_that_grows_beyond_the_cap_is_dropped_on_the_way() -> None:
    with pytest.raises(Refused) as no:
        fetch(Shelf(file_size=3), cap=len(DATA) - 1)
    assert no.value.refusal.act is Act.TELL_STAFF


def test_a_damaged_file_is_fetched_again_later() -> None:
    for sha256 in (BASE64, HEX, "no digest at all"):
        with pytest.raises(Refused) as no:
            fetch(Shelf(data=DATA + b"!", sha256=HEX if sha256 == HEX else ""), sha256)
        assert no.value.refusal.act is Act.RETRY


@pytest.mark.parametrize(
    "url", ["http://files.example/1", "file:///etc/passwd", "", None, "https://", "https://x:port/", "//x"]
)
def test_a_files_address_that_is_not_safe_is_not_opened(url: object) -> None:
    with pytest.raises(Refused) as no:
        fetch(Shelf(url=url))
    assert no.value.refusal.act is Act.RETRY


@pytest.mark.parametrize("media_id", ["", "../1/messages", "1?x=", "ñ"])
def test_an_id_that_is_none_never_becomes_part_of_an_address(media_id: str) -> None:
    with pytest.raises(Refused) as no:
        ask(hang_up, lambda port: port.download(HOTEL, media_id, ""))
    assert no.value.refusal.act is Act.OUR_BUG


def test_a_file_that_is_gone_is_told_to_staff() -> None:
    with pytest.raises(Refused) as no:
        fetch(always(400, GONE))
    assert (no.value.refusal.act, no.value.refusal.code) == (Act.TELL_STAFF, 100)


def test_a_login_page_in_place_of_a_file_is_not_taken_for_the_file() -> None:
    shelf = Shelf()

    def answer(request: httpx.Request) -> httpx.Response:
        told = shelf(request)
        return told if request.url.host == "graph.example" else httpx.Response(200, html="<h1>Log in</h1>")

    with pytest.raises(Refused):
        fetch(answer, "")
