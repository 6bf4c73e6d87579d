"""The inbox as people use it: news appear by themselves, and nothing that is being read or typed is disturbed."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from core.base import clock
from core.domain.conversations import Reason
from core.services import owners
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.messages import Message
from tests.browser.console.conftest import OpenDesk, Says, submit
from tests.makers import BRUNO, House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

QUICKLY = 2_000


def box(page: Page) -> object:
    return page.locator("textarea")


def is_live(page: Page) -> None:
    expect(page.locator(".status .line.live")).to_be_visible()


def test_a_message_appears_in_list_and_thread_without_a_reload(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    conversation = guest("hola")
    page = desk().sign_in(house.carla, f"/conversations?c={conversation}")
    expect(page.locator(".bubble", has_text="hola")).to_be_visible()
    is_live(page)
    begun = time.monotonic()
    guest("¿hay lugar el viernes?")
    expect(page.locator(".bubble", has_text="¿hay lugar el viernes?")).to_be_visible(timeout=QUICKLY)
    expect(page.locator(".row .preview", has_text="¿hay lugar el viernes?")).to_be_visible(timeout=QUICKLY)
    assert time.monotonic() - begun < 2


def test_what_is_being_typed_survives_news_a_reload_and_a_new_sign_in(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    conversation = guest("hola")
    mine = desk()
    page = mine.sign_in(house.carla, f"/conversations?c={conversation}")
    is_live(page)
    page.locator("textarea").press_sequentially("Te esperamos con el desa")
    guest("¿siguen ahí?")
    expect(page.locator(".bubble", has_text="¿siguen ahí?")).to_be_visible(timeout=QUICKLY)
    expect(page.locator("textarea")).to_have_value("Te esperamos con el desa")
    expect(page.locator("textarea")).to_be_focused()
    page.locator("textarea").press_sequentially("yuno")
    page.reload()
    expect(page.locator("textarea")).to_have_value("Te esperamos con el desayuno")
    page.locator("button.me").click()
    page.get_by_role("menuitem", name="Cerrar sesión").click()
    expect(page.get_by_text("Cerraste la sesión")).to_be_visible()
    page.goto(f"{mine.address}/conversations?c={conversation}")
    submit(page, house.carla)
    expect(page.locator("textarea")).to_have_value("Te esperamos con el desayuno", timeout=15_000)


def test_drafts_belong_to_their_conversation_and_their_person(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    guest("oi", sender=BRUNO)
    conversation = guest("hola")
    mine = desk()
    page = mine.sign_in(house.carla, f"/conversations?c={conversation}")
    page.locator("textarea").fill("para Ana")
    page.get_by_role("option", name="Bruno").click()
    expect(page.locator("textarea")).to_have_value("")
    page.get_by_role("option", name="Ana").click()
    expect(page.locator("textarea")).to_have_value("para Ana")
    second = mine.page(f"/conversations?c={conversation}")
    expect(second.locator("textarea")).to_have_value("para Ana", timeout=15_000)


def test_what_is_typed_in_one_tab_is_not_overwritten_by_another(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    conversation = guest("hola")
    mine = desk()
    first = mine.sign_in(house.carla, f"/conversations?c={conversation}")
    second = mine.page(f"/conversations?c={conversation}")
    expect(second.locator("textarea")).to_be_visible(timeout=15_000)
    second.bring_to_front()
    second.locator("textarea").focus()
    first.locator("textarea").fill("Les guardo la mesa")
    second.keyboard.type("La doble")
    expect(first.locator("textarea")).to_have_value("Les guardo la mesa")
    second.keyboard.type(" queda libre")
    expect(second.locator("textarea")).to_have_value(re.compile("La doble queda libre$"))
    first.locator("textarea").press("Enter")
    expect(first.locator(".message.staff")).to_have_count(1)
    expect(second.locator("textarea")).to_have_value(re.compile("La doble queda libre$"))


def test_a_reply_shows_at_once_and_is_sent_once(desk: OpenDesk, house: House, guest: Says) -> None:
    conversation = guest("hola")
    page = desk().sign_in(house.carla, f"/conversations?c={conversation}")
    page.locator("textarea").fill("¡Hola, Ana!")
    page.locator("textarea").press("Enter")
    expect(page.locator(".message.staff .bubble", has_text="¡Hola, Ana!")).to_be_visible(timeout=500)
    expect(page.locator(".message.staff:not(.unsent)", has_text="¡Hola, Ana!")).to_have_count(1)
    expect(page.locator("textarea")).to_have_value("")
    expect(page.locator(".banner", has_text="Atendés vos")).to_be_visible()
    assert replies(house) == ["¡Hola, Ana!"]


def test_a_reply_written_without_a_connection_goes_out_once_when_it_is_back(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    conversation = guest("hola")
    mine = desk()
    page = mine.sign_in(house.carla, f"/conversations?c={conversation}")
    expect(page.locator(".bubble", has_text="hola")).to_be_visible()
    mine.context.set_offline(True)
    for words in ("uno", "dos"):
        page.locator("textarea").fill(words)
        page.locator("textarea").press("Enter")
    expect(page.locator(".message.unsent")).to_have_count(2)
    expect(page.get_by_text("Sin conexión. Se envía cuando vuelva.").first).to_be_visible()
    assert replies(house) == []
    mine.context.set_offline(False)
    expect(page.locator(".message.staff:not(.unsent)")).to_have_count(2, timeout=20_000)
    assert replies(house) == ["uno", "dos"]


def test_an_unsent_reply_survives_closing_the_page(desk: OpenDesk, house: House, guest: Says) -> None:
    conversation = guest("hola")
    mine = desk()
    page = mine.sign_in(house.carla, f"/conversations?c={conversation}")
    expect(page.locator(".bubble", has_text="hola")).to_be_visible()
    page.route("**/reply", lambda route: route.abort())
    page.locator("textarea").fill("no te vayas")
    page.locator("textarea").press("Enter")
    expect(page.locator(".message.unsent")).to_be_visible()
    page.close()
    again = mine.page(f"/conversations?c={conversation}")
    expect(again.locator(".message.staff:not(.unsent)", has_text="no te vayas")).to_be_visible(timeout=15_000)
    assert replies(house) == ["no te vayas"]


def test_a_reader_is_not_moved_by_news_and_is_told_of_them(desk: OpenDesk, house: House, guest: Says) -> None:
    for number in range(75):
        conversation = guest(f"línea {number}", at=clock.now() - timedelta(minutes=90 - number))
    page = desk().sign_in(house.carla, f"/conversations?c={conversation}")
    expect(page.locator(".bubble", has_text="línea 74")).to_be_in_viewport()
    is_live(page)
    reader = page.locator(".thread .scroller")
    reader.evaluate("element => { element.scrollTop = 900; }")
    page.wait_for_function("() => true")
    line = page.locator(".message", has_text="línea 40")
    line.scroll_into_view_if_needed()
    before = line.bounding_box()
    guest("acá hay algo nuevo")
    expect(page.get_by_role("button", name="Mensajes nuevos")).to_be_visible(timeout=QUICKLY)
    after = line.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 1
    page.get_by_role("button", name="Mensajes nuevos").click()
    expect(page.locator(".bubble", has_text="acá hay algo nuevo")).to_be_in_viewport()


def test_earlier_messages_come_without_a_jump(desk: OpenDesk, house: House, guest: Says) -> None:
    for number in range(75):
        conversation = guest(f"línea {number}", at=clock.now() - timedelta(minutes=90 - number))
    page = desk().sign_in(house.carla, f"/conversations?c={conversation}")
    expect(page.locator(".message")).to_have_count(60)
    expect(page.locator(".bubble", has_text="línea 74")).to_be_in_viewport()
    is_live(page)
    line = page.locator(".message", has_text="línea 15")
    line.evaluate("element => element.scrollIntoView()")
    expect(page.locator(".message")).to_have_count(75)
    assert line.evaluate("element => element.getBoundingClientRect().top") < 300
    expect(page.get_by_text("Acá empieza la conversación")).to_be_attached()


def test_what_a_guest_writes_stays_text(desk: OpenDesk, house: House, guest: Says) -> None:
    nasty = '<img src=x onerror="document.title=1"><b>negrita</b>'
    conversation = guest(nasty, sender=BRUNO)
    page = desk().sign_in(house.carla, f"/conversations?c={conversation}")
    expect(page.locator(".bubble .words")).to_contain_text(nasty)
    expect(page.locator(".row .preview")).to_contain_text(nasty)
    assert page.locator(".bubble img, .row img").count() == 0


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\u200b\u200f\u2063", "Mensaje sin texto visible"),
        ("مرحبا، غرفة؟", "مرحبا، غرفة؟"),
        ("x" * 4000, "Ver todo"),
    ],
)
def test_strange_texts_keep_their_place(
    desk: OpenDesk, house: House, guest: Says, written: str, shown: str
) -> None:
    conversation = guest(written)
    page = desk().sign_in(house.carla, f"/conversations?c={conversation}")
    expect(page.locator(".bubble")).to_contain_text(shown)
    assert page.locator(".bubble").evaluate("bubble => bubble.offsetHeight") < 500


def test_taking_over_and_handing_back_by_the_keyboard(desk: OpenDesk, house: House, guest: Says) -> None:
    conversation = guest("una persona, por favor")
    with transaction(house.posada) as session:
        owners.call_person(session, session.get_one(Conversation, conversation), Reason.ASKED)
    page = desk().sign_in(house.carla, f"/conversations?c={conversation}")
    expect(page.locator(".banner.warm")).to_contain_text("Pidió hablar con una persona")
    page.keyboard.press("Alt+h")
    expect(page.locator(".banner.mine")).to_be_visible()
    expect(page.locator(".row .chip.staff")).to_have_text("Vos")
    page.keyboard.press("Alt+h")
    expect(page.locator(".banner.house")).to_be_visible()
    expect(page.locator(".event", has_text="la devolvió a la casa")).to_be_visible()


def test_nothing_jumps_while_the_page_opens_and_news_arrive(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    conversation = guest("hola")
    page = desk().sign_in(house.carla, f"/conversations?c={conversation}")
    is_live(page)
    page.evaluate(
        """() => { window.jumps = 0; new PerformanceObserver((list) => { for (const one of list.getEntries())
        if (!one.hadRecentInput) window.jumps += one.value; }).observe({ type: "layout-shift", buffered: false }); }"""
    )
    guest("oi", sender=BRUNO)
    expect(page.get_by_role("option", name="Bruno")).to_be_visible(timeout=QUICKLY)
    page.wait_for_timeout(300)
    assert page.evaluate("window.jumps") < 0.02


def replies(house: House) -> list[str]:
    with transaction(house.posada) as session:
        found = session.query(Message.text).filter(Message.author == "staff").order_by(Message.id)
        return [text for (text,) in found]
