"""What tests of the way in share: clicks, posts, codes of a telephone."""

from __future__ import annotations

import itertools
import re
from typing import Any

from core.base import clock, seal
from core.domain import second_factor
from core.domain.access import Actor
from core.store.db import across_hotels
from core.store.staff import Staff
from tests.edges.console.asking import Browser
from tests.makers import PASSWORD

_serial = itertools.count(1)
GOOD = "kP7#vLq2!mZx"
BETTER = "tres gatos miran llover"


def post(browser: Browser, path: str, **body: Any) -> Any:
    return browser.post(path, json={"token": f"token-of-a-door-{next(_serial):05}", **body})


def error(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]


def code_of(actor: Actor, later: int = 0) -> str:
    """What the person's telephone shows, some half minutes from now."""
    with across_hotels() as session:
        person = session.get_one(Staff, actor.staff_id)
        locked = person.factor_locked or person.factor_next_locked
    assert locked is not None
    step = second_factor.step_at(clock.now().timestamp())
    return second_factor.code_at(seal.unlock(locked), step + later)


def with_factor(browser: Browser, actor: Actor, password: str = PASSWORD) -> list[str]:
    """Sets it up on one's own page; answers the recovery codes."""
    assert post(browser, "/api/account/factor", password=password).json()["done"]
    answer = post(browser, "/api/account/factor/prove", code=code_of(actor))
    assert answer.status_code == 200, answer.text
    codes: list[str] = answer.json()["codes"]
    return codes


def secret_in(link: str) -> str:
    found = re.search(r"/auth/invite/([A-Za-z0-9_-]+)$", link)
    assert found is not None
    return found[1]
