"""What people do about themselves: each by somebody who works here since a moment ago."""

from __future__ import annotations

from typing import Any

from core.base import clock, seal
from core.domain import second_factor
from core.domain.access import Actor, Role
from core.local.board import DEMO_PASSWORD
from core.store.db import across_hotels
from core.store.staff import Staff
from tests.edges.console.asking import Browser
from tests.edges.console.deeds_of import Again, Click, deed
from tests.edges.console.doing_house import colleague
from tests.edges.console.entering import GOOD, with_factor
from tests.edges.console.staging import Stage

_MINE = {"password": DEMO_PASSWORD}


def _somebody(stage: Stage) -> tuple[Actor, Browser]:
    actor = Actor(colleague(stage), stage.hotel, "Nina", Role.RECEPTION)
    return actor, stage.signs_in(actor)


def _by_somebody(stage: Stage, path: str, **body: Any) -> Click:
    return Click(path, body, by=_somebody(stage)[1])


@deed("/api/account/name")
def rename(stage: Stage) -> Click:
    return _by_somebody(stage, "/api/account/name", name="Nina Paz Ríos")


@deed(
    "/api/account/password", Again.MORE, "the old password counts as a wrong one: it opens nothing any more"
)
def change_password(stage: Stage) -> Click:
    return _by_somebody(stage, "/api/account/password", old=DEMO_PASSWORD, new=GOOD)


@deed("/api/account/factor")
def begin_factor(stage: Stage) -> Click:
    return _by_somebody(stage, "/api/account/factor", **_MINE)


@deed("/api/account/factor/prove", Again.TOLD, "wrong_code")
def prove_factor(stage: Stage) -> Click:
    actor, browser = _somebody(stage)
    assert browser.post("/api/account/factor", json=_MINE).json()["done"]
    with across_hotels() as session:
        locked = session.get_one(Staff, actor.staff_id).factor_next_locked
    assert locked is not None
    step = second_factor.step_at(clock.now().timestamp())
    code = second_factor.code_at(seal.unlock(locked), step)
    return Click("/api/account/factor/prove", {"code": code}, by=browser)


@deed("/api/account/factor/drop")
def drop_factor(stage: Stage) -> Click:
    actor, browser = _somebody(stage)
    with_factor(browser, actor, DEMO_PASSWORD)
    return Click("/api/account/factor/drop", _MINE, by=browser)


@deed("/api/account/codes", Again.MORE, "the question waits for its answer and shows the codes in its place")
def new_codes(stage: Stage) -> Click:
    actor, browser = _somebody(stage)
    with_factor(browser, actor, DEMO_PASSWORD)
    return Click("/api/account/codes", _MINE, by=browser)


@deed("/api/account/sessions/end")
def end_session(stage: Stage) -> Click:
    actor, browser = _somebody(stage)
    stage.signs_in(actor)
    found = browser.get("/api/account").json()["sessions"]
    other = next(one for one in found if not one["own"])
    return Click("/api/account/sessions/end", {"mark": other["mark"]}, by=browser)


@deed("/api/account/sessions/end-others")
def end_others(stage: Stage) -> Click:
    actor, browser = _somebody(stage)
    stage.signs_in(actor)
    return Click("/api/account/sessions/end-others", by=browser)


@deed("/auth/ping")
def ping(stage: Stage) -> Click:
    return _by_somebody(stage, "/auth/ping")


@deed("/auth/language")
def language(stage: Stage) -> Click:
    return _by_somebody(stage, "/auth/language", language="en")


@deed("/auth/hotel")
def hotel(stage: Stage) -> Click:
    return _by_somebody(stage, "/auth/hotel", hotel=stage.hotel)
