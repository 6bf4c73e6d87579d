"""Who on the staff may do what. Services ask; screens only hide buttons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    MANAGER = "manager"
    RECEPTION = "reception"
    VIEWER = "viewer"


class Action(StrEnum):
    READ_CONVERSATIONS = "read_conversations"
    REPLY = "reply"
    TAKE_OVER = "take_over"
    WRITE_NOTE = "write_note"
    RETRY_LETTER = "retry_letter"
    SETTLE_QUESTION = "settle_question"
    EDIT_KNOWLEDGE = "edit_knowledge"
    PAUSE_CHANNEL = "pause_channel"
    MANAGE_STAFF = "manage_staff"
    READ_AUDIT = "read_audit"
    READ_HEALTH = "read_health"
    DROP_LETTER = "drop_letter"
    SET_HOTEL = "set_hotel"
    CONNECT = "connect"
    READ_BOOKINGS = "read_bookings"
    BOOK = "book"
    BLOCK_ROOMS = "block_rooms"
    AGREE_PRICE = "agree_price"
    SET_PRICES = "set_prices"
    SET_ROOMS = "set_rooms"
    WORK_TASKS = "work_tasks"
    EDIT_PHRASES = "edit_phrases"
    ASK_PAYMENT = "ask_payment"
    TAKE_MONEY = "take_money"
    REFUND = "refund"
    SETTLE_CASES = "settle_cases"
    SET_LETTERS = "set_letters"
    MANAGE_API_KEYS = "manage_api_keys"
    READ_REVIEWS = "read_reviews"
    CARE_FOR_REVIEWS = "care_for_reviews"
    SET_REVIEWS = "set_reviews"
    READ_MONEY = "read_money"
    READ_NUMBERS = "read_numbers"
    READ_GUESTS = "read_guests"
    CARE_FOR_GUESTS = "care_for_guests"
    EXPORT_GUESTS = "export_guests"
    ERASE_GUESTS = "erase_guests"


_VIEWER = frozenset(
    {
        Action.READ_CONVERSATIONS,
        Action.READ_BOOKINGS,
        Action.READ_REVIEWS,
        Action.READ_MONEY,
        Action.READ_GUESTS,
    }
)
_RECEPTION = _VIEWER | {
    Action.WORK_TASKS,
    Action.REPLY,
    Action.TAKE_OVER,
    Action.WRITE_NOTE,
    Action.RETRY_LETTER,
    Action.READ_HEALTH,
    Action.SETTLE_QUESTION,
    Action.BOOK,
    Action.BLOCK_ROOMS,
    Action.ASK_PAYMENT,
    Action.TAKE_MONEY,
    Action.CARE_FOR_REVIEWS,
    Action.CARE_FOR_GUESTS,
}
_MANAGER = _RECEPTION | {
    Action.PAUSE_CHANNEL,
    Action.READ_AUDIT,
    Action.DROP_LETTER,
    Action.SET_HOTEL,
    Action.EDIT_KNOWLEDGE,
    Action.EDIT_PHRASES,
    Action.AGREE_PRICE,
    Action.SET_PRICES,
    Action.SET_ROOMS,
    Action.REFUND,
    Action.SETTLE_CASES,
    Action.SET_LETTERS,
    Action.MANAGE_API_KEYS,
    Action.SET_REVIEWS,
    Action.READ_NUMBERS,
    Action.EXPORT_GUESTS,
    Action.ERASE_GUESTS,
}
_OWNER = _MANAGER | {Action.MANAGE_STAFF, Action.CONNECT}

ALLOWED: dict[Role, frozenset[Action]] = {
    Role.VIEWER: _VIEWER,
    Role.RECEPTION: _RECEPTION,
    Role.MANAGER: _MANAGER,
    Role.OWNER: _OWNER,
}


@dataclass(frozen=True)
class Actor:
    """A member of staff at work in one hotel."""

    staff_id: int
    hotel_id: int
    name: str
    role: Role

    def may(self, action: Action) -> bool:
        return action in ALLOWED[self.role]


@dataclass(frozen=True)
class House:
    """The house itself at work in one hotel: what it may do is decided by the dialogue that calls it, not by a role."""

    hotel_id: int
    staff_id: None = None


By = Actor | House


class NotAllowed(Exception):
    """The actor's role does not permit this."""


def require(actor: By, action: Action) -> None:
    if isinstance(actor, Actor) and not actor.may(action):
        raise NotAllowed(f"{actor.role} may not {action}")
