"""Signing in and out: who gets in, who waits, and how long it lasts."""

from __future__ import annotations

import statistics
import time
from datetime import timedelta

import pytest
from sqlalchemy import select

from console.sessions import doorman
from core.base.settings import settings
from core.services import bookings, passes, signin
from core.services.signin import Ending, lock_after
from core.store.alerts import AuditEntry
from core.store.db import across_hotels, transaction
from core.store.staff import Membership
from core.store.staff import SignIn as SignInRow
from tests.edges.console.asking import Browser
from tests.edges.console.conftest import SignIn, email_of
from tests.inventory import furnished, wish
from tests.makers import PASSWORD, House, StoppedClock

WRONG = "El correo o la contraseña no coinciden"
WAIT = "Hubo varios intentos fallidos"


def enter(browser: Browser, email: str, password: str = PASSWORD, **fields: str) -> int:
    return browser.post("/auth/login", data={"email": email, "password": password, **fields}).status_code


def cookie(browser: Browser) -> str:
    return browser.cookies["conserje"]


def test_the_right_password_opens_the_console(stranger: Browser, house: House) -> None:
    answer = stranger.post("/auth/login", data={"email": email_of(house.carla).upper(), "password": PASSWORD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert stranger.get("/api/inbox").status_code == 200


def test_the_cookie_cannot_be_read_by_scripts_nor_sent_by_other_sites(
    stranger: Browser, house: House
) -> None:
    answer = stranger.post("/auth/login", data={"email": email_of(house.carla), "password": PASSWORD})
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=lax" in said


def test_over_https_the_cookie_belongs_to_this_host_alone(
    stranger: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "public_console_url", "https://testserver")
    answer = stranger.post("/auth/login", data={"email": email_of(house.carla), "password": PASSWORD})
    said = answer.headers["set-cookie"]
    assert said.startswith("__Host-conserje=")
    assert "Secure" in said


def test_the_database_knows_the_cookie_by_its_fingerprint_only(signed_in: SignIn, house: House) -> None:
    token = cookie(signed_in(house.carla))
    with across_hotels() as session:
        rows = list(session.scalars(select(SignInRow)))
    assert [token in row.fingerprint for row in rows] == [False]


def test_a_wrong_password_and_an_unknown_email_are_told_the_same(stranger: Browser, house: House) -> None:
    for email in (email_of(house.carla), "nobody@nowhere.test"):
        answer = stranger.post("/auth/login", data={"email": email, "password": "wrong"})
        assert answer.status_code == 401
        assert WRONG in answer.text


def test_an_unknown_email_costs_as_much_work_as_a_wrong_password(stranger: Browser, house: House) -> None:
    """Work, not time: a busy machine makes anything late, but spends nothing on what was not done."""

    def work(email: str) -> float:
        begun = time.process_time()
        enter(stranger, email, "wrong")
        return time.process_time() - begun

    work("warm@up.test")
    known = statistics.median(work(email_of(house.carla)) for _ in range(4))
    unknown = statistics.median(work(f"nobody{number}@nowhere.test") for number in range(4))
    assert unknown > known / 3


@pytest.mark.parametrize("known", [True, False])
def test_after_five_wrong_passwords_one_waits_known_or_not(
    stranger: Browser, house: House, known: bool, stopped_clock: StoppedClock
) -> None:
    email = email_of(house.carla) if known else f"stranger-{stopped_clock.now.timestamp()}@nowhere.test"
    answers = [enter(stranger, email, "wrong") for _ in range(5)]
    assert answers == [401, 401, 401, 401, 429]
    assert WAIT in stranger.post("/auth/login", data={"email": email, "password": PASSWORD}).text


def test_the_lock_opens_by_itself_and_the_next_one_is_longer(
    stranger: Browser, house: House, stopped_clock: StoppedClock
) -> None:
    email = email_of(house.carla)
    for _ in range(5):
        enter(stranger, email, "wrong")
    stopped_clock.passes(seconds=31)
    assert enter(stranger, email, "wrong") == 429
    stopped_clock.passes(seconds=31)
    assert enter(stranger, email) == 429
    stopped_clock.passes(seconds=31)
    assert enter(stranger, email) == 303


def test_locks_grow_but_never_beyond_a_quarter_of_an_hour() -> None:
    assert lock_after(4) is None
    assert [lock_after(count) for count in (5, 6, 7)] == [
        timedelta(seconds=30 * 2**power) for power in range(3)
    ]
    assert lock_after(5000) == timedelta(minutes=15)


def test_signing_in_anew_ends_what_the_browser_had_before(stranger: Browser, house: House) -> None:
    enter(stranger, email_of(house.carla))
    before = cookie(stranger)
    enter(stranger, email_of(house.carla))
    assert cookie(stranger) != before
    with across_hotels() as session:
        assert signin.who(session, before) is Ending.OUT


def test_nobody_stays_signed_in_without_moving(
    signed_in: SignIn, house: House, stopped_clock: StoppedClock
) -> None:
    browser = signed_in(house.carla)
    stopped_clock.passes(minutes=settings().session_idle_minutes - 1)
    assert browser.post("/auth/ping").status_code == 200
    stopped_clock.passes(minutes=settings().session_idle_minutes - 1)
    doorman.forget(cookie(browser))
    assert browser.get("/auth/ping").status_code == 200
    stopped_clock.passes(minutes=2)
    doorman.forget(cookie(browser))
    answer = browser.get("/api/inbox")
    assert (answer.status_code, answer.json()["why"]) == (401, "idle")
    page = browser.get("/", headers={"accept": "text/html"})
    assert page.headers["location"] == "/auth/login?next=%2F&why=idle"
    assert "no hubo actividad" in browser.get(page.headers["location"]).text


def test_nobody_stays_signed_in_for_ever(
    signed_in: SignIn, house: House, stopped_clock: StoppedClock
) -> None:
    browser = signed_in(house.carla)
    for _ in range(settings().session_absolute_hours * 2 - 1):
        stopped_clock.passes(minutes=30)
        assert browser.post("/auth/ping").status_code == 200
    stopped_clock.passes(minutes=30)
    doorman.forget(cookie(browser))
    assert browser.post("/auth/ping").json()["why"] == "long"


def test_signing_out_ends_it_everywhere_at_once(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.carla)
    token = cookie(browser)
    assert browser.post("/auth/logout").headers["location"] == "/auth/login?why=out"
    browser.cookies.set("conserje", token)
    assert browser.get("/api/inbox").status_code == 401


def test_whoever_left_the_hotel_is_out_within_a_second(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.carla)
    with across_hotels() as session:
        session.delete(session.get_one(Membership, (house.carla.staff_id, house.posada)))
    time.sleep(1.1)
    assert browser.get("/api/inbox").json()["why"] == "no_access"


def test_a_link_to_a_conversation_survives_signing_in(stranger: Browser, house: House) -> None:
    sent = stranger.get("/conversations?c=77", headers={"accept": "text/html"})
    assert sent.headers["location"] == "/auth/login?next=%2Fconversations%3Fc%3D77"
    form = stranger.get(sent.headers["location"]).text
    assert 'name="next" value="/conversations?c=77"' in form
    fields = {"email": email_of(house.carla), "password": PASSWORD, "next": "/conversations?c=77"}
    assert stranger.post("/auth/login", data=fields).headers["location"] == "/conversations?c=77"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.test", "//evil.test", "/\\evil.test", "/\t/evil.test", "evil"]
)
def test_signing_in_never_leads_out_of_the_console(stranger: Browser, house: House, elsewhere: str) -> None:
    fields = {"email": email_of(house.carla), "password": PASSWORD, "next": elsewhere}
    assert stranger.post("/auth/login", data=fields).headers["location"] == "/"


def test_the_form_shows_what_was_typed_as_text(stranger: Browser, house: House) -> None:
    typed = '"><script>alert(1)</script>'
    answer = stranger.post("/auth/login", data={"email": typed, "password": "x", "next": typed})
    assert "<script>alert" not in answer.text


def test_the_form_speaks_the_language_of_the_browser_or_the_one_chosen(stranger: Browser) -> None:
    def heading(language: str, query: str = "") -> str:
        return stranger.get(f"/auth/login{query}", headers={"accept-language": language}).text

    assert "<h1>Entrar</h1>" in heading("es-AR,es;q=0.9")
    assert "<h1>Sign in</h1>" in heading("en-GB,en;q=0.9,es;q=0.5")
    assert "<h1>Entrar</h1>" in heading("pt-BR")
    assert "<h1>Sign in</h1>" in heading("es-AR", "?lang=en")
    assert "<h1>Sign in</h1>" in heading("es-AR")


def test_people_of_several_hotels_choose_and_others_cannot(signed_in: SignIn, house: House) -> None:
    with across_hotels() as session:
        session.add(Membership(staff_id=house.olga.staff_id, hotel_id=house.cabanas, role="manager"))
    olga, carla = signed_in(house.olga), signed_in(house.carla)
    assert olga.post("/auth/hotel", json={"hotel": house.cabanas}).status_code == 200
    assert carla.post("/auth/hotel", json={"hotel": house.cabanas}).status_code == 422
    assert carla.get("/api/inbox").status_code == 200


def test_the_first_hotel_is_the_one_where_a_person_has_most_to_say(signed_in: SignIn, house: House) -> None:
    with across_hotels() as session:
        session.add(Membership(staff_id=house.olga.staff_id, hotel_id=house.cabanas, role="viewer"))
    token = cookie(signed_in(house.olga))
    with across_hotels() as session:
        present = signin.who(session, token)
    assert not isinstance(present, Ending)
    assert present.actor.hotel_id == house.posada


def scan_of(house: House) -> tuple[str, str]:
    """What the pass of a booking in the Posada leads staff to, and its code."""
    inn = furnished(house.posada)
    with transaction(house.posada) as session:
        [held] = bookings.hold(session, house.carla, inn.guest, wish())
        return f"/scan/{passes.token(held)}", held.code


def test_a_scanned_pass_leads_to_the_booking_also_through_the_form(stranger: Browser, house: House) -> None:
    address, code = scan_of(house)
    sent = stranger.get(address, headers={"accept": "text/html"})
    form = stranger.get(sent.headers["location"]).text
    assert f'name="next" value="{address}"' in form
    fields = {"email": email_of(house.carla), "password": PASSWORD, "next": address}
    assert stranger.post("/auth/login", data=fields).headers["location"] == address
    assert stranger.get(address).headers["location"] == f"/?b={code}"


def test_whoever_works_in_several_hotels_is_led_to_the_right_one(signed_in: SignIn, house: House) -> None:
    address, code = scan_of(house)
    with across_hotels() as session:
        session.add(Membership(staff_id=house.elena.staff_id, hotel_id=house.posada, role="reception"))
    elena = signed_in(house.elena)
    elena.post("/auth/hotel", json={"hotel": house.cabanas})
    assert elena.get(address).headers["location"] == f"/?b={code}"
    with across_hotels() as session:
        present = signin.who(session, cookie(elena))
    assert not isinstance(present, Ending)
    assert present.actor.hotel_id == house.posada


def test_a_pass_of_a_hotel_where_one_does_not_work_moves_nobody(signed_in: SignIn, house: House) -> None:
    address, _ = scan_of(house)
    elena = signed_in(house.elena)
    elena.get(address)
    with across_hotels() as session:
        present = signin.who(session, cookie(elena))
    assert not isinstance(present, Ending)
    assert present.actor.hotel_id == house.cabanas


@pytest.mark.parametrize("forged", ["x", "1-GHJKMN-" + "0" * 32, "%0d%0ax", "..%2f..%2fauth"])
def test_what_this_house_did_not_sign_leads_to_the_front_door(
    signed_in: SignIn, house: House, forged: str
) -> None:
    answer = signed_in(house.carla).get(f"/scan/{forged}")
    assert answer.headers.get("location", "/") in ("/", "/auth/login")


def test_the_language_is_remembered_with_the_person(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.carla)
    assert browser.post("/auth/language", json={"language": "en"}).status_code == 200
    assert browser.post("/auth/language", json={"language": "xx"}).status_code == 422
    with across_hotels() as session:
        present = signin.who(session, cookie(browser))
    assert not isinstance(present, Ending)
    assert present.language == "en"


def test_comings_goings_and_locks_are_written_down(
    signed_in: SignIn, stranger: Browser, house: House
) -> None:
    signed_in(house.carla).post("/auth/logout")
    for _ in range(5):
        enter(stranger, email_of(house.vera), "wrong")
    with across_hotels() as session:
        tags = list(session.scalars(select(AuditEntry.tag).order_by(AuditEntry.id)))
    assert tags == ["staff:signed_in", "staff:signed_out", "staff:locked_out"]
