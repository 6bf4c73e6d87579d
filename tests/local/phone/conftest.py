"""One phone and one webhook for all tests of this folder, put back to the first day before each."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from core.local.phone.client import PhoneClient
from core.local.phone.running import running_phone
from tests.local.phone.webhook_ear import Ear, start_ear

NUMBER = "109876543210001"
ACCOUNT = "209876543210001"
TOKEN = "local-token-posada"
ANA = "5491161234567"

Post = Callable[..., httpx.Response]


@pytest.fixture(scope="session")
def _ear_and_phone() -> Iterator[tuple[Ear, PhoneClient]]:
    ear, server = start_ear()
    with running_phone(ear.url) as phone:
        yield ear, phone
    server.shutdown()
    server.server_close()


@pytest.fixture
def ear(_ear_and_phone: tuple[Ear, PhoneClient]) -> Ear:
    ear = _ear_and_phone[0]
    ear.answers.clear()
    ear.bodies.clear()
    ear.signatures.clear()
    return ear


@pytest.fixture
def phone(_ear_and_phone: tuple[Ear, PhoneClient], ear: Ear) -> PhoneClient:
    """What an earlier test left on its way comes in before all is forgotten; what is held back for good does not."""
    phone = _ear_and_phone[1]
    with contextlib.suppress(AssertionError):
        phone.wait_until_quiet(1.0)
    phone.reset()
    phone.settings(
        sent_after=0.0, delivered_after=0.0, read_after=0.0, template_approval_seconds=0.0, retry_first=0.05
    )
    ear.bodies.clear()
    return phone


@pytest.fixture
def post(phone: PhoneClient) -> Post:
    """Send a body to the messages endpoint as the hotel; Ana has just written, so her window is open."""
    phone.guest("ana").says("hola")

    def send(
        body: dict[str, Any], *, token: str = TOKEN, path: str = f"/v25.0/{NUMBER}/messages"
    ) -> httpx.Response:
        return phone.http.post(path, json=body, headers={"Authorization": f"Bearer {token}"})

    return send


def to_ana(kind: str, content: Any, **more: Any) -> dict[str, Any]:
    return {"messaging_product": "whatsapp", "to": ANA, "type": kind, kind: content, **more}


def code_of(answer: httpx.Response) -> int:
    return int(answer.json()["error"]["code"]) if answer.status_code != 200 else 0
