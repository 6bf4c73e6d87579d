"""One pay page and one ear for all tests of this folder, put back to the first day before each."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from core.local.pay.client import PayClient
from core.local.phone.running import running_phone


class Ear:
    """A webhook that remembers what it was told and answers as it was bidden."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: list[int] = []
        ear = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                ear.heard.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
                self.send_response(ear.answers.pop(0) if ear.answers else 200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Stays quiet."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/mercadopago/posada?source_news=webhooks"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def about(self, topic: str = "payment") -> list[tuple[str, dict[str, str], bytes]]:
        return [one for one in self.heard if f"type={topic}" in one[0]]


@pytest.fixture(scope="session")
def _ear_and_pay() -> Iterator[tuple[Ear, PayClient]]:
    ear = Ear()
    with running_phone() as phone:
        pay = PayClient(phone.url)
        yield ear, pay
        pay.close()
    ear.server.shutdown()
    ear.server.server_close()


@pytest.fixture
def ear(_ear_and_pay: tuple[Ear, PayClient]) -> Ear:
    ear = _ear_and_pay[0]
    ear.heard.clear()
    ear.answers.clear()
    return ear


@pytest.fixture
def pay(_ear_and_pay: tuple[Ear, PayClient], ear: Ear) -> PayClient:
    pay = _ear_and_pay[1]
    pay.reset()
    pay.settings(
        notify_after=0.0, retry_first=0.05, hidden_seconds=0.3, late_after_expiry=0.0, orders_too=False
    )
    ear.heard.clear()
    return pay
