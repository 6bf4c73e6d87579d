"""What is remembered survives JSON, strangers' shapes and long silence."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.memory import About, Asked, Memory, Party, StaySoFar, from_json

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
FULL = Memory(
    greeted=True,
    misses=1,
    asked=Asked(About.CHOICE, {"v1:doubt:pay": "Pagar"}),
    wish="book",
    doubted="lo de la seña",
    stay=StaySoFar(date(2026, 12, 10), date(2026, 12, 12), 2),
    party=Party(adults=2, children=1, child_ages=(5,), rooms=1, room_type="double"),
    flow="booking",
    data={"step": "people"},
    told=("who_i_am",),
    upset=True,
    recent=("hola",),
    turns=(NOON,),
    at=NOON,
    rest={"reopening_asked_for": "2026-11-20"},
)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(sorted(Memory().to_json()))


def test_it_comes_back_from_json_as_it_was() -> None:
    assert from_json(json.loads(json.dumps(FULL.to_json()))) == FULL
    assert from_json(Memory().to_json()) == Memory()


@given(anything | st.dictionaries(names, anything))
def test_no_shape_breaks_it(kept: Any) -> None:
    memory = from_json(kept)
    assert from_json(json.loads(json.dumps(memory.to_json()))) == memory


def test_what_another_hand_wrote_is_kept_as_it_was() -> None:
    kept = from_json({"misses": "many", "reopening_asked_for": "x", "newer": {"a": 1}})
    assert kept.misses == 0
    assert kept.to_json() | {"reopening_asked_for": "x", "newer": {"a": 1}} == kept.to_json()


@pytest.mark.parametrize(("hours", "open_"), [(0, True), (11.9, True), (12.1, False), (600, False)])
def test_a_question_of_yesterday_is_no_question_any_more(hours: float, open_: bool) -> None:
    later = FULL.as_of(NOON + timedelta(hours=hours), date(2026, 11, 20))
    assert (later.asked is not None, later.flow is not None, later.wish is not None) == (open_, open_, open_)
    assert later.misses == (1 if open_ else 0)
    assert later.upset is open_
    assert later.greeted
    assert later.stay == FULL.stay


def test_a_stay_that_has_begun_or_was_talked_of_long_ago_is_forgotten() -> None:
    assert not FULL.as_of(NOON, date(2026, 12, 11)).stay
    assert not FULL.as_of(NOON + timedelta(days=31), date(2026, 11, 20)).party
    assert FULL.as_of(NOON, date(2026, 12, 10)).stay


def test_only_the_last_turns_are_counted() -> None:
    memory = Memory()
    for number in range(50):
        memory = memory.noting(f"  Hola {number} ", NOON + timedelta(seconds=number))
    assert len(memory.recent) == len(memory.turns) == 20
    assert memory.recent[-1] == "Hola 49"
    assert memory.at == NOON + timedelta(seconds=49)
    assert memory.said_before(2) == ("Hola 47", "Hola 48")
    assert len(memory.said_before()) == 19
