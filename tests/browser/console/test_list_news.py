"""The list looks only at what news are about, and what it shows stays right: its order, its filters, its numbers."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Request, expect
from sqlalchemy import select

from core.base import bell, clock
from core.domain.conversations import Reason
from core.services import conversations, owners
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.guests import Guest
from tests.browser.console.conftest import OpenDesk, Says
from tests.makers import House, Sender

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


class Asked:
    """What a page asked of the list: the rows it named, or None for all of them."""

    def __init__(self, page: Page) -> None:
        self.lists: list[list[str] | None] = []
        page.on("request", self._heard)

    def _heard(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.path == "/api/inbox":
            query = parse_qs(address.query, keep_blank_values=True)
            self.lists.append(query["only"][0].split(",") if "only" in query else None)


def somebody(number: int) -> Sender:
    return Sender(phone=f"54911{number:08}", name=f"Huésped {number}")


def names(page: Page) -> list[str]:
    return page.locator(".row .name").all_text_contents()


def opened(desk: OpenDesk, house: House) -> tuple[Page, Asked]:
    page = desk().sign_in(house.carla)
    expect(page.locator(".status .line.live")).to_be_visible()
    page.wait_for_load_state("networkidle")
    return page, Asked(page)


def calls(house: House, conversation: int) -> None:
    with transaction(house.posada) as session:
        owners.call_person(session, session.get_one(Conversation, conversation), Reason.ASKED)


def test_a_new_line_asks_for_its_own_row_and_moves_it_up(desk: OpenDesk, house: House, guest: Says) -> None:
    talks = [
        guest("hola", sender=somebody(number), at=clock.now() - timedelta(minutes=number))
        for number in range(45)
    ]
    page, asked = opened(desk, house)
    assert names(page)[:2] == ["Huésped 0", "Huésped 1"]
    guest("¿hay lugar?", sender=somebody(30))
    expect(page.locator(".row .name").first).to_have_text("Huésped 30")
    guest("¿y yo?", sender=somebody(44))  # stood on a page that was not loaded
    expect(page.locator(".row .name").first).to_have_text("Huésped 44")
    assert names(page)[:4] == ["Huésped 44", "Huésped 30", "Huésped 0", "Huésped 1"]
    assert None not in asked.lists
    assert {one for only in asked.lists for one in only or ()} == {str(talks[30]), str(talks[44])}
    page.locator(".list .scroller").evaluate("(it) => it.scrollTo(0, it.scrollHeight)")
    expect(page.locator(".row")).to_have_count(45, timeout=30_000)
    assert len(set(names(page))) == 45


def test_who_stops_waiting_leaves_the_filter_and_the_number(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    first, second = guest("una persona", sender=somebody(1)), guest("hola", sender=somebody(2))
    calls(house, first)
    page, asked = opened(desk, house)
    page.locator("[data-filter=waiting]").click()
    expect(page.locator(".row .name")).to_have_text(["Huésped 1"])
    calls(house, second)
    expect(page.locator(".row .name")).to_have_text(["Huésped 1", "Huésped 2"])
    expect(page.locator("[data-filter=waiting] b")).to_have_text("2")
    with transaction(house.posada) as session:
        conversations.take_over(session, house.diego, first, "token-of-a-click-77")
    expect(page.locator(".row .name")).to_have_text(["Huésped 2"])
    expect(page.locator("[data-filter=waiting] b")).to_have_text("1")
    assert asked.lists.count(None) == 1  # the filter that was chosen


def test_news_that_name_no_row_and_news_that_were_missed_lead_to_the_whole_list(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    guest("hola", sender=somebody(1))
    page, asked = opened(desk, house)
    bell.tell_screens(house.posada, {"kind": "prices"})
    bell.tell_screens(house.posada, {"kind": "alert"})
    with transaction(house.posada) as session:  # said to nobody
        session.scalars(select(Guest)).one().name = "Otro Nombre"
    page.wait_for_timeout(400)
    assert None not in asked.lists
    bell.tell_screens(house.posada, {"kind": "all"})
    expect(page.locator(".row .name")).to_have_text(["Otro Nombre"])
    assert None in asked.lists
