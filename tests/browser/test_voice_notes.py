"""Somebody speaks: recorded by a real browser, heard by real code, answered in words and aloud, read by staff."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.adapters.speech import making, tiny_model
from tests.browser.journeys.guest_phone import GuestPhone
from tests.browsing import chromium
from tests.chaos.running_house import RunningHouse, open_house

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

HEARD = f"Entendí: «{tiny_model.SENTENCE.strip()}»"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """The house with a model that knows one sentence by heart; everything else is as it always is."""
    model = tiny_model.build(tmp_path_factory.mktemp("voice") / "tiny")
    with open_house(console=True, SPEECH_MODEL=str(model), SPEECH_BEAM="1", SPEECH_THREADS="1") as opened:
        yield opened


@pytest.fixture(scope="module")
def browser(house: RunningHouse, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Its microphone hears a file: a voice, as espeak-ng speaks it."""
    spoken = tmp_path_factory.mktemp("microphone") / "spoken.wav"
    spoken.write_bytes(making.spoken("Hola, ¿tienen una habitación para dos este fin de semana?"))
    microphone = (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={spoken}",
    )
    with chromium(*microphone, patience_ms=60_000) as opened:
        yield opened


def phone_of(browser: Browser, house: RunningHouse, guest: str) -> tuple[Page, Locator]:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="es-AR", permissions=["microphone"]
    )
    page = context.new_page()
    page.goto(house.place.url("PHONE_PORT"))
    return page, page.locator(f"[data-guest={guest}]")


def test_a_recorded_note_is_answered_in_words_and_aloud(browser: Browser, house: RunningHouse) -> None:
    page, ana = phone_of(browser, house, "ana")
    ana.get_by_role("button", name="Grabar un mensaje de voz").click()
    expect(ana.get_by_role("timer")).to_have_text(re.compile(r"0:(0[4-9]|[1-9])"))
    ana.locator(".recording").get_by_role("button", name="Enviar").click()
    expect(ana.locator(".row.mine .voice")).to_have_count(1)
    expect(ana.get_by_text(HEARD)).to_be_visible()
    aloud = ana.locator(".row.theirs .voice")
    expect(aloud).to_have_count(1)
    expect(aloud.locator(".small")).not_to_have_text("0:00")
    aloud.get_by_role("button", name="Reproducir").click()
    expect(aloud.get_by_role("button", name="Pausar")).to_be_visible()
    page.context.close()


def test_who_has_no_microphone_sends_a_prepared_note_and_staff_read_what_was_said(
    browser: Browser, house: RunningHouse
) -> None:
    page, chris = phone_of(browser, house, "chris")
    chris.get_by_role("button", name="Adjuntar").click()
    page.get_by_role("button", name="Nota hablada").click()
    page.get_by_role("button", name="¿tienen una habitación para dos").click()
    expect(chris.locator(".row.mine .voice")).to_have_count(1)
    expect(chris.get_by_text(HEARD)).to_be_visible()
    page.context.close()

    console = browser.new_context(viewport={"width": 1440, "height": 900}, locale="es-AR").new_page()
    console.goto(house.place.url("CONSOLE_PORT") + "/conversations")
    console.get_by_label("Correo").fill("carla@posada.demo")
    console.get_by_label("Contraseña", exact=True).fill("ceibo-demo-2026")
    console.get_by_role("button", name="Entrar").click()
    console.get_by_role("option").filter(has_text="Chris").click()
    note = console.get_by_role("log").locator(".message.theirs").first
    expect(note.locator("audio")).to_have_count(1)
    expect(note.get_by_text("Transcripción automática")).to_be_visible()
    expect(note.get_by_text(tiny_model.SENTENCE.strip())).to_be_visible()
    build = Path(__file__).parents[2] / "build" / "pictures"
    build.mkdir(parents=True, exist_ok=True)
    console.screenshot(path=build / "voice-notes-console.png")


def test_a_weekend_asked_for_aloud_is_offered_and_held(browser: Browser, house: RunningHouse) -> None:
    new = house.phone.guest(name="Sol Ibarra").id
    page, _ = phone_of(browser, house, new)
    page.locator("nav.people .chip").filter(has_text=re.compile("Sol$")).click()
    sol = GuestPhone(page, new, "a-weekend-asked-for-aloud")
    sol.root.get_by_role("button", name="Adjuntar").click()
    page.get_by_role("button", name="Nota hablada").click()
    page.get_by_role("button", name="¿tienen una habitación para dos").click()
    expect(sol.root.locator(".row.mine .voice")).to_have_count(1)
    expect(sol.ever_hears("Entendí: «")).to_contain_text(tiny_model.SENTENCE.strip())
    sol.picture("understood")
    sol.takes_what_is_left()
    sol.ever_hears("¿Te la reservo")
    sol.picture("restated")
    sol.taps("Reservar")
    sol.ever_hears("Tu código es")
    sol.picture("held")
    page.context.close()
