"""The house's own templates at the stand-in: all are taken, approved, and go out as the house fills them."""

from __future__ import annotations

import asyncio

import pytest

from core.adapters.channels import open_template_desk
from core.adapters.channels.whatsapp import render
from core.domain.messages import Channel
from core.domain.outgoing import Template
from core.domain.ports import Account, Parcel
from core.local.phone.client import PhoneClient
from core.services import templates
from core.store import templates as rows
from core.store.db import transaction
from tests.local.phone.conftest import ACCOUNT, ANA, NUMBER, TOKEN, Post, code_of
from tests.local.phone.webhook_ear import Ear
from tests.makers import House
from worker.message_templates import Office, visit

HOTEL = Account(Channel.WHATSAPP, NUMBER, TOKEN)
ALL = len(templates.registry()) * 3


def visited(house: House, phone: PhoneClient, *, only_look: bool = False) -> list[str]:
    async def go() -> list[str]:
        desk = open_template_desk(str(phone.http.base_url), "v25.0")
        try:
            return await visit(desk, Office(house.posada, "posada", HOTEL, ACCOUNT), only_look=only_look)
        finally:
            await desk.close()

    return asyncio.run(go())


def states(house: House) -> set[str]:
    with transaction(house.posada) as session:
        return {row.state for row in rows.of_account(session, ACCOUNT)}


@pytest.fixture
def approved(house: House, phone: PhoneClient, ear: Ear) -> House:
    assert visited(house, phone) == []
    events = [value for value in ear.wait_for(ALL, "values") if value.get("event")]
    assert {value["event"] for value in events} == {"APPROVED"}
    assert visited(house, phone) == []
    return house


def test_every_template_is_taken_approved_and_known(approved: House, phone: PhoneClient) -> None:
    assert states(approved) == {"APPROVED"}
    with transaction(approved.posada) as session:
        assert len(rows.of_account(session, ACCOUNT)) == ALL


def test_looking_hands_nothing_in(house: House, phone: PhoneClient) -> None:
    assert visited(house, phone, only_look=True) == []
    assert states(house) == set()
    path, headers = f"/v25.0/{ACCOUNT}/message_templates", {"Authorization": f"Bearer {TOKEN}"}
    found = phone.http.get(path, headers=headers).json()["data"]
    assert [one["name"] for one in found] == ["hello_world"]


def test_each_goes_out_as_the_house_fills_it(approved: House, phone: PhoneClient, post: Post) -> None:
    phone.settings(pair_burst=1000)
    for definition in templates.registry().values():
        for language in ("es", "en", "pt_BR"):
            buttons = definition.wordings[templates.language_of(language)].buttons
            taps = tuple(f"v1:menu:{place}" for place, _ in enumerate(buttons))
            words = definition.words(dict.fromkeys(definition.blanks, "algo"))
            content = Template(definition.name, language, words, payloads=taps)
            answer = post(render(Parcel(HOTEL, content, ANA, None, "1.2")))
            assert code_of(answer) == 0, answer.text


def test_a_word_too_few_is_refused(approved: House, post: Post) -> None:
    short = Template("day_before", "es", ("uno", "dos"), payloads=("a", "b"))
    assert code_of(post(render(Parcel(HOTEL, short, ANA, None, "1.2")))) == 132000
