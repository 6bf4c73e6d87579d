"""Every door of the receiver: who may come in, what it says, and that it says nothing else."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
import redis
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from core.base import bell, clock
from core.base.settings import settings
from core.domain.errands import Errand
from core.store import db, duties, outbox
from core.store.db import across_hotels
from core.store.outbox import NewErrand
from tests.conftest import VERIFY_TOKEN
from tests.edges.webhook.conftest import PATH, deliver, post
from tests.makers import House, wa_change, wa_delivery, wa_text
from webhook import health, mercadopago, passes, pay_door, reviews, whatsapp
from webhook.api import routes as api

PROCESSES = ("tick", "relay", "think", "slow", "voice", "chores")


def subscription(**changes: str) -> dict[str, str]:
    asked = {"hub.mode": "subscribe", "hub.verify_token": VERIFY_TOKEN, "hub.challenge": "1158201444"}
    return {**asked, **{f"hub.{key}": value for key, value in changes.items()}}


def test_our_own_subscription_is_confirmed(client: FlaskClient) -> None:
    answer = client.get(PATH, query_string=subscription())
    assert (answer.status_code, answer.text, answer.mimetype) == (200, "1158201444", "text/plain")


@pytest.mark.parametrize(
    "change", [{"verify_token": "guessed"}, {"mode": "unsubscribe"}, {"verify_token": ""}]
)
def test_a_subscription_that_is_not_ours_is_refused(client: FlaskClient, change: dict[str, str]) -> None:
    assert client.get(PATH, query_string=subscription(**change)).status_code == 403


@pytest.mark.parametrize("missing", ["hub.mode", "hub.verify_token", "hub.challenge"])
def test_half_a_subscription_is_refused(client: FlaskClient, missing: str) -> None:
    asked = {key: value for key, value in subscription().items() if key != missing}
    assert client.get(PATH, query_string=asked).status_code == 403


def test_a_challenge_cannot_become_a_page(client: FlaskClient) -> None:
    answer = client.get(PATH, query_string=subscription(challenge="<script>alert(1)</script>"))
    assert answer.mimetype == "text/plain"


def test_every_route_says_how_it_is_guarded(client: FlaskClient) -> None:
    rooms = {
        "whatsapp": whatsapp.AUTH,
        "health": health.AUTH,
        "mercadopago": mercadopago.AUTH,
        "passes": passes.AUTH,
        "pay_door": pay_door.AUTH,
        "reviews": reviews.AUTH,
        "api": api.AUTH,
    }
    declared = {f"{room}.{name}" for room, auth in rooms.items() for name in auth}
    routes = {rule.endpoint for rule in client.application.url_map.iter_rules()}
    assert routes == declared


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/", 404),
        ("PUT", PATH, 405),
        ("POST", "/healthz", 405),
        ("GET", "/static/x", 404),
        ("GET", "/.env", 404),
    ],
)
def test_other_doors_are_closed_and_say_nothing(
    client: FlaskClient, method: str, path: str, code: int
) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == code
    assert set(answer.json or {}) == {"error"}


def test_what_breaks_inside_is_not_told_outside(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr("webhook.keeper.Keeper.keep", break_down)
    answer = deliver(client, wa_text("hola"))
    assert (answer.status_code, answer.json) == (500, {"error": "Internal Server Error"})


def test_the_house_is_alive_whatever_else_is_away(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "engine", lambda: create_engine("postgresql+psycopg://x@127.0.0.1:1/x"))
    assert client.get("/healthz").json == {"ok": True}


def beat(*names: str) -> None:
    with across_hotels() as session:
        for name in names:
            duties.beat(session, f"{name}:{os.getpid()}", os.getpid())


def test_the_house_is_ready_when_everybody_is_at_work(client: FlaskClient) -> None:
    beat(*PROCESSES)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["ok"] is True
    assert set(answer.json["parts"]) == {"postgres", "redis", "letters", *PROCESSES}
    assert answer.json["parts"]["tick"]["seen_seconds_ago"] < 5


@pytest.mark.parametrize("absent", PROCESSES)
def test_the_house_is_not_ready_when_somebody_is_absent(client: FlaskClient, absent: str) -> None:
    beat(*(name for name in PROCESSES if name != absent))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["parts"][absent] == {"ok": False, "seen_seconds_ago": None, "count": 0}


def test_letters_that_lie_too_long_are_told(client: FlaskClient) -> None:
    beat(*PROCESSES)
    deliver(client, wa_text("hola"))
    with across_hotels() as session:
        session.execute(text("UPDATE inbox SET due_at = now() - interval '2 minutes'"))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["parts"]["letters"]["oldest_due_seconds"] >= 120


def test_what_a_process_says_of_itself_is_told_too(client: FlaskClient) -> None:
    beat(*PROCESSES)
    with across_hotels() as session:
        duties.beat(session, "voice:1", 1, "no speech model small, guests are asked to write")
    parts = client.get("/readyz").json["parts"]
    assert parts["voice"]["detail"] == "no speech model small, guests are asked to write"
    assert parts["voice"]["ok"], "what is not there is not broken"
    assert "detail" not in parts["slow"]


def test_voice_notes_that_wait_their_turn_are_no_sign_of_trouble(client: FlaskClient, house: House) -> None:
    beat(*PROCESSES)
    note = NewErrand(Errand.TRANSCRIBE, "l", {}, clock.now() - timedelta(minutes=5), "t", "k")
    with across_hotels() as session:
        outbox.write(session, house.posada, note)
    assert client.get("/readyz").status_code == 200


def test_with_redis_away_the_house_is_not_ready_and_says_so(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    beat(*PROCESSES)
    monkeypatch.setattr(bell, "connection", lambda: redis.Redis(host="127.0.0.1", port=1, retry=None))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["parts"]["redis"] == {"ok": False, "why": "ConnectionError"}


def test_with_postgres_away_the_house_is_not_ready_and_does_not_break(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "engine", lambda: create_engine("postgresql+psycopg://x@127.0.0.1:1/x"))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["parts"]["postgres"]["ok"] is False


def test_readiness_names_no_hotel_and_no_guest(client: FlaskClient, house: House) -> None:
    deliver(client, wa_text("hola"))
    said = client.get("/readyz").text
    assert "Posada" not in said
    assert "549" not in said


def test_the_numbers_count_what_came(client: FlaskClient) -> None:
    deliver(client, wa_text("hola"))
    raw = wa_delivery(wa_change(wa_text("hola")))
    post(client, raw, "forged")
    said = client.get("/metrics").text
    assert 'conserje_webhooks_total{channel="whatsapp",outcome="kept"}' in said
    assert 'conserje_webhooks_total{channel="whatsapp",outcome="forged"}' in said
    assert "conserje_ack_seconds" in said


def test_with_a_token_the_numbers_are_for_whoever_has_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from webhook import app

    guarded = settings().model_copy(update={"metrics_token": SecretStr("numbers")})
    monkeypatch.setattr(app, "settings", lambda: guarded)
    client = app.create_app().test_client()
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer guessed"}).status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer numbers"}).status_code == 200


def test_while_the_app_secret_is_being_replaced_both_open_the_door(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from webhook import app

    both = settings().model_copy(update={"whatsapp_app_secret": SecretStr("old,new")})
    monkeypatch.setattr(app, "settings", lambda: both)
    client = app.create_app().test_client()
    raw = wa_delivery(wa_change(wa_text("hola")))
    assert [post(client, raw, secret).status_code for secret in ("old", "new", "third")] == [200, 200, 401]
