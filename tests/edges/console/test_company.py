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
from core.local.company.app import Company, Mischief, Person
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
    everybody.mischief = Mischief()
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
        assert deed.details["by"] == ["company"]
    assert stranger.post("/auth/logout").status_code == 303
    assert not signed_in(stranger)


@pytest.mark.parametrize("domains", ["posada.test", ""])
def test_the_second_factor_is_the_providers_matter_where_its_domains_are_named(
    company: Company, stranger: Browser, house: House, monkeypatch: pytest.MonkeyPatch, domains: str
) -> None:
    monkeypatch.setattr(settings(), "oidc_domains", domains)
    with transaction(house.posada) as session:
        hotel = session.get_one(Hotel, house.posada)
        hotel.entry_rules = {"rotate_days": 30, "second_factor_for": ["reception"]}
    answer = enter(stranger, email_of(house.carla))
    assert answer.status_code == 303
    assert (answer.headers["location"] == "/today") == signed_in(stranger) == bool(domains)


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
    "mischief",
    [
        Mischief({"nonce": "another"}),
        Mischief(without=("nonce",)),
        Mischief({"aud": "another"}),
        Mischief({"aud": [CLIENT, "another"]}),
        Mischief({"iss": "https://accounts.example"}),
        Mischief({"exp": int(time.time()) - 3600}),
        Mischief(without=("exp",)),
        Mischief(without=("email",)),
        Mischief(by_stranger=True),
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
    company: Company, stranger: Browser, house: House, mischief: Mischief
) -> None:
    company.mischief = mischief
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


@pytest.mark.parametrize(
    ("error", "status", "read"),
    [
        ("temporarily_unavailable", 503, "No pudimos hablar con"),
        ("server_error", 503, "No pudimos hablar con"),
        ("invalid_scope", 401, "No pudimos comprobar"),
        ("unheard_of", 401, "No pudimos comprobar"),
    ],
)
def test_an_error_of_the_providers_is_not_blamed_on_whoever_signs_in(
    company: Company, stranger: Browser, house: House, error: str, status: int, read: str
) -> None:
    company.mischief = Mischief(error=error)
    answer = enter(stranger, email_of(house.carla))
    assert answer.status_code == status
    assert read in answer.text
    assert "No diste permiso" not in answer.text
    assert not signed_in(stranger)


def test_at_a_shared_desk_the_button_asks_who_it_is(
    company: Company, stranger: Browser, house: House
) -> None:
    """The provider remembers who was there last, and would let them in again unasked."""
    with httpx.Client() as desk:
        assert desk.post(way_out(stranger), data={"email": email_of(house.olga)}).status_code == 303
        way = way_out(stranger)
        assert desk.get(way.replace("&prompt=select_account", "")).status_code == 303
        asked = desk.get(way)
    assert asked.status_code == 200
    assert email_of(house.carla) in asked.text


def test_a_provider_that_is_away_is_said_and_passwords_still_open(
    company: Company, stranger: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.mischief = Mischief(hidden=True)
    answer = stranger.get("/auth/company")
    assert answer.status_code == 503
    assert "No pudimos hablar con" in answer.text
    company.mischief = Mischief()
    assert stranger.get("/auth/company").status_code == 503  # the next one does not wait for it anew
    monkeypatch.setattr(adapter, "_AWAY_SECONDS", 0.0)
    assert stranger.get("/auth/company").status_code == 303
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


def invited(house: House, email: str, role: Role) -> str:
    with transaction(house.posada) as session:
        secret = invites.make(session, house.olga, Wanted(email, "Nora Paz", role), f"{email}:{role}")
    return f"/auth/invite/{secret}"


@pytest.fixture
def passwords_are_over(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "oidc_only", True)
    monkeypatch.setattr(settings(), "oidc_domains", "posada.test")


@pytest.mark.usefixtures("passwords_are_over")
def test_an_invitation_asks_for_no_password_that_would_open_nothing(stranger: Browser, house: House) -> None:
    link = invited(house, "nora@posada.test", Role.RECEPTION)
    before = people()
    page = stranger.get(link)
    assert "Te esperan en Posada del Ceibo" in page.text
    assert "/auth/company?next=%2F" in page.text
    assert 'type="password"' not in page.text
    sent = stranger.post(link, data={"name": "Nora Paz", "password": "una frase larga y buena 7"})
    assert "/auth/company" in sent.text
    assert people() == before
    assert enter(stranger, "nora@posada.test").status_code == 303
    assert stranger.get(link).status_code == 410


@pytest.mark.usefixtures("passwords_are_over")
def test_owners_and_people_of_elsewhere_still_choose_one(stranger: Browser, house: House) -> None:
    for email, role in (("nora@posada.test", Role.OWNER), ("nora@elsewhere.test", Role.RECEPTION)):
        assert 'type="password"' in stranger.get(invited(house, email, role)).text


@pytest.mark.usefixtures("passwords_are_over")
def test_nor_is_a_password_renewed_that_opens_nothing(stranger: Browser, house: House) -> None:
    with transaction(house.posada) as session:
        carla = session.get_one(Staff, house.carla.staff_id)
        secret = invites.make_reset(session, house.olga, carla, Role.RECEPTION, "reset")
    page = stranger.get(f"/auth/invite/{secret}").text
    assert "Hola de nuevo, Carla" in page
    assert 'type="password"' not in page


def test_an_invitation_is_not_used_up_by_somebody_who_is_not_let_in(
    company: Company, stranger: Browser, house: House
) -> None:
    link = invited(house, email_of(house.elena), Role.VIEWER)
    company.people.append(Person(email_of(house.elena)))
    with across_hotels() as session:
        session.get_one(Staff, house.elena.staff_id).active = False
    assert enter(stranger, email_of(house.elena)).status_code == 403
    with across_hotels() as session:
        assert session.get(Membership, (house.elena.staff_id, house.posada)) is None
    assert stranger.get(link).status_code == 200
    with across_hotels() as session:
        session.get_one(Staff, house.elena.staff_id).active = True
    assert enter(stranger, email_of(house.elena)).status_code == 303
    assert stranger.get(link).status_code == 410


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
