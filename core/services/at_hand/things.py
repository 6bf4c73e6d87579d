"""The things themselves, and why one cannot be had."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.base import seal
from core.domain.outgoing import Content, to_json
from core.domain.stays import Wish


@dataclass(frozen=True)
class Offer:
    """Rooms for a wish; `types` are those of the free ones that are offered."""

    wish: Wish
    types: tuple[str, ...]


@dataclass(frozen=True)
class PayLink:
    booking_id: int


@dataclass(frozen=True)
class Transfer:
    """The account to transfer what is due to."""

    booking_id: int


@dataclass(frozen=True)
class Pass:
    """The confirmation with the QR that is shown at the door."""

    booking_id: int


@dataclass(frozen=True)
class Calendar:
    """The stay for the guest's own calendar."""

    booking_id: int


@dataclass(frozen=True)
class WayHere:
    """The pin on the map, with the address and how to come in words."""


@dataclass(frozen=True)
class Photos:
    """Pictures of rooms and places, by what they are in the media store, in the order in which they were ticked."""

    media: tuple[int, ...]


Thing = Offer | PayLink | Transfer | Pass | Calendar | WayHere | Photos

NAMES = {
    Offer: "offer",
    PayLink: "pay_link",
    Transfer: "transfer_details",
    Pass: "pass",
    Calendar: "calendar",
    WayHere: "way_here",
    Photos: "photos",
}


class Why(StrEnum):
    """Why a thing cannot be had; the screen has the words for each, and what to do."""

    NOTHING_CHOSEN = "nothing_chosen"
    NOTHING_FREE = "nothing_free"
    TAKEN_MEANWHILE = "taken_meanwhile"
    PAID_ALREADY = "paid_already"
    NO_ACCOUNT = "no_account"
    NO_TRANSFERS = "no_transfers"
    MONEY_LOOKED_AT = "money_looked_at"
    NOT_CONFIRMED = "not_confirmed"
    NO_STAY = "no_stay"
    NO_PLACE = "no_place"
    NO_PHOTOS = "no_photos"
    PHOTO_GONE = "photo_gone"
    TOO_MANY_PHOTOS = "too_many_photos"


class CannotSend(Exception):
    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class SeenOtherwise(Exception):
    """What would go now is not what was seen: a price moved, a room went, something was paid."""


@dataclass(frozen=True)
class Made:
    """What the guest gets, and a mark of all that was promised in it.

    `later` is what the house will send by itself in a moment, in these very words.
    """

    contents: tuple[Content, ...]
    mark: str
    later: bool = False


def made(*contents: Content, later: bool = False, promised: Any = None) -> Made:
    """`promised` stands for the contents where these say an hour that moves on by itself."""
    facts = promised if promised is not None else [to_json(content) for content in contents]
    return Made(contents, seal.fingerprint(json.dumps(facts, sort_keys=True, default=str))[:32], later)
