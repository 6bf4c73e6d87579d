"""The receiver as Flask's own client reaches it, with a keeper that knows no earlier test's hotels."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.store.db import across_hotels
from core.store.inbox import InboxLetter
from tests.conftest import APP_SECRET
from tests.makers import House, signed, wa_change, wa_delivery

PATH = "/webhooks/whatsapp"


@pytest.fixture
def client(house: House) -> Iterator[FlaskClient]:
    from webhook.app import create_app

    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level
    yield create_app().test_client()
    logging.getLogger().handlers[:] = handlers
    logging.getLogger().setLevel(level)


def post(client: FlaskClient, raw: bytes, secret: str = APP_SECRET) -> TestResponse:
    return client.post(PATH, data=raw, headers=signed(raw, secret))


def deliver(client: FlaskClient, *messages: dict[str, Any], **facts: Any) -> TestResponse:
    return post(client, wa_delivery(wa_change(*messages, **facts)))


def kept() -> list[InboxLetter]:
    with across_hotels() as session:
        return session.query(InboxLetter).order_by(InboxLetter.id).all()
