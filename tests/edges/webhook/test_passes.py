"""The address in a confirmation's QR: what a stranger sees, what nobody sees, and when it dies."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from core.domain.access import House as TheHouse
from core.services import bookings, passes
from core.store import bookings as rows
from core.store.db import transaction
from tests.inventory import furnished, in_days, wish
from tests.makers import House, StoppedClock


@pytest.fixture
def held(house: House, stopped_clock: StoppedClock) -> int:
    inn = furnished(house.posada)
    with transaction(house.posada) as session:
        return bookings.hold(session, TheHouse(house.posada), inn.guest, wish())[0].id


def confirmed(house: House, booking_id: int) -> str:
    with transaction(house.posada) as session:
        return passes.token(bookings.confirm(session, TheHouse(house.posada), booking_id))


def token_of(house: House, booking_id: int) -> str:
    with transaction(house.posada) as session:
        found = rows.one(session, booking_id)
        assert found is not None
        return passes.token(found)


def test_a_confirmed_stay_is_valid_and_says_nothing_of_the_guest(
    client: FlaskClient, house: House, held: int
) -> None:
    answer = client.get(f"/q/{confirmed(house, held)}", headers={"Accept-Language": "es-AR"})
    assert answer.status_code == 200
    assert "Reserva válida" in answer.text
    assert "Posada del Ceibo" in answer.text
    shown = re.sub("<[^>]*>", " ", answer.text.partition("<body>")[2])
    assert not any(secret in shown for secret in ("Ana", "Pereyra", "doble-1", "$", "100"))


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Booking valid"), ("pt-BR", "Reserva válida"), ("de", "Reserva válida")]
)
def test_it_speaks_the_strangers_language(
    client: FlaskClient, house: House, held: int, language: str, words: str
) -> None:
    assert words in client.get(f"/q/{confirmed(house, held)}", headers={"Accept-Language": language}).text


def test_a_hold_is_not_confirmed_yet(client: FlaskClient, house: House, held: int) -> None:
    answer = client.get(f"/q/{token_of(house, held)}", headers={"Accept-Language": "en"})
    assert "Booking not confirmed yet" in answer.text


def test_a_cancelled_stay_says_so_and_is_no_calendar_entry(
    client: FlaskClient, house: House, held: int
) -> None:
    token = confirmed(house, held)
    with transaction(house.posada) as session:
        bookings.cancel(session, TheHouse(house.posada), held)
    assert "Booking cancelled" in client.get(f"/q/{token}", headers={"Accept-Language": "en"}).text
    assert client.get(f"/q/{token}.ics").status_code == 404


def test_the_token_dies_a_day_after_the_stay(
    client: FlaskClient, house: House, held: int, stopped_clock: StoppedClock
) -> None:
    token = confirmed(house, held)
    stopped_clock.passes(days=12)
    assert "Stay over" in client.get(f"/q/{token}", headers={"Accept-Language": "en"}).text
    stopped_clock.passes(days=2)
    assert client.get(f"/q/{token}").status_code == 404


@pytest.mark.parametrize(
    "forged",
    [
        "x",
        "1-AAAAAA-",
        "--",
        "9" * 400,
        "1-2346789-0",
        "%00",
        "1-' OR 1=1-x",
        "1-GHJKMN-" + "0" * 32,
        "²-GHJKMN-x",
    ],
)
def test_what_this_house_did_not_sign_opens_nothing(client: FlaskClient, house: House, forged: str) -> None:
    assert client.get(f"/q/{forged}").status_code == 404


def test_a_token_is_good_for_its_own_hotel_only(client: FlaskClient, house: House, held: int) -> None:
    _, code, signature = confirmed(house, held).split("-")
    assert client.get(f"/q/{house.cabanas}-{code}-{signature}").status_code == 404


def test_the_page_cannot_be_framed_kept_or_followed(client: FlaskClient, house: House, held: int) -> None:
    headers = client.get(f"/q/{confirmed(house, held)}").headers
    assert headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"


def test_the_stay_can_be_put_into_a_calendar(client: FlaskClient, house: House, held: int) -> None:
    answer = client.get(f"/q/{confirmed(house, held)}.ics")
    assert answer.mimetype == "text/calendar"
    event = Calendar.from_ical(answer.data).walk("VEVENT")[0]
    assert isinstance(event.decoded("dtstart"), datetime)
    assert event.decoded("dtstart").date() == in_days(10)
    assert event.decoded("dtend").date() == in_days(12)
    assert "Posada del Ceibo" in str(event["summary"])


def test_whoever_works_there_is_led_to_the_booking_in_the_console(
    client: FlaskClient, house: House, held: int
) -> None:
    token = confirmed(house, held)
    assert f'href="http://127.0.0.1:8501/scan/{token}"' in client.get(f"/q/{token}").text
