"""The other side of the wire for measuring: guests who write at a fixed rate, and an API that takes every reply.

One process of its own, so that one clock measures both ends and the house is not slowed by its observer. Far
barer than the guest's phone: no checks, no memory, one constant delay. Run with a JSON order on standard input.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import sys
import time
from collections import deque
from dataclasses import dataclass
from typing import Any

from core.local.phone.http_line import HttpLine
from tests.chaos.guests import question

NUMBER, DISPLAY = "109876543210001", "5491150000001"
_LINES = 32
_DRAIN_SECONDS = 20.0


@dataclass(frozen=True)
class Order:
    """What to do: `statuses` says whether sent, delivered and read come back for every reply.

    With `at_once` nobody writes while so many are waiting for an answer, for `longest` seconds at most.
    """

    webhook: str
    secret: str
    port: int
    rate: float
    seconds: float
    guests: int
    latency: float
    statuses: bool
    at_once: int = 0
    longest: float = 0.0


class FarSide:
    def __init__(self, order: Order) -> None:
        self.order = order
        self.asked: dict[str, deque[float]] = {}
        self.waits: list[tuple[float, float]] = []
        self.acks: list[float] = []
        self.refused = 0
        self.unasked = 0
        self.templates: list[float] = []
        self.marks = 0
        self.depth: list[int] = []
        # Ids and words of one order are its own: a house that was asked before must not take them for copies.
        self._name = f"{time.time_ns():x}"
        self._first = time.time_ns() // 1_000_000 % 1_000_000 * 10
        self._said: dict[str, int] = {}
        self._free: asyncio.Queue[HttpLine] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._serial = 0

    async def run(self) -> dict[str, Any]:
        for _ in range(_LINES):
            self._free.put_nowait(HttpLine(self.order.webhook))
        server = await self.listen()
        began = time.perf_counter()
        await self._write_all(began)
        for _ in range(int(_DRAIN_SECONDS / 0.05)):
            if not self.waiting:
                break
            await asyncio.sleep(0.05)
        await asyncio.sleep(1.0)
        server.close()
        return self._findings(began)

    async def listen(self) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        return await loop.create_server(
            lambda: ApiConnection(self), "127.0.0.1", self.order.port, backlog=512
        )

    @property
    def waiting(self) -> int:
        return sum(len(times) for times in self.asked.values())

    async def _write_all(self, began: float) -> None:
        """Open loop: the next guest writes on time, whether or not the house keeps up."""
        total = int(self.order.rate * self.order.seconds)
        for number in range(total):
            due = began + number / self.order.rate
            pause = due - time.perf_counter()
            if pause > 0:
                await asyncio.sleep(pause)
            if self.order.at_once and not await self._is_room(began):
                break
            if number % max(1, int(self.order.rate)) == 0:
                self.depth.append(self.waiting)
            guest = f"54911{6_000_0000 + number % self.order.guests}"
            self.asked.setdefault(guest, deque()).append(due)
            self._start(self._post(self._message(guest), due))
        await asyncio.gather(*self._tasks)

    async def _is_room(self, began: float) -> bool:
        """Closed loop: as fast as the house answers, and no faster. False when the time is over."""
        while self.waiting >= self.order.at_once:
            if time.perf_counter() - began > self.order.longest:
                return False
            await asyncio.sleep(0.005)
        return True

    def took(self, to: str, asked: dict[str, Any]) -> str:
        """A reply was accepted: note how long its guest had waited, and send back what becomes of it.

        A template answers nobody; only that it came is noted.
        """
        self._serial += 1
        wamid = f"wamid.far{self._name}.{self._serial}"
        if asked.get("type") == "template":
            self.templates.append(time.perf_counter())
        elif self.asked.get(to):
            since = self.asked[to].popleft()
            now = time.perf_counter()
            self.waits.append((since, now - since))
        else:
            self.unasked += 1
        if self.order.statuses:
            self._start(self._report(wamid, to, asked.get("biz_opaque_callback_data", "")))
        return wamid

    async def _report(self, wamid: str, to: str, callback: str) -> None:
        for state in ("sent", "delivered", "read"):
            await asyncio.sleep(0.1)
            status = {"id": wamid, "status": state, "timestamp": str(int(time.time())), "recipient_id": to,
                      "biz_opaque_callback_data": callback}  # fmt: skip
            await self._post(_body({"statuses": [status]}), None)

    def _message(self, guest: str) -> bytes:
        self._serial += 1
        said = self._said[guest] = self._said.get(guest, self._first) + 1
        return message_body(guest, f"wamid.in{self._name}.{self._serial}", question(said))

    async def _post(self, body: bytes, due: float | None) -> None:
        headers = {"Content-Type": "application/json", "X-Hub-Signature-256": sign(self.order.secret, body)}
        line = await self._free.get()
        try:
            status, _ = await line.post(headers, body, 15)
        except (OSError, EOFError, ValueError, TimeoutError):
            status = 0
        self._free.put_nowait(line)
        if status != 200:
            self.refused += 1
        elif due is not None:
            self.acks.append(time.perf_counter() - due)

    def _start(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _findings(self, began: float) -> dict[str, Any]:
        return {
            "waits": [[asked - began, wait] for asked, wait in self.waits],
            "acks": self.acks,
            "refused": self.refused,
            "unasked": self.unasked,
            "unanswered": self.waiting,
            "marks": self.marks,
            "templates": [moment - began for moment in self.templates],
            "depth": self.depth,
        }


class ApiConnection(asyncio.Protocol):
    """Enough HTTP for one well-behaved client: takes messages after a delay, read marks and files at once."""

    def __init__(self, side: FarSide) -> None:
        self._side = side
        self._gathered = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._gathered += data
        head, blank, rest = self._gathered.partition(b"\r\n\r\n")
        if not blank:
            return
        length = next(
            (int(line[15:]) for line in head.split(b"\r\n") if line[:15].lower() == b"content-length:"), 0
        )
        if len(rest) < length:
            return
        self._gathered = rest[length:]
        if head.partition(b"\r\n")[0].endswith(b"/media HTTP/1.1"):
            self._answer({"id": "109876543219999"})
            return
        asked = json.loads(rest[:length] or b"{}")
        if asked.get("status") == "read":
            self._side.marks += 1
            self._answer({"success": True})
        else:
            asyncio.get_running_loop().call_later(self._side.order.latency, self._accept, asked)

    def _accept(self, asked: dict[str, Any]) -> None:
        to = asked["to"].lstrip("+")
        wamid = self._side.took(to, asked)
        self._answer(
            {
                "messaging_product": "whatsapp",
                "contacts": [{"input": to, "wa_id": to}],
                "messages": [{"id": wamid}],
            }
        )

    def _answer(self, body: dict[str, Any]) -> None:
        raw = json.dumps(body).encode()
        assert self._transport is not None
        self._transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            % (len(raw), raw)
        )


def message_body(guest: str, wamid: str, words: str) -> bytes:
    return body_with(guest, wamid, {"type": "text", "text": {"body": words}})


def body_with(guest: str, wamid: str, part: dict[str, Any]) -> bytes:
    """A delivery of one message; `part` is its type with what belongs to it."""
    wire = {"from": guest, "id": wamid, "timestamp": str(int(time.time())), **part}
    return _body({"contacts": [{"wa_id": guest, "profile": {"name": "Ana"}}], "messages": [wire]})


def sign(secret: str, body: bytes) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _body(more: dict[str, Any]) -> bytes:
    metadata = {"display_phone_number": DISPLAY, "phone_number_id": NUMBER}
    value = {"messaging_product": "whatsapp", "metadata": metadata, **more}
    entry = {"id": "209876543210001", "changes": [{"field": "messages", "value": value}]}
    return json.dumps(
        {"object": "whatsapp_business_account", "entry": [entry]}, separators=(",", ":")
    ).encode()


def main() -> None:
    order = Order(**json.load(sys.stdin))
    json.dump(asyncio.run(FarSide(order).run()), sys.stdout)


if __name__ == "__main__":
    main()
