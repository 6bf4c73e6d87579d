"""Guests leave and are asked how it was: one says two stars aloud, one taps five. All get the same links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import time

import pytest
from playwright.sync_api import Browser, Page, expect

from core.domain.plain import to_plain
from core.domain.reviews import Rules
from core.local.board import DEMO_PASSWORD
from tests.adapters.speech import tiny_model
from tests.adapters.speech.tiny_model import Shape
from tests.browser.journeys.conftest import Newcomer
from tests.browser.journeys.guest_phone import PICTURES, GuestPhone
from tests.chaos.running_house import RunningHouse, open_house, until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

AT_ONCE = Rules(delay_hours=0, opens=time(0), closes=time(23, 59, 59))
IN_TIME = replace(AT_ONCE, delay_hours=48)
SORRY = "Perdón por la cama. Ya cambiamos el colchón y te esperamos con una noche de regalo."


@pytest.fixture(scope="module")
def open_one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """With its console, and a model that knows the one sentence this guest says."""
    said = Shape(sentence=" le doy dos estrellas.")
    model = tiny_model.build(tmp_path_factory.mktemp("voice") / "tiny", said)
    with open_house(console=True, SPEECH_MODEL=str(model), SPEECH_BEAM="1", SPEECH_THREADS="1") as opened:
        yield opened


@pytest.fixture
def desk(browser: Browser, open_one: RunningHouse) -> Iterator[Page]:
    """Carla's screen."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="es-AR")
    page = context.new_page()
    page.goto(open_one.place.url("CONSOLE_PORT") + "/reviews")
    page.locator("#email").fill("carla@posada.demo")
    page.locator("#password").fill(DEMO_PASSWORD)
    page.locator("#password").press("Enter")
    expect(page.locator(".page[aria-busy=false]")).to_be_attached()
    yield page
    context.close()


def asks(house: RunningHouse, rules: Rules) -> None:
    """This is how the hotel asks from now on."""
    with house.database() as books:
        books.execute(
            """INSERT INTO review_rules (hotel_id, document, version, changed_at)
            SELECT id, %s, 1, now() FROM hotels WHERE slug = 'posada-del-ceibo'
            ON CONFLICT (hotel_id) DO UPDATE SET document = excluded.document""",
            (json.dumps(to_plain(rules)),),
        )


def takes_a_stay(house: RunningHouse, guest: GuestPhone, name: str) -> str:
    """They are the guest of one of those who are in the house today; answers the booking's code."""
    guest.says("hola")
    guest.ever_hears(".")
    with house.database() as books:
        found = books.execute(
            """UPDATE bookings b SET guest_id = c.guest_id, conversation_id = c.id
            FROM (SELECT c.id, c.guest_id, c.hotel_id FROM conversations c JOIN guests g ON g.id = c.guest_id
                WHERE g.name LIKE %s) c
            WHERE b.id = (SELECT id FROM bookings WHERE status = 'in_house' AND group_code IS NULL
                AND hotel_id = c.hotel_id AND id NOT IN (SELECT booking_id FROM review_requests)
                ORDER BY check_out, id LIMIT 1)
            RETURNING b.code""",
            (f"{name}%",),
        ).fetchone()
    assert found is not None
    return str(found[0])


def checks_out(desk: Page, house: RunningHouse, code: str) -> None:
    desk.goto(f"{house.place.url('CONSOLE_PORT')}/?b={code}")
    expect(desk.locator(".card[aria-busy=false]")).to_be_visible()
    picture(desk, "leaving")
    desk.locator("[data-act=check_out]").click()
    question = desk.get_by_role("dialog", name=re.compile("^Check-out de"))
    sure = question.get_by_role("button", name="Hacer check-out", exact=True)
    owing = question.get_by_label("Se va debiendo")
    left = "SELECT 1 FROM bookings WHERE code = %s AND status = 'checked_out'"

    def gone() -> bool:
        if sure.count():
            if owing.count():
                owing.check()
            sure.click()
        return bool(house.rows(left, code))

    until(gone, 60, "the guest's leaving", pause=0.3)


def asked_by_hand(desk: Page) -> None:
    """The card that is open knows of the leaving only when the news has come."""
    desk.get_by_role("button", name="Preguntar ahora").click()
    dialog = desk.get_by_role("dialog", name="¿Preguntarle ahora cómo estuvo?")
    picture(desk, "asking")
    dialog.get_by_role("button", name="Preguntar ahora").click()
    expect(dialog).to_have_count(0)


def is_asked(guest: GuestPhone) -> None:
    """Questions leave one after the other, up to a minute apart."""
    question = guest.root.locator(".row.theirs").filter(
        has_text=re.compile("¿Cómo estuvo la estadía|cuántas estrellas")
    )
    until(question.count, 150, "the question", pause=0.3)


def picture(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"reviews-desk-{name}.png", animations="disabled")


def test_two_stars_aloud_become_a_case_that_is_put_right_and_the_guest_hears_of_it(
    newcomer: Newcomer, desk: Page, open_one: RunningHouse
) -> None:
    asks(open_one, IN_TIME)
    nora = newcomer("Nora")
    code = takes_a_stay(open_one, nora, "Nora")
    checks_out(desk, open_one, code)
    asked_by_hand(desk)
    is_asked(nora)
    nora.picture("asked")
    nora.root.get_by_role("button", name="Adjuntar").click()
    nora.page.get_by_role("button", name="Nota hablada").click()
    nora.page.get_by_role("button", name="Le doy dos estrellas").click()
    nora.ever_hears("perdón: no es lo que queremos")
    nora.picture("two-stars")
    nora.says("La cama durísima y el baño estaba sucio")
    nora.ever_hears("Google: http")
    nora.picture("links")
    desk.goto(open_one.place.url("CONSOLE_PORT") + "/reviews")
    case = desk.locator(".case").filter(has_text="Nora")
    expect(case).to_contain_text("La cama durísima")
    picture(desk, "case")
    case.get_by_role("button", name="Me ocupo").click()
    expect(case.get_by_text("Vos", exact=True)).to_be_visible()
    case.get_by_role("button", name="Resolver").click()
    dialog = desk.get_by_role("dialog", name=re.compile("Resolver lo de Nora"))
    dialog.get_by_label("¿Qué se hizo?").fill("Se cambió el colchón")
    dialog.get_by_label("Mensaje para el huésped").fill(SORRY)
    picture(desk, "resolving")
    dialog.get_by_role("button", name="Resolver").click()
    expect(case.get_by_text("Se le escribió al huésped.")).to_be_visible()
    picture(desk, "resolved")
    nora.ever_hears("Ya cambiamos el colchón")
    nora.picture("followed-up")


def test_five_stars_get_the_very_same_links(newcomer: Newcomer, desk: Page, open_one: RunningHouse) -> None:
    asks(open_one, AT_ONCE)
    bea = newcomer("Bea")
    code = takes_a_stay(open_one, bea, "Bea")
    checks_out(desk, open_one, code)
    is_asked(bea)
    bea.chooses("Excelente")
    bea.ever_hears("Qué alegría, gracias")
    bea.says("El desayuno riquísimo y la gente un amor")
    told = bea.ever_hears("Google: http").inner_text()
    bea.picture("links")
    named = re.findall(r"(\w[\w.]*): http", told)
    kept = open_one.rows(
        """SELECT l.platform FROM review_links l JOIN hotels h ON h.id = l.hotel_id
        WHERE h.slug = 'posada-del-ceibo' ORDER BY l.position"""
    )
    assert len(named) == len(kept) > 0
    assert (
        open_one.rows("SELECT 1 FROM review_cases k JOIN reviews v ON v.id = k.review_id WHERE v.stars = 5")
        == []
    )
