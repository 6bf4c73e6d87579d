"""Trying out what the house would say: the dialogue itself answers, and nothing of it stays behind."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from core.services import knowledge
from core.store.db import transaction
from core.store.outbox import OutboxLetter
from core.store.tables import metadata
from tests.edges.console.conftest import SignIn
from tests.edges.console.test_knowledge import HOSTILE, POOL, inn, post
from tests.makers import House

__all__ = ["inn"]


def counted(house: House) -> dict[str, int]:
    with transaction(house.posada) as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }


def test_trying_a_message_answers_as_the_house_would_and_leaves_nothing(
    signed_in: SignIn, inn: House
) -> None:
    browser = signed_in(inn.vera)
    before = counted(inn)
    [one] = post(browser, inn, "/api/knowledge/try", messages=["¿Tienen pileta?"]).json()["played"]
    assert (one["decision"], one["language"], one["facts"]) == ("answer", "es", ["amenity:pool"])
    with transaction(inn.posada) as session:
        known = knowledge.of(session, inn.posada).facts
    told = next(fact for (_, topic), fact in known.items() if topic == "pool").texts["es"]
    assert told in one["said"][0]["text"]
    assert one["meant"]["intents"][0][0] == "ask_amenity"
    two = post(browser, inn, "/api/knowledge/try", messages=["Hola", "Quiero hablar con una persona"]).json()[
        "played"
    ]
    assert (two[1]["decision"], two[1]["reason"]) == ("hand_over", "asked")
    hostile = post(browser, inn, "/api/knowledge/try", messages=[HOSTILE, "💥" * 900]).json()["played"]
    assert len(hostile) == 2
    assert counted(inn) == before
    with transaction(inn.posada) as session:
        assert session.scalar(select(func.count()).select_from(OutboxLetter)) == before["outbox"]


@pytest.mark.parametrize("said", [[], "hola", [""], [5], ["a"] * 9, None])
def test_what_is_no_message_is_not_tried(signed_in: SignIn, house: House, said: Any) -> None:
    assert post(signed_in(house.vera), house, "/api/knowledge/try", messages=said).status_code == 400


def test_a_fact_is_seen_as_guests_read_it_before_it_is_kept(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.diego)
    before = counted(house)
    paid = {**POOL, "answer": "paid", "price": 500_000, "per": "day", "texts": {"es": "Hay cochera."}}
    told = post(browser, house, "/api/knowledge/preview", fact=paid).json()["told"]
    assert told["es"].startswith("Hay cochera.")
    assert "5.000" in told["es"]
    assert "Hay cochera." in told["en"]
    assert told["en"] != told["es"]
    week = {"subject": "hours", "topic": "pool", "details": {"week": [["10:00-13:00", "16:00-20:00"]] * 7}}
    said = post(browser, house, "/api/knowledge/preview", fact={**POOL, **week, "texts": {}}).json()["told"][
        "es"
    ]
    assert "10:00" in said
    assert "20:00" in said
    assert counted(house) == before
