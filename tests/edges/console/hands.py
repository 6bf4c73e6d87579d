"""What staff ask of the composer's menu in tests, and what of it the guest got."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from core.store.db import transaction
from core.store.messages import Message
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import post
from tests.inventory import Inventory, furnished
from tests.journeys import in_days
from tests.makers import House, StoppedClock, heard, incoming


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada)


@pytest.fixture
def talk(house: House, inn: Inventory) -> int:
    with transaction(house.posada) as session:
        return heard(session, house.posada, incoming("hola, ¿tienen lugar?"))[0].id


def two_nights(**facts: Any) -> dict[str, Any]:
    return {
        "check_in": in_days(10).isoformat(),
        "check_out": in_days(12).isoformat(),
        "adults": 2,
        "children": [],
        "rooms": 1,
        **facts,
    }


def at_hand(browser: Browser, house: House, talk: int, verb: str, **body: Any) -> Any:
    return post(browser, house, f"/api/conversations/{talk}/at-hand/{verb}", **body)


def said(house: House, talk: int) -> list[Message]:
    with transaction(house.posada) as session:
        wanted = select(Message).where(Message.conversation_id == talk, Message.direction == "out")
        return list(session.scalars(wanted.order_by(Message.id)))


def refused(answer: Any) -> str:
    assert answer.status_code in (400, 403, 404, 409, 422), answer.text
    found: str = answer.json()["error"]
    return found
