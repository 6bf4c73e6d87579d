"""Signing in with a second factor, and with what a hotel asks of everybody's way in."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from console.sessions import doorman
from core.store.alerts import AuditEntry
from core.store.db import across_hotels
from core.store.staff import Staff
from tests.edges.console.asking import Browser
from tests.edges.console.conftest import SignIn, email_of
from tests.edges.console.entering import BETTER, GOOD, code_of, error, post, with_factor
from tests.makers import PASSWORD, House, StoppedClock

STEP = "/auth/step?next=%2F"


def password_of(browser: Browser, house: House, who: str = "olga") -> str:
    answer = browser.post("/auth/login", data={"email": email_of(getattr(house, who)), "password": PASSWORD})
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_the_password_alone_opens_nothing(signed_in: SignIn, stranger: Browser, house: House) -> None:
    with_factor(signed_in(house.olga), house.olga)
    assert password_of(stranger, house) == STEP
    assert error(stranger.get("/api/inbox"))[0] == 401
    assert stranger.get("/", headers={"accept": "text/html"}).headers["location"].startswith("/auth/login")
    assert "seis números" in stranger.get(STEP).text


def test_the_code_opens_it_once(
    signed_in: SignIn, stranger: Browser, house: House, stopped_clock: StoppedClock
) -> None:
    with_factor(signed_in(house.olga), house.olga)
    stopped_clock.passes(seconds=60)
    code = code_of(house.olga)
    password_of(stranger, house)
    before = stranger.cookies["conserje"]
    assert stranger.post(STEP, data={"code": code}).headers["location"] == "/"
    assert stranger.cookies["conserje"] != before
    assert stranger.get("/api/inbox").status_code == 200
    with across_hotels() as session:
        entries = select(AuditEntry).where(AuditEntry.tag == "staff:signed_in").order_by(AuditEntry.id)
        assert [one.details["by"] for one in session.scalars(entries)][-1] == ["password", "code"]
    stranger.post("/auth/logout")
    password_of(stranger, house)
    assert stranger.post(STEP, data={"code": code}).status_code == 401


def test_a_recovery_code_opens_it_once_and_leaves_a_note(
    signed_in: SignIn, stranger: Browser, house: House
) -> None:
    codes = with_factor(signed_in(house.olga), house.olga)
    assert len(set(codes)) == 10
    password_of(stranger, house)
    assert stranger.post(STEP, data={"code": codes[3].upper()}).status_code == 303
    stranger.post("/auth/logout")
    password_of(stranger, house)
    assert stranger.post(STEP, data={"code": codes[3]}).status_code == 401
    with across_hotels() as session:
        assert codes[3].replace("-", "") not in str(
            session.get_one(Staff, house.olga.staff_id).recovery_codes
        )
        assert "staff:recovery_used" in set(session.scalars(select(AuditEntry.tag)))


def test_wrong_codes_lock_as_wrong_passwords_do(
    signed_in: SignIn, stranger: Browser, house: House, stopped_clock: StoppedClock
) -> None:
    with_factor(signed_in(house.olga), house.olga)
    password_of(stranger, house)
    for _ in range(5):
        stranger.post(STEP, data={"code": "000000"})
    stopped_clock.passes(seconds=29)
    assert "Hubo varios intentos" in stranger.post(STEP, data={"code": code_of(house.olga)}).text
    stopped_clock.passes(seconds=2)
    assert stranger.post(STEP, data={"code": code_of(house.olga)}).status_code == 303


def test_a_half_open_door_shuts_after_ten_minutes(
    signed_in: SignIn, stranger: Browser, house: House, stopped_clock: StoppedClock
) -> None:
    with_factor(signed_in(house.olga), house.olga)
    password_of(stranger, house)
    stopped_clock.passes(minutes=11)
    answer = stranger.post(STEP, data={"code": code_of(house.olga)})
    assert answer.headers["location"] == "/auth/login?next=%2F"


def test_whoever_must_have_one_sets_it_up_before_coming_in(
    signed_in: SignIn, stranger: Browser, house: House
) -> None:
    owner = signed_in(house.olga)
    asked = {"second_factor_for": ["owner", "manager"], "rotate_days": 0}
    assert post(owner, "/api/team/rules", **asked).status_code == 200
    assert password_of(stranger, house, "diego") == STEP
    page = stranger.get(STEP).text
    assert '<svg class="qr"' in page
    assert page == stranger.get(STEP).text  # the same secret, however often it is looked at
    assert stranger.post(STEP, data={"code": "123456"}).status_code == 401
    shown = stranger.post(STEP, data={"code": code_of(house.diego)})
    assert shown.text.count("<li>") == 10
    assert stranger.post(STEP, data={"seen": "1"}).headers["location"] == "/"
    assert stranger.get("/api/inbox").status_code == 200
    stranger.headers["x-conserje"] = str(house.posada)
    assert error(post(stranger, "/api/account/factor/drop", password=PASSWORD)) == (409, "factor_needed")


def test_a_password_that_had_its_time_is_renewed_on_the_way_in(
    signed_in: SignIn, stranger: Browser, house: House, stopped_clock: StoppedClock
) -> None:
    owner = signed_in(house.olga)
    assert post(owner, "/api/team/rules", second_factor_for=[], rotate_days=90).status_code == 200
    stopped_clock.passes(days=95)
    assert password_of(stranger, house, "carla") == STEP
    assert "contraseña nueva" in stranger.get(STEP).text
    assert "Ya la usaste" in stranger.post(STEP, data={"password": PASSWORD}).text
    assert "Es corta" in stranger.post(STEP, data={"password": "Ab1!"}).text
    assert stranger.post(STEP, data={"password": GOOD}).status_code == 303
    assert stranger.get("/api/inbox").status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"rotate_days": 3, "second_factor_for": []},
        {"rotate_days": 0, "second_factor_for": ["king"]},
        {"rotate_days": "90", "second_factor_for": []},
    ],
)
def test_rules_nobody_could_live_by_are_refused(
    signed_in: SignIn, house: House, asked: dict[str, object]
) -> None:
    assert error(post(signed_in(house.olga), "/api/team/rules", **asked)) == (400, "unreadable")


def test_changing_the_password_signs_the_other_browsers_out(signed_in: SignIn, house: House) -> None:
    here, there = signed_in(house.carla), signed_in(house.carla)
    assert post(here, "/api/account/password", old="wrong", new=GOOD).json() == {
        "done": False, "why": "wrong", "minutes": 0,
    }  # fmt: skip
    weak = post(here, "/api/account/password", old=PASSWORD, new="Carla-Rios-2026").json()
    assert weak["weak"] == ["named"]
    assert post(here, "/api/account/password", old=PASSWORD, new=GOOD).json() == {"done": True}
    doorman.forget(there.cookies["conserje"])
    assert there.get("/api/inbox").json()["why"] == "out"
    assert here.get("/api/account").status_code == 200
    assert post(here, "/api/account/password", old=GOOD, new=PASSWORD).json()["weak"] == ["used"]


def test_the_last_five_passwords_do_not_come_back(signed_in: SignIn, house: House) -> None:
    browser, was = signed_in(house.carla), PASSWORD
    for number in range(5):
        new = f"{BETTER} veces {'abcde'[number] * 3}"
        assert post(browser, "/api/account/password", old=was, new=new).json() == {"done": True}
        was = new
    again = post(browser, "/api/account/password", old=was, new=f"{BETTER} veces aaa").json()
    assert again["weak"] == ["used"]
    assert post(browser, "/api/account/password", old=was, new=PASSWORD).json() == {"done": True}


def test_one_browser_or_all_others_are_ended_from_ones_own_page(signed_in: SignIn, house: House) -> None:
    here, there, third = (signed_in(house.carla) for _ in range(3))
    shown = here.get("/api/account").json()["sessions"]
    assert sorted(one["own"] for one in shown) == [False, False, True]
    assert there.cookies["conserje"] not in str(shown)
    [mark, _] = [one["mark"] for one in shown if not one["own"]]
    assert post(here, "/api/account/sessions/end", mark=mark).status_code == 200
    assert len(here.get("/api/account").json()["sessions"]) == 2
    assert post(here, "/api/account/sessions/end-others").json()["ended"] == 1
    for browser in (there, third):
        doorman.forget(browser.cookies["conserje"])
        assert browser.get("/api/inbox").status_code == 401
    assert error(post(here, "/api/account/sessions/end", mark="%"))[0] == 400
