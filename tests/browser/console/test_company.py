"""The whole way in with the company's account, from the console's door to the provider's and back, in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from core.domain.access import Role
from core.local.company.app import Company, Person
from core.services import invites
from core.services.invites import Wanted
from core.store.db import transaction
from tests.browser.console.conftest import running_console
from tests.browser.console.pictures import picture
from tests.company import CLIENT, SECRET, running_company
from tests.local.launching import free_port
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def company(_open_house: None) -> Iterator[Company]:
    people = (Person("carla@posada.test"), Person("nobody@posada.test"), Person("nora@posada.test"))
    with running_company("", *people) as made:
        port = free_port()
        made.back = f"http://127.0.0.1:{port}/auth/company/back"
        told = {"OIDC_ISSUER": made.issuer, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET}
        alone = {"OIDC_ONLY": "true", "OIDC_DOMAINS": "posada.test"}
        with running_console(port, **told, **alone, OIDC_NAME="Ceibo Workspace"):
            yield made


def console(company: Company) -> str:
    return company.back.removesuffix("/auth/company/back")


def test_somebody_comes_in_where_they_were_going(browser: Browser, house: House, company: Company) -> None:
    page = browser.new_context(locale="es-AR", viewport={"width": 1440, "height": 900}).new_page()
    page.goto(console(company) + "/guests")
    button = page.get_by_role("link", name="Entrar con Ceibo Workspace")
    expect(button).to_be_visible()
    picture(page, "company", "es", "1440")
    button.click()
    page.get_by_role("button", name="carla@posada.test").click()
    page.wait_for_url("**/guests")
    expect(page.get_by_text("Carla Ríos").first).to_be_visible(timeout=30_000)
    page.context.close()


def test_somebody_nobody_invited_reads_what_to_do(browser: Browser, house: House, company: Company) -> None:
    context = browser.new_context(locale="en-GB", viewport={"width": 390, "height": 844}, color_scheme="dark")
    page = context.new_page()
    page.goto(console(company) + "/auth/login")
    page.get_by_role("link", name="Sign in with Ceibo Workspace").click()
    page.get_by_role("button", name="nobody@posada.test").click()
    expect(page.get_by_text("Nobody on the team has that e-mail")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    picture(page, "company", "en", "390", "dark")
    page.get_by_role("link", name="Sign in with Ceibo Workspace").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("You did not agree")).to_be_visible()
    context.close()


def test_whoever_is_invited_comes_in_by_the_button_and_chooses_no_password(
    browser: Browser, house: House, company: Company
) -> None:
    """The console of this file takes no passwords of the company's people."""
    with transaction(house.posada) as session:
        secret = invites.make(
            session, house.olga, Wanted("nora@posada.test", "Nora Paz", Role.RECEPTION), "invitation-of-nora"
        )
    context = browser.new_context(locale="es-AR", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{console(company)}/auth/invite/{secret}")
    expect(page.get_by_text("Te esperan en Posada del Ceibo")).to_be_visible()
    expect(page.locator("input[type=password]")).to_have_count(0)
    picture(page, "company", "invited", "390")
    page.get_by_role("link", name="Entrar con Ceibo Workspace").click()
    page.get_by_role("button", name="nora@posada.test").click()
    expect(page.locator(".day[aria-busy=false]")).to_be_visible(timeout=30_000)
    page.goto(f"{console(company)}/account")
    expect(page.get_by_text("desde el equipo donde corre el sistema")).to_be_visible(timeout=30_000)
    context.close()
