"""Signing in with the company's account: only people of the staff, and only by a token that is right in every way."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import func, select

from core.adapters import company as adapter
from core.base.settings import settings
from core.domain.access import Role
from core.domain.conversations import AuditTag
from core.local.company.app import Company, Person, Told
from core.services import invites
from core.services.invites import Wanted
from core.store.alerts import AuditEntry
from core.store.db import across_hotels, transaction
from core.store.hotels import Hotel
from core.store.staff import Membership, Staff
from core.store.staff import SignIn as SignInRow
from tests.company import CLIENT, SECRET, running_company
from tests.edges.console.asking import Browser
from tests.edges.console.conftest import ORIGIN, email_of
from tests.makers import PASSWORD, House

GHOST = "nobody@posada.test"
COOKIE = "conserje-company"


@pytest.fixture(scope="module")
def everybody() -> Iterator[Company]:
    people = [Person(f"{nick}@posada.test") for nick in ("carla", "olga", "nora", "nobody")]
    with running_company(ORIGIN, *people, Person("vera@posada.test", verified=False)) as company:
        yield company


@pytest.fixture
def company(everybody: Company, stranger: Browser, monkeypatch: pytest.MonkeyPatch) -> Company:
    """Set up, in good order, and known to nobody yet."""
    everybody.told = Told()
    told = {"oidc_issuer": everybody.issuer, "oidc_client_id": CLIENT}
    for name, value in {**told, "oidc_client_secret": SecretStr(SECRET)}.items():
        monkeypatch.setattr(settings(), name, value)
    adapter.provider.cache_clear()
    return everybody


def way_out(browser: Browser, wanted: str = "/today") -> str:
    answer = browser.get("/auth/company", params={"next": wanted})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def agreed(way: str, email: str) -> dict[str, str]:
    """What the provider sends the browser back with."""
    answer = httpx.post(way, data={"email": email})
    assert answer.status_code == 303, answer.text
    return dict(parse_qsl(urlsplit(answer.headers["location"]).query))


def came_back(browser: Browser, said: dict[str, str]) -> Any:
    return browser.get(f"/auth/company/back?{urlencode(said)}", headers={"sec-fetch-site": "cross-site"})


def enter(browser: Browser, email: str) -> Any:
    return came_back(browser, agreed(way_out(browser), email))


def remember(browser: Browser, kept: str) -> None:
    """The browser holds nothing but this memory of a sign-in."""
    browser.cookies.clear()
    browser.cookies.set(COOKIE, kept, path="/auth/company")


def signed_in(browser: Browser) -> bool:
    return browser.get("/api/inbox").status_code == 200


def people() -> int:
    with across_hotels() as session:
        return session.scalar(select(func.count()).select_from(Staff)) or 0


def test_somebody_of_the_staff_comes_in_with_the_role_they_have_here(
    company: Company, stranger: Browser, house: House
) -> None:
    answer = enter(stranger, email_of(house.carla))
    assert (answer.status_code, answer.headers["location"]) == (303, "/today")
    assert signed_in(stranger)
    assert stranger.get("/api/settings").status_code == 403
    with across_hotels() as session:
        row = session.scalars(select(SignInRow).where(SignInRow.staff_id == house.carla.staff_id)).one()
        assert row.awaits is None
        deed = session.scalars(select(AuditEntry).where(AuditEntry.tag == AuditTag.STAFF_SIGNED_IN)).one()
        assert deed.details["by"] == "company"
    assert stranger.post("/auth/logout").status_code == 303
    assert not signed_in(stranger)


def test_the_second_factor_is_the_providers_matter(company: Company, stranger: Browser, house: House) -> None:
    with transaction(house.posada) as session:
        hotel = session.get_one(Hotel, house.posada)
        hotel.entry_rules = {"rotate_days": 30, "second_factor_for": ["reception"]}
    assert enter(stranger, email_of(house.carla)).headers["location"] == "/today"
    assert signed_in(stranger)


def test_whoever_was_invited_comes_in_once_with_the_role_of_the_invitation(
    company: Company, stranger: Browser, house: House
) -> None:
    with transaction(house.posada) as session:
        invites.make(session, house.olga, Wanted("nora@posada.test", "Nora Paz", Role.VIEWER), "invite")
    before = people()
    for _ in range(2):
        assert enter(stranger, "nora@posada.test").headers["location"] == "/today"
        assert people() == before + 1
    with transaction(house.posada) as session:
        nora = session.scalars(select(Staff).where(Staff.email == "nora@posada.test")).one()
        assert session.get_one(Membership, (nora.id, house.posada)).role == Role.VIEWER


def test_nobody_is_made_out_of_nothing(company: Company, stranger: Browser, house: House) -> None:
    before = people()
    answer = enter(stranger, GHOST)
    assert answer.status_code == 403
    assert "Nadie del equipo tiene ese correo" in answer.text
    assert people() == before
    assert not signed_in(stranger)


def test_an_address_nobody_verified_opens_nothing(
    company: Company, stranger: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "todavía no está verificado" in enter(stranger, email_of(house.vera)).text
    assert not signed_in(stranger)
    monkeypatch.setattr(settings(), "oidc_email_is_verified", True)
    assert enter(stranger, email_of(house.vera)).status_code == 303


def test_only_addresses_of_the_company_count(
    company: Company, stranger: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "oidc_domains", "another.example, cabanas.test")
    assert enter(stranger, email_of(house.carla)).status_code == 403
    assert not signed_in(stranger)


@pytest.mark.parametrize(
    "told",
    [
        Told({"nonce": "another"}),
        Told(without=("nonce",)),
        Told({"aud": "another"}),
        Told({"aud": [CLIENT, "another"]}),
        Told({"iss": "https://accounts.example"}),
        Told({"exp": int(time.time()) - 3600}),
        Told(without=("exp",)),
        Told(without=("email",)),
        Told(by_stranger=True),
    ],
    ids=[
        "nonce",
        "no nonce",
        "audience",
        "several",
        "issuer",
        "expired",
        "endless",
        "no e-mail",
        "signature",
    ],
)
def test_a_token_that_is_wrong_in_one_way_opens_nothing(
    company: Company, stranger: Browser, house: House, told: Told
) -> None:
    company.told = told
    answer = enter(stranger, email_of(house.carla))
    assert answer.status_code == 401
    assert "No pudimos comprobar" in answer.text
    assert not signed_in(stranger)


def test_a_code_opens_once_and_only_for_the_browser_that_asked(
    company: Company, stranger: Browser, house: House
) -> None:
    said = agreed(way_out(stranger), email_of(house.carla))
    kept = stranger.cookies[COOKIE]
    assert came_back(stranger, {**said, "state": "another"}).status_code == 400
    stranger.cookies.clear()
    assert came_back(stranger, said).status_code == 400
    remember(stranger, kept)
    assert came_back(stranger, said).status_code == 303
    remember(stranger, kept)
    assert came_back(stranger, said).status_code == 401
    assert not signed_in(stranger)


def test_a_code_stolen_on_its_way_lacks_the_verifier(
    company: Company, stranger: Browser, house: House
) -> None:
    theirs = agreed(way_out(stranger), email_of(house.olga))
    stranger.cookies.clear()
    mine = agreed(way_out(stranger), email_of(house.carla))
    assert came_back(stranger, {**mine, "code": theirs["code"]}).status_code == 401
    assert not signed_in(stranger)


def test_a_forged_memory_and_another_providers_answer_are_refused(
    company: Company, stranger: Browser, house: House
) -> None:
    said = agreed(way_out(stranger), email_of(house.carla))
    assert came_back(stranger, {**said, "iss": "https://evil.example"}).status_code == 400
    remember(stranger, "x" * 80)
    assert came_back(stranger, said).status_code == 400


def test_new_keys_of_the_provider_are_found(company: Company, stranger: Browser, house: House) -> None:
    assert enter(stranger, email_of(house.carla)).status_code == 303
    company.change_keys()
    stranger.cookies.clear()
    assert enter(stranger, email_of(house.carla)).status_code == 303


def test_who_says_no_there_is_told_what_to_do_and_nothing_leads_elsewhere(
    company: Company, stranger: Browser, house: House
) -> None:
    answer = enter(stranger, "")
    assert answer.status_code == 401
    assert "No diste permiso" in answer.text
    said = agreed(way_out(stranger, "https://evil.example/"), email_of(house.carla))
    assert came_back(stranger, said).headers["location"] == "/"


def test_a_provider_that_is_away_is_said_and_passwords_still_open(
    company: Company, stranger: Browser, house: House
) -> None:
    company.told = Told(hidden=True)
    answer = stranger.get("/auth/company")
    assert answer.status_code == 503
    assert "No pudimos hablar con" in answer.text
    sent = {"email": email_of(house.carla), "password": PASSWORD}
    assert stranger.post("/auth/login", data=sent).status_code == 303


def test_where_passwords_are_over_owners_still_get_in(
    company: Company, stranger: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "oidc_only", True)
    monkeypatch.setattr(settings(), "oidc_domains", "posada.test")
    said = {}
    for actor in (house.carla, house.elena, house.olga):
        stranger.cookies.clear()
        sent = {"email": email_of(actor), "password": PASSWORD}
        said[actor.name] = stranger.post("/auth/login", data=sent)
    assert [answer.status_code for answer in said.values()] == [401, 303, 303]
    assert "usá el botón" in said[house.carla.name].text


def test_without_a_provider_there_is_no_button(stranger: Browser, house: House) -> None:
    assert "/auth/company" not in stranger.get("/auth/login").text
    assert stranger.get("/auth/company").headers["location"] == "/auth/login"


def test_with_one_the_button_carries_its_name_and_where_one_was_going(
    company: Company, stranger: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Entrar con la cuenta de tu empresa" in stranger.get("/auth/login").text
    monkeypatch.setattr(settings(), "oidc_name", "<b>Google</b>")
    shown = stranger.get("/auth/login?next=/money&lang=en").text
    assert "Sign in with &lt;b&gt;Google&lt;/b&gt;" in shown
    assert "/auth/company?next=%2Fmoney" in shown
