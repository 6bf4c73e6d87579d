"""Who may do what: the whole table, and the refusal."""

from __future__ import annotations

from itertools import product

import pytest

from core.domain.access import Action, Actor, NotAllowed, Role, require

MAY = {
    Action.READ_CONVERSATIONS: {Role.VIEWER, Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.REPLY: {Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.TAKE_OVER: {Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.WRITE_NOTE: {Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.RETRY_LETTER: {Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.PAUSE_CHANNEL: {Role.MANAGER, Role.OWNER},
    Action.MANAGE_STAFF: {Role.OWNER},
    Action.READ_AUDIT: {Role.MANAGER, Role.OWNER},
    Action.READ_HEALTH: {Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.DROP_LETTER: {Role.MANAGER, Role.OWNER},
    Action.SET_HOTEL: {Role.MANAGER, Role.OWNER},
    Action.CONNECT: {Role.OWNER},
    Action.SETTLE_QUESTION: {Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.EDIT_KNOWLEDGE: {Role.MANAGER, Role.OWNER},
    Action.WORK_TASKS: {Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.EDIT_PHRASES: {Role.MANAGER, Role.OWNER},
    Action.ASK_PAYMENT: {Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.TAKE_MONEY: {Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.REFUND: {Role.MANAGER, Role.OWNER},
    Action.SETTLE_CASES: {Role.MANAGER, Role.OWNER},
    Action.MANAGE_API_KEYS: {Role.MANAGER, Role.OWNER},
    Action.READ_BOOKINGS: {Role.VIEWER, Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.BOOK: {Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.BLOCK_ROOMS: {Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.AGREE_PRICE: {Role.MANAGER, Role.OWNER},
    Action.SET_PRICES: {Role.MANAGER, Role.OWNER},
    Action.SET_ROOMS: {Role.MANAGER, Role.OWNER},
    Action.SET_LETTERS: {Role.MANAGER, Role.OWNER},
    Action.READ_REVIEWS: {Role.VIEWER, Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.CARE_FOR_REVIEWS: {Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.SET_REVIEWS: {Role.MANAGER, Role.OWNER},
    Action.READ_GUESTS: {Role.VIEWER, Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.CARE_FOR_GUESTS: {Role.RECEPTION, Role.MANAGER, Role.OWNER},
    Action.EXPORT_GUESTS: {Role.MANAGER, Role.OWNER},
    Action.ERASE_GUESTS: {Role.MANAGER, Role.OWNER},
    Action.READ_NUMBERS: {Role.MANAGER, Role.OWNER},
    Action.READ_MONEY: {Role.VIEWER, Role.RECEPTION, Role.MANAGER, Role.OWNER},
}


def test_the_table_knows_every_action() -> None:
    assert set(MAY) == set(Action)


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_a_role_may_do_what_the_table_says_and_nothing_else(role: Role, action: Action) -> None:
    actor = Actor(staff_id=1, hotel_id=1, name="somebody", role=role)
    assert actor.may(action) == (role in MAY[action])
    if role in MAY[action]:
        require(actor, action)
    else:
        with pytest.raises(NotAllowed, match=f"{role} may not {action}"):
            require(actor, action)
