"""Every deed that the console can post, clicked twice in a hotel that is lived in: it is done as after one click.

A deed that is new needs a situation in one of the files beside this one (`doing_…`), or the first test fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from tests.edges.console import (  # each puts its deeds on the table
    doing_account,
    doing_house,
    doing_money,
    doing_rates,
    doing_reviews,
    doing_stays,
    doing_talks,
    doing_words,
    traces,
)
from tests.edges.console.asking import Browser
from tests.edges.console.at_once import at_once
from tests.edges.console.clicks import token
from tests.edges.console.deeds_of import CASES, Again, Case, Click
from tests.edges.console.staging import Stage, staged
from tests.edges.console.test_clicks_once import DEEDS, WITHOUT
from tests.edges.console.traces import Left, Watch

_TABLE = (
    doing_account, doing_house, doing_money, doing_rates, doing_reviews, doing_stays, doing_talks, doing_words,
)  # fmt: skip
# Written down that somebody said so again; and the number by which turns notice that they have to read anew.
_A_LINE_IN_THE_BOOK = {"audit", "knowledge_marks"}
# Shown to whoever asked first and kept nowhere; they hear afterwards that it was.
SHOWN_ONCE = {
    "/api/settings/keys": {"secret": None},
    "/api/account/factor/prove": {"codes": None},
    "/api/account/codes": {"codes": None},
    "/api/team/invites": {"link": None},
    "/api/team/{id:int}/reset-link": {"link": None},
}
TOKENED = sorted({door.path for door in DEEDS} - set(WITHOUT))


class Done(NamedTuple):
    """A deed that was done once, and what it left."""

    click: Click
    token: str
    answer: Any
    left: Left


@pytest.fixture(scope="module")
def stage(_open_house: None) -> Iterator[Stage]:
    with staged() as made:
        yield made


def press(browser: Browser, click: Click, token: str) -> Any:
    body = {"token": token, **click.body}
    if click.data is None:
        return browser.post(click.path, json=body)
    return browser.post(click.path, params=body, content=click.data)


def done_once(stage: Stage, door: str) -> Done:
    click, mine = CASES[door].situation(stage), token()
    browser, watch = stage.of(click), Watch()
    answer = press(browser, click, mine)
    assert answer.status_code == 200, answer.text
    return Done(click, mine, answer, watch.left())


def answered_as_before(door: str, first: Any, again: Any) -> bool:
    wanted = first.json() | SHOWN_ONCE.get(door, {})
    return (again.status_code, again.json()) == (200, wanted)


def test_every_deed_has_its_situation() -> None:
    assert set(CASES) == {door.path for door in DEEDS}
    assert len(_TABLE) == len({module.__name__ for module in _TABLE})


@pytest.mark.parametrize("door", TOKENED)
def test_a_click_that_comes_again_does_nothing_and_hears_what_it_heard(stage: Stage, door: str) -> None:
    once = done_once(stage, door)
    assert once.left, "nothing was done, so that nothing is proven"
    watch = Watch()
    again = press(stage.of(once.click), once.click, once.token)
    assert watch.left() == {}
    assert answered_as_before(door, once.answer, again), (once.answer.text, again.text)
    judged(CASES[door], *another_click(stage, once.click))


@pytest.mark.parametrize("door", TOKENED)
def test_a_click_that_is_on_its_way_twice_at_once_is_done_once(stage: Stage, door: str) -> None:
    alone = done_once(stage, door).left
    click, mine = CASES[door].situation(stage), token()
    first, second = stage.of(click), stage.second_tab(stage.of(click))
    watch = Watch()
    one, two = at_once(lambda: press(first, click, mine), lambda: press(second, click, mine))
    assert one.status_code == 200, one.text
    assert answered_as_before(door, one, two), (one.text, two.text)
    left = watch.left()
    assert left, "nothing was done"
    assert traces.more(left, than=alone) == {}


@pytest.mark.parametrize("door", sorted(WITHOUT))
def test_what_carries_no_token_may_be_said_twice(stage: Stage, door: str) -> None:
    judged(CASES[door], *another_click(stage, done_once(stage, door).click))


def another_click(stage: Stage, click: Click) -> tuple[Any, set[str]]:
    """What a second click of its own is answered, and the tables that say something else since."""
    watch, before = Watch(), traces.said()
    answer = press(stage.of(click), click, token())
    after = traces.said(watch.left())
    return answer, {name for name, number in after.items() if before[name] != number}


def judged(case: Case, answer: Any, changed: set[str]) -> None:
    """It does what the table says of it."""
    more = changed - _A_LINE_IN_THE_BOOK
    match case.again:
        case Again.NOTHING:
            assert (answer.status_code, more) == (200, set()), answer.text
        case Again.TOLD:
            assert (answer.json().get("error"), changed) == (case.why, set()), answer.text
        case Again.MORE:
            assert case.why, "says what keeps a nervous hand from it"
            assert (answer.status_code, bool(more)) == (200, True), (answer.text, changed)
