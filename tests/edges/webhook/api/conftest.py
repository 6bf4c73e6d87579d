"""The API as a hotel's website asks it: a key, a room to look for, and what a visitor says of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.domain.access import House as TheHouse
from core.domain.api_keys import NewKey, Scope
from core.services import api_keys
from core.store.db import transaction
from tests.inventory import Inventory, furnished, in_days
from tests.makers import ANA, House, StoppedClock

SITE = "https://www.posada.example"
_serial = count(1)


def key_of(hotel_id: int, scope: Scope, *origins: str) -> str:
    with transaction(hotel_id) as session:
        made = api_keys.create(session, TheHouse(hotel_id), NewKey("our website", scope, origins))
        assert made is not None
        return made.secret


def stay(first: int = 10, nights: int = 2, adults: int = 2, **facts: Any) -> dict[str, Any]:
    dates = {"check_in": in_days(first).isoformat(), "check_out": in_days(first + nights).isoformat()}
    return {**dates, "adults": adults, **facts}


def token() -> str:
    return f"deed-of-a-test-{next(_serial)}"


@dataclass
class Site:
    """A website with its key."""

    client: FlaskClient
    key: str

    def get(self, path: str, **asked: Any) -> TestResponse:
        return self.client.get(f"/api/v1{path}", query_string=asked, headers=self._headers())

    def post(self, path: str, body: Any, once: str | None = None, **headers: str) -> TestResponse:
        given = {"Idempotency-Key": once} if once else {}
        return self.client.post(f"/api/v1{path}", json=body, headers=self._headers(**given, **headers))

    def _headers(self, **more: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}", **more}

    def offer(self, room_type: str = "doble", **wish: Any) -> dict[str, Any]:
        found = self.get("/availability", **stay(**wish))
        assert found.status_code == 200, found.text
        assert found.json is not None
        return next(one for one in found.json["offers"] if one["room_type"] == room_type)

    def wanted(self, room_type: str = "doble", **wish: Any) -> dict[str, Any]:
        """The body of a hold at the price just seen, for somebody nobody knows yet."""
        who = {"name": "Ana Pereyra", "phone": f"+{ANA.phone}"}
        return {
            **stay(**wish),
            "room_type": room_type,
            "quote": self.offer(room_type, **wish)["quote"],
            "guest": who,
        }

    def hold(self, room_type: str = "doble", **wish: Any) -> dict[str, Any]:
        answer = self.post("/holds", self.wanted(room_type, **wish), once=token())
        assert answer.status_code == 200, answer.text
        assert answer.json is not None
        return dict(answer.json)


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada)


@pytest.fixture
def site(client: FlaskClient, house: House, inn: Inventory) -> Site:
    return Site(client, key_of(house.posada, Scope.HOLD))


@pytest.fixture
def desk(client: FlaskClient, house: House, inn: Inventory) -> Site:
    return Site(client, key_of(house.posada, Scope.STAFF))


def code_of(answer: TestResponse) -> str:
    assert answer.mimetype == "application/problem+json", answer.text
    assert answer.json is not None
    assert {"type", "title", "status", "detail", "code", "trace"} <= set(answer.json)
    assert answer.json["status"] == answer.status_code
    return str(answer.json["code"])
