"""The page in a real browser: a guest writes, taps and records; nothing a hotel sends becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from core.local.phone.client import PhoneClient
from tests.browsing import chromium
from tests.local.phone.conftest import Post, to_ana
from tests.local.phone.webhook_ear import Ear

FAKE_MICROPHONE = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium(*FAKE_MICROPHONE) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, phone: PhoneClient) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, permissions=["microphone"], locale="es-AR"
    )
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(phone.url)
    page.wait_for_selector("[data-guest=ana] .note")
    yield page
    context.close()
    assert problems == []


def test_a_guest_writes_taps_and_records_on_the_page(
    page: Page, phone: PhoneClient, ear: Ear, post: Post
) -> None:
    ana = page.locator("[data-guest=ana]")
    ana.get_by_role("textbox").fill("¿Hay lugar?")
    ana.get_by_role("textbox").press("Enter")
    assert ear.wait_for(2)[1]["text"]["body"] == "¿Hay lugar?"
    buttons = [{"type": "reply", "reply": {"id": "v1:si", "title": "Sí, reservar"}}]
    trap = "<img src=x onerror=alert(1)> *listo*"
    post(to_ana("interactive", {"type": "button", "body": {"text": trap}, "action": {"buttons": buttons}}))
    expect(ana.locator(".theirs .words")).to_have_text("<img src=x onerror=alert(1)> listo")
    expect(ana.locator(".theirs strong")).to_have_text("listo")
    ana.get_by_role("button", name="Sí, reservar").click()
    assert ear.wait_for(3)[2]["interactive"]["button_reply"]["id"] == "v1:si"
    ana.get_by_role("button", name="Grabar un mensaje de voz").click()
    page.wait_for_timeout(700)
    ana.get_by_role("button", name="Enviar").click()
    voice = ear.wait_for(4)[3]["audio"]
    assert voice["mime_type"] == "audio/ogg; codecs=opus"
    assert voice["voice"] is True
    seconds = page.evaluate(
        """async (id) => {
            const bytes = await (await fetch(`/page/media/${id}`)).arrayBuffer();
            return (await new OfflineAudioContext(1, 48000, 48000).decodeAudioData(bytes)).duration;
        }""",
        voice["id"],
    )
    assert 0.3 < seconds < 5, "the browser itself can decode the Ogg we made"


def test_a_list_opens_as_a_sheet_and_options_are_switches(
    page: Page, phone: PhoneClient, ear: Ear, post: Post
) -> None:
    rows = [{"id": "r1", "title": "Cabaña", "description": "Con río"}, {"id": "r2", "title": "Suite"}]
    action = {"button": "Ver", "sections": [{"title": "Cuartos", "rows": rows}]}
    post(to_ana("interactive", {"type": "list", "body": {"text": "Elegí"}, "action": action}))
    ana = page.locator("[data-guest=ana]")
    ana.get_by_role("button", name="Ver").click()
    ana.get_by_role("radio", name="Suite").check()
    ana.get_by_role("button", name="Enviar elección").click()
    assert ear.wait_for(2)[1]["interactive"]["list_reply"] == {"id": "r2", "title": "Suite"}
    ana.get_by_role("button", name="Opciones · Ana Ferreyra").click()
    ana.get_by_role("switch", name="Teléfono sin conexión").check()
    expect(ana.locator(".banner")).to_contain_text("Sin conexión")
    page.keyboard.press("Escape")
    assert phone.guest("ana").details()["offline"] is True
    page.get_by_role("button", name="Switch to English").click()
    expect(ana.locator(".banner")).to_contain_text("Offline")


@pytest.mark.parametrize("width", [1440, 390])
def test_whoever_is_chosen_stands_in_sight_among_many(
    browser: Browser, phone: PhoneClient, width: int
) -> None:
    for number in range(12):
        phone.guest(f"Viajera{number}", "CL")
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="es-AR")
    page = context.new_page()
    page.goto(phone.url)
    page.get_by_role("button", name="Nuevo huésped").click()
    page.get_by_label("Nombre").fill("Pilar")
    page.get_by_label("País").select_option(label="España")
    page.get_by_role("button", name="Crear").click()
    expect(page.locator(".chip", has_text="Pilar")).to_be_in_viewport(ratio=0.9)
    expect(page.locator(".chip", has_text="Pilar")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Nuevo huésped")).to_be_in_viewport(ratio=0.9)
    context.close()


@pytest.mark.parametrize(
    ("reads", "write"), [("pt-BR", "Mensagem"), ("en-GB", "Write"), ("fi-FI", "Escribí")]
)
def test_the_page_speaks_as_its_browser_reads_and_shows_the_hour_of_the_guests_own_country(
    browser: Browser, phone: PhoneClient, reads: str, write: str
) -> None:
    phone.guest("ana").says("hola")
    phone.guest("chris").says("hi")
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale=reads, timezone_id="Asia/Tokyo"
    )
    page = context.new_page()
    page.goto(phone.url)
    expect(page.locator("[data-guest=ana] textarea")).to_have_attribute("placeholder", re.compile(write))
    hours = [page.locator(f"[data-guest={who}] time").last.inner_text() for who in ("ana", "chris")]
    context.close()
    ana, chris = (int(one.split(":")[0]) for one in hours)
    assert (ana - chris) % 24 in (4, 5), "Buenos Aires and San Francisco, in winter and in summer"


def test_of_two_with_the_same_name_each_is_told_by_the_end_of_a_number(
    page: Page, phone: PhoneClient
) -> None:
    for number in ("5491155550111", "5491155550222"):
        phone.http.post("/lab/guests", json={"name": "Pilar Sosa", "country": "AR", "wa_id": number})
    page.reload()
    expect(page.locator(".chip", has_text="Pilar")).to_have_text([re.compile("…111"), re.compile("…222")])
