"""How calls travel over a real wire: what is surely unsent, what may have arrived, and what comes back whole."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable

import httpx
import pytest

from core.adapters.channels.whatsapp import open_port
from core.adapters.channels.whatsapp.client import WhatsApp
from core.adapters.channels.whatsapp.transport import Carrier
from core.domain.errands import Act
from core.domain.messages import Channel
from core.domain.outgoing import Text
from core.domain.ports import Account, Parcel, Refused, Unanswered

HOTEL = Account(Channel.WHATSAPP, "109876543210001", "secret-token")
ACCEPTED = b'{"messages": [{"id": "wamid.sent"}], "contacts": [{"wa_id": "5491155501234"}]}'


class Wire:
    """A server that answers what it is told, and remembers what it was asked and over how many lines."""

    def __init__(self, *answers: bytes, closes: bool = False, silent: bool = False) -> None:
        self.answers, self.closes, self.silent = list(answers), closes, silent
        self.asked: list[bytes] = []
        self.lines = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.lines += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(
                    int(line[15:]) for line in head.lower().split(b"\r\n") if line[:15] == b"content-length:"
                )
                self.asked.append(head + await reader.readexactly(length))
                if self.silent:
                    await asyncio.sleep(30)
                if self.answers:
                    writer.write(self.answers.pop(0))
                    await writer.drain()
                if self.closes:
                    return
        except asyncio.IncompleteReadError:
            return
        finally:
            writer.close()


def over(wire: Wire, work: Callable[[str], Awaitable[None]]) -> None:
    async def run() -> None:
        server = await asyncio.start_server(wire.serve, "127.0.0.1", 0)
        try:
            await work(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        finally:
            server.close()

    asyncio.run(run())


def answer(body: bytes, *headers: bytes) -> bytes:
    head = b"\r\n".join([b"HTTP/1.1 200 OK", b"Content-Length: %d" % len(body), *headers])
    return head + b"\r\n\r\n" + body


def parcel() -> Parcel:
    return Parcel(HOTEL, Text("Hola"), "5491155501234", None, "outbox-17")


def test_calls_one_after_another_share_a_line() -> None:
    wire = Wire(*[answer(ACCEPTED)] * 3)

    async def work(url: str) -> None:
        port = open_port(url, "v25.0")
        for _ in range(3):
            assert (await port.send(parcel())).message_id == "wamid.sent"
        await port.close()

    over(wire, work)
    assert (len(wire.asked), wire.lines) == (3, 1)
    assert b"authorization: bearer secret-token" in wire.asked[0].lower()


def test_a_line_the_server_has_closed_is_not_used_again() -> None:
    wire = Wire(*[answer(ACCEPTED)] * 2, closes=True)

    async def work(url: str) -> None:
        port = open_port(url, "v25.0")
        await port.send(parcel())
        await asyncio.sleep(0.05)
        await port.send(parcel())
        await port.close()

    over(wire, work)
    assert (len(wire.asked), wire.lines) == (2, 2)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Len",
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{",
        b"nonsense\r\n\r\n",
    ],
    ids=["nothing", "half a head", "half a body", "no HTTP"],
)
def test_a_line_that_ends_before_the_answer_leaves_it_open_and_calls_once(said: bytes) -> None:
    wire = Wire(said, closes=True)

    async def work(url: str) -> None:
        port = open_port(url, "v25.0")
        with pytest.raises(Unanswered):
            await port.send(parcel())
        await port.close()

    over(wire, work)
    assert len(wire.asked) == 1


def by(way: str, url: str, connections: int, timeout: httpx.Timeout) -> WhatsApp:
    carrier = Carrier(connections, trust_env=False, timeout=timeout)
    client = httpx.AsyncClient(transport=carrier, timeout=timeout)
    return WhatsApp(url, "v25.0", client, carrier.post if way == "short" else None)


both_ways = pytest.mark.parametrize("way", ["short", "the client's"])


@both_ways
def test_an_answer_that_takes_too_long_leaves_it_open(way: str) -> None:
    async def work(url: str) -> None:
        port = by(way, url, 10, httpx.Timeout(5.0, read=0.1))
        with pytest.raises(Unanswered):
            await port.send(parcel())
        await port.close()

    over(Wire(silent=True), work)


@both_ways
def test_a_full_pool_and_a_closed_door_mean_that_nothing_left(way: str) -> None:
    wire = Wire(silent=True)

    async def work(url: str) -> None:
        port = by(way, url, 1, httpx.Timeout(5.0, pool=0.1))
        first = asyncio.create_task(port.send(parcel()))
        await asyncio.sleep(0.05)
        with pytest.raises(Refused) as full:
            await port.send(parcel())
        assert full.value.refusal.act is Act.RETRY
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        await port.close()
        closed = open_port("http://127.0.0.1:9", "v25.0")
        with pytest.raises(Refused) as refused:
            await closed.send(parcel())
        assert refused.value.refusal.act is Act.RETRY
        await closed.close()

    over(wire, work)
    assert len(wire.asked) == 1


def test_a_compressed_answer_is_unpacked_and_an_upload_arrives_whole() -> None:
    wire = Wire(answer(gzip.compress(b'{"id": "media-9"}'), b"Content-Encoding: gzip"))

    async def work(url: str) -> None:
        port = open_port(url, "v25.0")
        assert await port.upload(HOTEL, b"\xff\xd8" * 40_000, "image/jpeg", "sol.jpg") == "media-9"
        await port.close()

    over(wire, work)
    assert b"\xff\xd8" * 40_000 in wire.asked[0]
    assert b'filename="sol.jpg"' in wire.asked[0]


def test_a_compressed_receipt_is_read_and_a_redirection_is_not_followed() -> None:
    moved = b"HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n"
    wire = Wire(answer(gzip.compress(ACCEPTED), b"Content-Encoding: gzip"), moved)

    async def work(url: str) -> None:
        port = open_port(url, "v25.0")
        assert (await port.send(parcel())).message_id == "wamid.sent"
        with pytest.raises(Refused):
            await port.send(parcel())
        await port.close()

    over(wire, work)
    assert len(wire.asked) == 2
