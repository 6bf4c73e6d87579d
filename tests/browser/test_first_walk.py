"""What a stranger does first: opens the house, writes "hola" as a guest, takes over as staff, answers."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import chromium
from tests.local.launching import ROOT, free_port, until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

PICTURES = ROOT / "build" / "pictures"
PORTS = ("WEBHOOK_PORT", "CONSOLE_PORT", "PHONE_PORT")
SCREEN = {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def addresses() -> Iterator[dict[str, str]]:
    """`make up` itself, on free ports and in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="cj-walk-"))
    folder.chmod(0o755)
    ports = {name: str(free_port()) for name in PORTS}
    outside = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    said = folder / "screen.txt"
    with said.open("wb") as out:
        opened = subprocess.Popen(
            ["make", "up"],
            cwd=ROOT,
            env={**outside, **ports, "CONSERJE_DATA": str(folder / "data")},
            stdout=out,
            stderr=out,
        )
    try:
        until(lambda: "Conserje is open " in said.read_text() or opened.poll() is not None, 90, "opening")
        assert opened.poll() is None, said.read_text()
        yield {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    finally:
        opened.send_signal(signal.SIGTERM)
        opened.wait(30)
        if (logs := folder / "data" / "logs").exists():
            shutil.copytree(logs, ROOT / "build" / "logs", dirs_exist_ok=True)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with chromium() as opened:
        yield opened


def test_hola_is_answered_taken_over_and_answered_by_a_person(
    browser: Browser, addresses: dict[str, str]
) -> None:
    phone = browser.new_context(viewport=SCREEN, locale="es-AR").new_page()
    phone.goto(addresses["PHONE_PORT"])
    ana = phone.locator("[data-guest=ana]")
    ana.get_by_role("textbox").fill("hola")
    ana.get_by_role("textbox").press("Enter")
    expect(ana.get_by_text("Soy el asistente de Posada del Ceibo")).to_be_visible(timeout=10_000)
    _picture(phone, "1-guest-is-greeted")

    console = browser.new_context(viewport=SCREEN, locale="es-AR").new_page()
    _sign_in(console, addresses["CONSOLE_PORT"] + "/conversations")
    console.get_by_role("option").filter(has_text="Ana Ferreyra").click()
    expect(console.get_by_role("log").get_by_text("hola").first).to_be_visible()
    console.get_by_role("button", name="Tomar la conversación").click()
    expect(console.get_by_role("button", name="Devolver")).to_be_visible()

    ana.get_by_role("textbox").fill("¿me guardan una valija?")
    ana.get_by_role("textbox").press("Enter")
    expect(console.get_by_text("¿me guardan una valija?").last).to_be_visible()

    reply = console.get_by_role("textbox", name="Escribí una respuesta")
    reply.fill("¡Hola, Ana! Claro, la guardamos en recepción.")
    reply.press("Enter")
    expect(ana.get_by_text("Claro, la guardamos en recepción.")).to_be_visible(timeout=10_000)
    _picture(console, "2-staff-answered")
    _picture(phone, "3-guest-has-the-answer")


def _sign_in(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Correo").fill("carla@posada.demo")
    page.get_by_label("Contraseña", exact=True).fill("ceibo-demo-2026")
    page.get_by_role("button", name="Entrar").click()
    expect(page.get_by_role("option").first).to_be_visible(timeout=15_000)


def _picture(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / f"{name}.png")
