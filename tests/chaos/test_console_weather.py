"""The console in a browser while a store or whoever answers guests is really gone: it says so, and nothing is lost."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from core.local.board import DEMO_PASSWORD
from tests.browser.console.pictures import picture
from tests.browsing import chromium
from tests.chaos.running_house import RunningHouse, open_house, until

pytestmark = [pytest.mark.chaos, pytest.mark.browser, pytest.mark.timeout(300)]

PATIENCE = 60_000
PHONE = {"width": 390, "height": 844}
HALF = "Te esperamos con el desa"
TASK = "Llevar toallas"
_WAITING = "SELECT id FROM conversations WHERE waiting_since IS NOT NULL ORDER BY id DESC LIMIT 1"


@pytest.fixture(scope="module")
def house() -> Iterator[RunningHouse]:
    with open_house(without=("slow", "voice", "chores", "think-2"), console=True, QUIET_WINDOW="0") as house:
        yield house


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def talk(house: RunningHouse) -> int:
    """A guest nobody knew has asked for a person."""
    guest = house.phone.guest(f"Ana {uuid.uuid4().hex[:6]}", "AR")
    guest.says("quiero hablar con una persona")
    found: list[int] = []

    def answered() -> bool:
        found[:] = [number for (number,) in house.rows(_WAITING)]
        return bool(found)

    until(answered, 40, "a person called")
    return found[0]


@pytest.fixture
def inbox(browser: Browser, house: RunningHouse, talk: int) -> Iterator[Page]:
    """Carla reads the conversation and has half an answer."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="es-AR")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{house.place.url('CONSOLE_PORT')}/conversations?c={talk}")
    page.locator("#email").fill("carla@posada.demo")
    page.locator("#password").fill(DEMO_PASSWORD)
    page.locator("#password").press("Enter")
    expect(page.locator(".status .line.live")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".bubble").first).to_be_visible(timeout=PATIENCE)
    expect(strip(page)).to_be_hidden()
    page.locator("textarea").press_sequentially(HALF)
    yield page
    context.close()


def strip(page: Page) -> Locator:
    return page.locator(".strip")


def said(house: RunningHouse, words: str) -> int:
    return int(house.rows("SELECT count(*) FROM messages WHERE author = 'staff' AND text = %s", words)[0][0])


def test_postgres_gone(house: RunningHouse, inbox: Page) -> None:
    today = inbox.context.new_page()
    today.goto(house.place.url("CONSOLE_PORT"))
    task = today.locator(".of-tasks li", has_text=TASK)
    add_task(today)
    expect(task).to_be_visible(timeout=PATIENCE)
    with house.down("postgres"):
        for page in (inbox, today):
            expect(strip(page)).to_contain_text("Sin conexión con el sistema", timeout=PATIENCE)
            expect(strip(page)).to_contain_text("queda guardado en este equipo")
        task.get_by_role("button", name="Hecho").click()
        expect(task.get_by_role("button", name="Hecho")).to_be_disabled()
        expect(strip(today)).to_contain_text("Hay 1 cosa por enviar", timeout=PATIENCE)
        picture(today, "weather", "postgres gone", "today")
        inbox.locator("textarea").press_sequentially("yuno")
        picture(inbox, "weather", "postgres gone", "inbox")
        for page in (today, inbox):
            page.set_viewport_size(PHONE)
        picture(today, "weather", "postgres gone", "today", "390")
        expect(strip(inbox)).to_be_in_viewport(ratio=1)
        picture(inbox, "weather", "postgres gone", "inbox", "390")
        fresh = inbox.context.new_page()
        fresh.goto(house.place.url("CONSOLE_PORT"))
        expect(fresh.get_by_text("La página vuelve sola en un momento")).to_be_visible()
        picture(fresh, "weather", "postgres gone", "fresh page", "390")
    for page in (inbox, today):
        expect(strip(page)).to_be_hidden(timeout=PATIENCE)
    expect(fresh.locator(".day[aria-busy=false]")).to_be_visible(timeout=PATIENCE)
    expect(task).to_have_count(0, timeout=PATIENCE)
    assert house.rows("SELECT state FROM tasks WHERE what = %s", TASK) == [("done",)]
    sends_once(house, inbox)


def add_task(page: Page) -> None:
    expect(page.locator(".day[aria-busy=false]")).to_be_visible(timeout=PATIENCE)
    page.locator(".of-tasks").get_by_role("button", name="Anotar una tarea").click()
    page.locator("dialog.ask").get_by_role("textbox").first.fill(TASK)
    page.locator("dialog.ask").locator("button[type=submit]").click()


def sends_once(house: RunningHouse, page: Page) -> None:
    """What was half written is still there, and goes to the guest one time."""
    words = f"{HALF}yuno {uuid.uuid4().hex[:6]}"
    expect(page.locator("textarea")).to_have_value(f"{HALF}yuno")
    page.locator("textarea").press_sequentially(words.removeprefix(f"{HALF}yuno"))
    page.locator("textarea").press("Enter")
    expect(page.locator(".message.staff:not(.unsent)", has_text=words)).to_have_count(1, timeout=PATIENCE)
    assert said(house, words) == 1


def test_redis_gone(house: RunningHouse, inbox: Page) -> None:
    with house.down("valkey"):
        expect(strip(inbox)).to_contain_text("unos segundos de demora", timeout=PATIENCE)
        inbox.locator("textarea").press_sequentially("yuno")
        picture(inbox, "weather", "redis gone", "inbox")
        sends_once(house, inbox)
    expect(strip(inbox)).to_be_hidden(timeout=PATIENCE)
    expect(inbox.locator(".status .line.live")).to_be_visible(timeout=PATIENCE)


def test_nobody_is_there_to_answer_guests(house: RunningHouse, inbox: Page) -> None:
    """What is written meanwhile is taken, says that it waits, and leaves by itself."""
    with house.down("think-1"):
        expect(strip(inbox)).to_contain_text("salen con demora", timeout=PATIENCE)
        picture(inbox, "weather", "nobody answers", "inbox")
    expect(strip(inbox)).to_be_hidden(timeout=PATIENCE)
    with house.down("relay"):
        expect(strip(inbox)).to_contain_text("salen con demora", timeout=PATIENCE)
        inbox.locator("textarea").press_sequentially("yuno")
        sends_once(house, inbox)
        inbox.set_viewport_size(PHONE)
        picture(inbox, "weather", "nobody answers", "inbox", "390")
    expect(strip(inbox)).to_be_hidden(timeout=PATIENCE)
    until(lambda: waiting_replies(house) == 0, 60, "the reply leaving")


def waiting_replies(house: RunningHouse) -> int:
    query = "SELECT count(*) FROM outbox WHERE kind = 'send_message' AND state IN ('waiting', 'doubtful', 'sending')"
    return int(house.rows(query)[0][0])
