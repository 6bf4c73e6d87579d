"""Every deed of the console carries the token of its click, so that it happens once; none escapes this list."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import func, select

from console.door import Auth, Door
from console.doors import DOORS
from core.domain.conversations import AuditTag
from core.store.alerts import AuditEntry
from core.store.db import across_hotels
from core.store.outbox import OutboxLetter
from tests.edges.console.conftest import SignIn
from tests.makers import House

_ASKS = "only asks; it is a POST because an address would not hold the question"
_SAME_AGAIN = "says how something is, and twice is the same as once"
_SAME_SECRET = "shows the secret that waits for its telephone; asked again it is the same one"
WITHOUT = {
    "/api/conversations/{id:int}/here": _SAME_AGAIN,
    "/api/conversations/{id:int}/seen": _SAME_AGAIN,
    "/api/conversations/{id:int}/at-hand/free": _ASKS,
    "/api/conversations/{id:int}/at-hand/preview": _ASKS,
    "/api/conversations/{id:int}/at-hand/hold-preview": _ASKS,
    "/api/settings/letters/{letter}/preview": _ASKS,
    "/api/knowledge/try": _ASKS,
    "/api/knowledge/preview": _ASKS,
    "/api/rates/preview": _ASKS,
    "/api/reviews/imports/look": _ASKS,
    "/api/account/factor": _SAME_SECRET,
    "/auth/ping": _SAME_AGAIN,
    "/auth/language": _SAME_AGAIN,
    "/auth/hotel": _SAME_AGAIN,
}
DEEDS = [door for door in DOORS if door.auth is Auth.SIGNED_IN and "POST" in door.methods]
Work = Callable[..., Any]


def works_behind(endpoint: Any) -> Iterator[Work]:
    """The functions a door was made of: what `writes` was given, and what that was given."""
    for cell in endpoint.__closure__ or ():
        found = cell.cell_contents
        if inspect.isfunction(found):
            yield found
            yield from works_behind(found)


def asks_for_a_token(work: Work) -> bool:
    """In its own lines, or in those of the console that it calls."""
    module, seen, waiting = sys.modules[work.__module__], set[str](), [work]
    while waiting:
        lines = inspect.getsource(waiting.pop())
        if re.search(r"\btoken_of\(", lines):
            return True
        for name in set(re.findall(r"\b(\w+)\(", lines)) - seen:
            seen.add(name)
            called = getattr(module, name, None)
            if inspect.isfunction(called) and called.__module__.startswith("console"):
                waiting.append(called)
    return False


@pytest.mark.parametrize("door", DEEDS, ids=lambda door: door.path)
def test_a_deed_asks_for_the_token_of_its_click(door: Door) -> None:
    works = [work for work in works_behind(door.answer) if work.__module__ != "console.answers"]
    asks = any(asks_for_a_token(work) for work in works)
    assert asks == (door.path not in WITHOUT), door.path


def test_the_list_of_those_without_a_token_names_doors_that_are_there() -> None:
    assert set(WITHOUT) <= {door.path for door in DEEDS}


def test_without_a_token_nothing_is_done(signed_in: SignIn, house: House) -> None:
    """By an owner, who may do everything, with words that would do."""
    olga = signed_in(house.olga)
    before = written()
    for door in DEEDS:
        if door.path not in WITHOUT:
            path = re.sub(r"{box}", "outbox", re.sub(r"{[^}]+}", "1", door.path))
            answer = olga.post(path, json={"body": "hola", "what": "hola", "why": "hola", "minutes": 30})
            assert 400 <= answer.status_code < 500, (path, answer.status_code, answer.text)
    assert written() == before


def written() -> tuple[int, int]:
    with across_hotels() as session:
        of_signing_in = AuditEntry.tag == AuditTag.STAFF_SIGNED_IN
        book = session.scalar(select(func.count()).select_from(AuditEntry).where(~of_signing_in))
        letters = session.scalar(select(func.count()).select_from(OutboxLetter))
        return book or 0, letters or 0
