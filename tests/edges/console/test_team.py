"""The team's JSON: who may look, what owners do, links that bring people in, and what nobody can do by accident."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from console.sessions import doorman
from core.domain.access import Role
from core.store.alerts import AuditEntry
from core.store.db import across_hotels
from core.store.invites import Invite
from core.store.staff import Membership, Staff
from tests.edges.console.asking import Browser
from tests.edges.console.conftest import SignIn, email_of
from tests.edges.console.entering import BETTER, GOOD, error, post, secret_in, with_factor
from tests.makers import PASSWORD, House, StoppedClock

NINA = {"name": "Nina Paz", "email": "Nina@Posada.test ", "role": "reception"}
DEEDS = ["role", "deactivate", "reactivate", "end-sessions", "reset-factor", "reset-link"]


def link_of(browser: Browser, **wanted: str) -> str:
    answer = post(browser, "/api/team/invites", **{**NINA, **wanted})
    assert answer.status_code == 200, answer.text
    return f"/auth/invite/{secret_in(answer.json()['link'])}"


@pytest.mark.parametrize("who", ["vera", "carla", "diego"])
def test_only_owners_see_and_change_the_team(signed_in: SignIn, house: House, who: str) -> None:
    browser = signed_in(getattr(house, who))
    assert browser.get("/api/team").status_code == 403
    assert browser.get(f"/api/team/{house.olga.staff_id}/sessions").status_code == 403
    for deed in DEEDS:
        answer = post(browser, f"/api/team/{house.vera.staff_id}/{deed}", role="owner")
        assert answer.status_code == 403, deed
    assert post(browser, "/api/team/invites", **NINA).status_code == 403
    assert post(browser, "/api/team/rules", rotate_days=0, second_factor_for=[]).status_code == 403


def test_another_hotels_people_are_not_there(signed_in: SignIn, house: House) -> None:
    elena = signed_in(house.elena)
    assert [one["name"] for one in elena.get("/api/team").json()["people"]] == ["Elena Prado"]
    for deed in DEEDS:
        answer = post(elena, f"/api/team/{house.carla.staff_id}/{deed}", role="viewer")
        assert error(answer) == (404, "gone"), deed
    assert elena.get(f"/api/team/{house.carla.staff_id}/sessions").json()["sessions"] == []


def test_a_link_brings_somebody_in_once(signed_in: SignIn, stranger: Browser, house: House) -> None:
    link = link_of(signed_in(house.olga))
    assert "Posada del Ceibo" in stranger.get(link).text
    assert stranger.post(link, data={"name": "Nina Paz", "password": "nina"}).status_code == 422
    done = stranger.post(link, data={"name": "Nina Paz", "password": GOOD})
    assert done.headers["location"] == "/auth/login?why=joined"
    assert stranger.post(link, data={"name": "Nina Paz", "password": GOOD}).status_code == 410
    entered = stranger.post("/auth/login", data={"email": "nina@posada.test", "password": GOOD})
    assert entered.headers["location"] == "/"
    assert stranger.get("/api/inbox").status_code == 200
    assert stranger.get("/api/team").status_code == 403


def test_the_database_knows_a_link_by_its_fingerprint_only(signed_in: SignIn, house: House) -> None:
    secret = link_of(signed_in(house.olga)).rpartition("/")[2]
    with across_hotels() as session:
        [invite] = session.scalars(select(Invite))
        assert secret not in repr({**invite.__dict__})
        assert secret not in str([entry.details for entry in session.scalars(select(AuditEntry))])


def test_links_run_out_are_taken_back_and_replaced(
    signed_in: SignIn, stranger: Browser, house: House, stopped_clock: StoppedClock
) -> None:
    olga = signed_in(house.olga)
    first, second = link_of(olga), link_of(olga)
    assert [stranger.get(link).status_code for link in (first, second)] == [410, 200]
    [shown] = olga.get("/api/team").json()["invites"]
    assert post(olga, f"/api/team/invites/{shown['id']}/revoke").status_code == 200
    assert stranger.get(second).status_code == 410
    third = link_of(olga)
    stopped_clock.passes(days=3, seconds=1)
    assert stranger.post(third, data={"name": "x", "password": GOOD}).status_code == 410
    assert stranger.get("/auth/invite/nothing").status_code == 410


def test_a_link_never_gives_away_somebody_elses_account(
    signed_in: SignIn, stranger: Browser, house: House
) -> None:
    """Elena works in another hotel: an invitation asks for her own password and sets none."""
    link = link_of(signed_in(house.olga), email=email_of(house.elena), name="Elena")
    assert "contraseña de siempre" in stranger.get(link).text
    assert stranger.post(link, data={"password": GOOD}).status_code == 422
    assert stranger.post(link, data={"password": PASSWORD}).status_code == 303
    with across_hotels() as session:
        assert session.get_one(Membership, (house.elena.staff_id, house.posada)).role == "reception"
        assert session.get_one(Staff, house.elena.staff_id).name == "Elena Prado"


def test_nor_do_resets_of_people_who_work_elsewhere_too(signed_in: SignIn, house: House) -> None:
    with across_hotels() as session:
        session.add(Membership(staff_id=house.elena.staff_id, hotel_id=house.posada, role=Role.VIEWER))
    olga = signed_in(house.olga)
    for deed in ("reset-link", "reset-factor"):
        assert error(post(olga, f"/api/team/{house.elena.staff_id}/{deed}")) == (409, "works_elsewhere")


def test_a_forgotten_password_is_chosen_anew_by_link(
    signed_in: SignIn, stranger: Browser, house: House
) -> None:
    answer = post(signed_in(house.olga), f"/api/team/{house.carla.staff_id}/reset-link")
    link = f"/auth/invite/{secret_in(answer.json()['link'])}"
    assert "Hola de nuevo, Carla" in stranger.get(link).text
    assert "Ya la usaste" in stranger.post(link, data={"password": PASSWORD}).text
    assert stranger.post(link, data={"password": BETTER}).status_code == 303
    login = {"email": email_of(house.carla), "password": BETTER}
    assert stranger.post("/auth/login", data=login).status_code == 303


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"email": "no mail"}, (422, "no_email")),
        ({"email": 'a@b.c"><script>'}, (422, "no_email")),
        ({"name": "  "}, (422, "no_name_given")),
        ({"name": "n" * 81}, (422, "no_name_given")),
        ({"name": "a\u202eb"}, (422, "no_name_given")),
        ({"role": "king"}, (400, "unreadable")),
        ({"email": "carla@posada.test"}, (409, "works_here")),
    ],
)
def test_what_cannot_be_invited_is_refused_in_words(
    signed_in: SignIn, house: House, wrong: dict[str, str], why: tuple[int, str]
) -> None:
    with across_hotels() as session:
        session.get_one(Staff, house.carla.staff_id).email = "carla@posada.test"
    assert error(post(signed_in(house.olga), "/api/team/invites", **{**NINA, **wrong})) == why


def test_a_double_click_makes_one_link(signed_in: SignIn, house: House) -> None:
    olga = signed_in(house.olga)
    both = [post(olga, "/api/team/invites", **NINA, token="the-same-click-twice").json() for _ in range(2)]
    assert both[0]["link"] is not None
    assert both[1]["link"] is None


def test_a_role_changes_at_once(signed_in: SignIn, house: House) -> None:
    olga, vera = signed_in(house.olga), signed_in(house.vera)
    assert post(olga, f"/api/team/{house.vera.staff_id}/role", role="owner").status_code == 200
    doorman.forget(vera.cookies["conserje"])
    assert vera.get("/api/team").status_code == 200
    with across_hotels() as session:
        [entry] = session.scalars(select(AuditEntry).where(AuditEntry.tag == "staff:role_changed"))
    assert (entry.details["was"], entry.details["role"]) == ("viewer", "owner")


def test_whoever_left_is_out_and_may_come_back(signed_in: SignIn, house: House) -> None:
    olga, vera = signed_in(house.olga), signed_in(house.vera)
    assert post(olga, f"/api/team/{house.vera.staff_id}/deactivate").status_code == 200
    doorman.forget(vera.cookies["conserje"])
    assert vera.get("/api/inbox").status_code == 401
    login = {"email": email_of(house.vera), "password": PASSWORD}
    assert vera.post("/auth/login", data=login).status_code == 401
    assert post(olga, f"/api/team/{house.vera.staff_id}/reactivate").status_code == 200
    assert vera.post("/auth/login", data=login).status_code == 303


def test_nobody_locks_the_hotel_or_themselves_out(signed_in: SignIn, house: House) -> None:
    olga = signed_in(house.olga)
    own = f"/api/team/{house.olga.staff_id}"
    assert error(post(olga, f"{own}/deactivate")) == (409, "not_oneself")
    assert error(post(olga, f"{own}/role", role="viewer")) == (409, "not_oneself")
    post(olga, f"/api/team/{house.diego.staff_id}/role", role="owner")
    diego = signed_in(house.diego)
    assert post(diego, f"{own}/role", role="viewer").status_code == 200
    with across_hotels() as session:
        session.get_one(Membership, (house.olga.staff_id, house.posada)).role = "owner"
        session.get_one(Staff, house.diego.staff_id).active = False
    with across_hotels() as session:  # Olga is the last one; somebody who still had an open page tries
        session.get_one(Staff, house.diego.staff_id).active = True
        session.get_one(Membership, (house.diego.staff_id, house.posada)).role = "owner"
    assert post(diego, f"{own}/deactivate").status_code == 200


def test_a_lost_telephone_is_forgotten_and_signs_out(signed_in: SignIn, house: House) -> None:
    carla, olga = signed_in(house.carla), signed_in(house.olga)
    with_factor(carla, house.carla)
    assert post(olga, f"/api/team/{house.carla.staff_id}/reset-factor").status_code == 200
    doorman.forget(carla.cookies["conserje"])
    assert carla.get("/api/inbox").status_code == 401
    login = {"email": email_of(house.carla), "password": PASSWORD}
    assert carla.post("/auth/login", data=login).headers["location"] == "/"


def test_what_people_are_called_is_text(signed_in: SignIn, stranger: Browser, house: House) -> None:
    script = '<script>alert("x")</script>'
    link = link_of(signed_in(house.olga), name=script)
    assert "<script>alert" not in stranger.get(link).text
    assert post(signed_in(house.carla), "/api/account/name", name=script).status_code == 200
    shown = signed_in(house.olga).get("/api/team")
    assert script in [one["name"] for one in shown.json()["people"]]
    assert shown.headers["content-type"] == "application/json"
