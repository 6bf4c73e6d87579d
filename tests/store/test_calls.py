"""One look of the relay: replies first, a trickle of what goes to many, courtesies while there is room."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from core.base import clock
from core.domain.errands import Desk, Errand
from core.store import calls, outbox
from core.store.db import across_hotels, transaction
from core.store.outbox import NewErrand, OutboxLetter
from tests.makers import House

REPLY, MANY, MARK = "reply", "many", "mark"


def write(house: House, lane: str, what: str) -> int:
    kind = Errand.MARK_READ if what == MARK else Errand.SEND_MESSAGE
    letter = NewErrand(kind=kind, lane=lane, payload={}, due_at=clock.now(), trace_id="trace")
    with transaction(house.posada) as session:
        letter_id = outbox.write(session, house.posada, letter)
        if what == MANY:
            session.execute(
                update(OutboxLetter).where(OutboxLetter.id == letter_id).values(desk=Desk.BULK.value)
            )
    return letter_id


def look(
    names: dict[int, str], room: int, spare: int, *, courteous: bool = True
) -> tuple[list[str], list[str]]:
    with across_hotels() as session:
        letters, for_many = calls.take(session, room, spare, courteous=courteous)
    return [names[letter.id] for letter in letters], [names[one] for one in sorted(for_many)]


@pytest.fixture
def waiting(house: House) -> dict[int, str]:
    """Written the other way round, so that nothing is first by its age."""
    kinds = (MARK, MARK, MARK, MANY, MANY, MANY, REPLY, REPLY, REPLY)
    return {write(house, f"lane:{place}", what): what for place, what in enumerate(kinds)}


def test_with_room_for_all_all_go_and_replies_go_first(waiting: dict[int, str]) -> None:
    assert look(waiting, 64, 16) == ([REPLY] * 3 + [MANY] * 3 + [MARK] * 3, [MANY] * 3)
    assert look(waiting, 64, 16) == ([], [])


@pytest.mark.parametrize(
    ("room", "spare", "taken"),
    [
        (2, 16, [REPLY] * 2),
        (4, 16, [REPLY] * 3 + [MANY]),
        (64, 5, [REPLY] * 3 + [MANY] * 2 + [MARK] * 2),
        (64, 2, [REPLY] * 3 + [MANY]),
        (64, -40, [REPLY] * 3 + [MANY]),
        (3, -40, [REPLY] * 3),
    ],
)
def test_what_nobody_waits_for_has_what_replies_leave_over(
    waiting: dict[int, str], room: int, spare: int, taken: list[str]
) -> None:
    assert look(waiting, room, spare)[0] == taken


def test_courtesies_are_not_looked_for_at_every_look(waiting: dict[int, str]) -> None:
    assert MARK not in look(waiting, 64, 16, courteous=False)[0]
    assert look(waiting, 64, 16)[0] == [MARK] * 3


def test_only_the_head_of_a_lane_goes(house: House) -> None:
    names = {write(house, "ana", MANY): MANY, write(house, "ana", REPLY): REPLY}
    assert look(names, 64, 16)[0] == [MANY]
