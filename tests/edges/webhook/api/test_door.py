"""Who may come in, from where, how often, and what is said to everybody else."""

from __future__ import annotations

import logging
from typing import Any

import pytest
import redis
from flask.testing import FlaskClient
from sqlalchemy import create_engine

from core.base import bell
from core.base.settings import settings
from core.domain.access import House as TheHouse
from core.domain.api_keys import Scope
from core.services import api_keys
from core.store import db
from core.store.db import transaction
from tests.edges.webhook.api.conftest import SITE, Site, code_of, key_of, stay, token
from tests.inventory import Inventory
from tests.makers import House, StoppedClock


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Bearer",
        "Bearer x",
        "Basic eDp5",
        "Bearer cj_1_" + "a" * 43,
        "Bearer cj_999999999_" + "b" * 43,
    ],
)
def test_whoever_has_no_key_is_a_stranger(client: FlaskClient, inn: Inventory, said: str) -> None:
    answer = client.get("/api/v1/availability", query_string=stay(), headers={"Authorization": said})
    assert (answer.status_code, code_of(answer)) == (401, "unauthorized")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_stranger_is_told_so_before_anything_they_sent_is_looked_at(client: FlaskClient) -> None:
    answer = client.post("/api/v1/holds", data=b"{not json", content_type="application/json")
    assert answer.status_code == 401


def test_a_key_that_was_taken_away_opens_nothing(site: Site, house: House) -> None:
    assert site.get("/availability", **stay()).status_code == 200
    with transaction(house.posada) as session:
        [key] = api_keys.listed(session, house.olga)
        api_keys.revoke(session, house.olga, key.id, "click-1")
    assert site.get("/availability", **stay()).status_code == 401


def test_a_key_changed_to_name_another_hotel_opens_nothing(site: Site, house: House) -> None:
    _, _, secret = site.key.split("_", 2)
    site.key = f"cj_{house.cabanas}_{secret}"
    assert site.get("/availability", **stay()).status_code == 401


@pytest.mark.parametrize(
    ("scope", "path", "body", "needs"),
    [
        (Scope.READ, "/holds", {}, "hold"),
        (Scope.READ, "/bookings/K7MQ4X", None, "hold"),
        (Scope.HOLD, "/bookings/K7MQ4X/confirm", {}, "staff"),
        (Scope.READ, "/bookings/K7MQ4X/cancel", {"preview": True}, "hold"),
    ],
)
def test_each_key_does_what_its_scope_says(
    client: FlaskClient, house: House, inn: Inventory, scope: Scope, path: str, body: Any, needs: str
) -> None:
    site = Site(client, key_of(house.posada, scope))
    answer = site.get(path) if body is None else site.post(path, body, once=token())
    assert (answer.status_code, code_of(answer)) == (403, "scope_missing")
    assert answer.json is not None
    assert answer.json["needs"] == needs


def test_when_a_key_was_used_last_is_known(site: Site, house: House, stopped_clock: StoppedClock) -> None:
    def last_used() -> Any:
        with transaction(house.posada) as session:
            return api_keys.listed(session, TheHouse(house.posada))[0].last_used_at

    assert last_used() is None
    site.get("/availability", **stay())
    first = last_used()
    assert first == stopped_clock.now
    stopped_clock.passes(seconds=30)
    site.get("/availability", **stay())
    assert last_used() == first, "not every request writes"
    stopped_clock.passes(minutes=2)
    site.get("/availability", **stay())
    assert last_used() == stopped_clock.now


def test_a_browser_may_come_from_a_listed_website_only(
    client: FlaskClient, house: House, inn: Inventory
) -> None:
    site = Site(client, key_of(house.posada, Scope.HOLD, SITE))
    headers = {"Authorization": f"Bearer {site.key}"}

    def ask(origin: str) -> Any:
        return client.get("/api/v1/availability", query_string=stay(), headers={**headers, "Origin": origin})

    welcome = ask(SITE)
    assert welcome.status_code == 200
    assert welcome.headers["Access-Control-Allow-Origin"] == SITE
    assert "Origin" in welcome.headers["Vary"]
    elsewhere = ask("https://evil.example")
    assert (elsewhere.status_code, code_of(elsewhere)) == (403, "origin_not_listed")
    assert "Access-Control-Allow-Origin" not in elsewhere.headers


def test_another_hotels_website_is_not_this_keys(client: FlaskClient, house: House, inn: Inventory) -> None:
    key_of(house.cabanas, Scope.HOLD, "https://cabanas.example")
    ours = {"Authorization": f"Bearer {key_of(house.posada, Scope.HOLD, SITE)}"}
    answer = client.get(
        "/api/v1/availability", query_string=stay(), headers={**ours, "Origin": "https://cabanas.example"}
    )
    assert answer.status_code == 403
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_before_a_browser_shows_its_key_it_is_told_whether_its_page_may_come(
    client: FlaskClient, house: House
) -> None:
    key_of(house.posada, Scope.HOLD, SITE)

    def ask_first(origin: str) -> Any:
        headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        return client.options("/api/v1/holds", headers=headers)

    assert ask_first(SITE).headers["Access-Control-Allow-Origin"] == SITE
    assert "Idempotency-Key" in ask_first(SITE).headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in ask_first("https://evil.example").headers


def test_whoever_asks_too_often_is_told_when_to_come_again(
    site: Site, stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "api_per_minute", 3)
    said = [site.get("/availability", **stay()) for _ in range(4)]
    assert [answer.status_code for answer in said] == [200, 200, 200, 429]
    assert [answer.headers["RateLimit-Remaining"] for answer in said] == ["2", "1", "0", "0"]
    assert code_of(said[-1]) == "too_many_requests"
    assert 1 <= int(said[-1].headers["Retry-After"]) <= 60
    stopped_clock.passes(seconds=int(said[-1].headers["Retry-After"]))
    assert site.get("/availability", **stay()).status_code == 200


def test_one_keys_haste_is_not_anothers(
    site: Site, desk: Site, stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "api_per_minute", 1)
    assert [one.get("/availability", **stay()).status_code for one in (site, site, desk)] == [200, 429, 200]


def test_with_redis_away_everybody_is_served(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "api_per_minute", 1)
    monkeypatch.setattr(bell, "connection", lambda: redis.Redis(host="127.0.0.1", port=1, retry=None))
    assert [site.get("/availability", **stay()).status_code for _ in range(3)] == [200, 200, 200]


def test_with_postgres_away_the_answer_is_to_come_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "engine", lambda: create_engine("postgresql+psycopg://x@127.0.0.1:1/x"))
    answer = site.get("/availability", **stay())
    assert (answer.status_code, code_of(answer)) == (503, "store_away")
    assert answer.headers["Retry-After"] == "2"


def test_a_key_stands_in_no_log_and_in_no_table(
    site: Site, house: House, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with caplog.at_level(logging.DEBUG):
        site.get("/availability", **stay())
        site.post("/holds", {"guest": {"phone": "nonsense"}}, once=token())
        monkeypatch.setattr("core.services.offers.search", lambda *_: 1 / 0)
        assert code_of(site.get("/availability", **stay())) == "failed"
    said = "\n".join(
        [*(record.getMessage() + str(record.__dict__) for record in caplog.records), caplog.text]
    )
    assert "api.answered" in said
    assert site.key.split("_", 2)[2] not in said
    with transaction(house.posada) as session:
        [key] = api_keys.listed(session, house.olga)
        assert site.key not in str(vars(key))
        assert key.fingerprint != site.key


def test_every_answer_carries_the_trace_by_which_it_can_be_found(site: Site, client: FlaskClient) -> None:
    headers = {"Authorization": f"Bearer {site.key}"}
    asked = client.get("/api/v1/bookings/nothing", headers={**headers, "X-Request-Id": "from-the-website-1"})
    assert asked.headers["X-Request-Id"] == "from-the-website-1"
    assert asked.json is not None
    assert asked.json["trace"] == "from-the-website-1"
    odd = client.get("/api/v1/availability", headers={**headers, "X-Request-Id": "a\tb <script>"})
    assert "<" not in odd.headers["X-Request-Id"]


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/api/v1/nothing", "not_found"),
        ("GET", "/api/v1/holds", "method_not_allowed"),
        ("DELETE", "/api/v1/bookings/K7MQ4X", "method_not_allowed"),
    ],
)
def test_other_addresses_say_so_in_the_same_manner(
    client: FlaskClient, method: str, path: str, code: str
) -> None:
    assert code_of(client.open(path, method=method)) == code


def test_what_is_too_large_is_not_read(site: Site) -> None:
    answer = site.post("/holds", {"notes": "x" * 20_000}, once=token())
    assert (answer.status_code, code_of(answer)) == (413, "too_large")


def test_what_is_no_json_is_told_so(site: Site) -> None:
    answer = site.client.post(
        "/api/v1/holds",
        data="check_in=tomorrow",
        headers={"Authorization": f"Bearer {site.key}", "Content-Type": "text/plain"},
    )
    assert (answer.status_code, code_of(answer)) == (415, "not_json")
