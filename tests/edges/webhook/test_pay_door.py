"""The address at which a website's guest pays: it leads on once there is a link, and says so when there is none."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine

from core.domain.ports import PayLink
from core.services import pay_doors, payments
from core.store import bookings as rows
from core.store import db
from core.store.db import transaction
from tests.makers import House, StoppedClock
from tests.paying import Held, held_by_ana

LINK = "https://pay.example/checkout/1"


@pytest.fixture
def held(house: House, stopped_clock: StoppedClock) -> Held:
    return held_by_ana(house)


def door(held: Held) -> str:
    with transaction(held.hotel) as session:
        booking = rows.one(session, held.booking)
        assert booking is not None
        return pay_doors.address(booking).partition("8000")[2]


def link_is_made(held: Held) -> None:
    with transaction(held.hotel) as session:
        payments.link_made(session, held.request, PayLink("pref-1", LINK))


def test_before_there_is_a_link_the_page_waits(client: FlaskClient, held: Held) -> None:
    answer = client.get(door(held), headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    assert "Almost there" in answer.text
    assert 'http-equiv="refresh" content="2"' in answer.text


def test_then_it_leads_to_whoever_carries_the_money(client: FlaskClient, held: Held) -> None:
    link_is_made(held)
    answer = client.get(door(held))
    assert (answer.status_code, answer.headers["Location"]) == (302, LINK)
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_is_paid_is_not_paid_again(client: FlaskClient, held: Held) -> None:
    link_is_made(held)
    held.settle(held.seen())
    answer = client.get(door(held), headers={"Accept-Language": "pt-BR"})
    assert "Pagamento recebido" in answer.text


def test_when_the_time_is_over_nobody_is_sent_to_pay(
    client: FlaskClient, held: Held, house: House, stopped_clock: StoppedClock
) -> None:
    with transaction(house.posada) as session:
        booking = rows.one(session, held.booking)
        assert booking is not None
        payments.over(session, booking)
    assert client.get(door(held)).status_code == 410


@pytest.mark.parametrize("forged", ["x", "1-2346789-0", "1-GHJKMN-" + "0" * 32, "%00", "9" * 300])
def test_an_address_this_house_did_not_make_leads_nowhere(
    client: FlaskClient, house: House, forged: str
) -> None:
    assert client.get(f"/pay/{forged}").status_code == 404


def test_a_pass_does_not_open_the_till(client: FlaskClient, held: Held) -> None:
    assert client.get(door(held).replace("/pay/", "/q/")).status_code == 404


def test_with_postgres_away_it_tries_again(
    client: FlaskClient, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = door(held)
    monkeypatch.setattr(db, "engine", lambda: create_engine("postgresql+psycopg://x@127.0.0.1:1/x"))
    answer = client.get(address)
    assert answer.status_code == 503
    assert 'content="5"' in answer.text
