"""What a hotel entered is held against the channel: right, a wrong token, a wrong number, and templates handed in."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from core.base import clock, seal
from core.base.settings import settings
from core.domain.errands import Desk
from core.local.phone.client import PhoneClient
from core.services import setup
from core.store import outbox
from core.store.db import across_hotels, transaction
from core.store.hotels import ChannelAccount
from tests.local.phone.conftest import ACCOUNT, NUMBER, TOKEN
from tests.makers import House
from worker import slow


@pytest.fixture
def entered(house: House, phone: PhoneClient, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(settings(), "whatsapp_api_url", str(phone.http.base_url).rstrip("/"))
    with across_hotels() as session:
        [row] = session.scalars(select(ChannelAccount).where(ChannelAccount.hotel_id == house.posada))
        row.account, row.business, row.token_locked = NUMBER, ACCOUNT, seal.lock(TOKEN)
        return row.id


def change(number: int, **facts: str) -> None:
    with across_hotels() as session:
        row = session.get_one(ChannelAccount, number)
        for name, value in facts.items():
            setattr(row, name, value)


def checked(house: House, number: int, *, submit: bool = False) -> dict[str, Any]:
    with transaction(house.posada) as session:
        setup.ask_to_check(session, house.olga, number, submit, f"token-{clock.now().timestamp()}-{number}")
    with across_hotels() as session:
        [letter] = outbox.claim(session, Desk.SLOW, 1, 60.0)
    slow.HANDLERS[letter.kind](letter)
    with transaction(house.posada) as session:
        found = setup.last_check(session, number)
    assert found is not None
    return found


def test_what_is_right_is_said_to_be_right(house: House, entered: int) -> None:
    found = checked(house, entered)
    assert (found["ok"], found["problem"], found["known"]) == (True, "", 0)
    assert found["number"]


def test_missing_templates_are_handed_in_when_wished(house: House, entered: int) -> None:
    found = checked(house, entered, submit=True)
    assert found["ok"], found
    assert found["known"] > 10


@pytest.mark.parametrize(
    "wrong",
    [
        {"token_locked": "a-token-of-somebody-else"},
        {"account": "999999999999999"},
        {"business": "888888888888888"},
    ],
)
def test_what_is_wrong_is_said_in_the_channels_words(
    house: House, entered: int, wrong: dict[str, str]
) -> None:
    facts = {name: seal.lock(value) if name == "token_locked" else value for name, value in wrong.items()}
    change(entered, **facts)
    found = checked(house, entered)
    assert not found["ok"]
    assert found["problem"]
    assert found["code"] > 0
    assert TOKEN not in str(found)


def test_a_token_locked_with_another_key_is_said_so(house: House, entered: int) -> None:
    change(entered, token_locked="nothing that opens")
    assert "SECRET_KEY" in checked(house, entered)["problem"]
