"""What goes back and forth with a guest, in words that belong to no channel in particular."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

WINDOW = timedelta(hours=24)
STALE_AFTER = timedelta(hours=3)


class Channel(StrEnum):
    WHATSAPP = "whatsapp"


class Kind(StrEnum):
    """What a guest can send us."""

    TEXT = "text"
    VOICE = "voice"
    AUDIO = "audio"
    IMAGE = "image"
    VIDEO = "video"
    DOCUMENT = "document"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACTS = "contacts"
    BUTTON = "button"
    LIST_CHOICE = "list_choice"
    TEMPLATE_BUTTON = "template_button"
    FORM = "form"
    ORDER = "order"
    REACTION = "reaction"
    EDIT = "edit"
    DELETION = "deletion"
    UNSUPPORTED = "unsupported"


TAPS = frozenset({Kind.BUTTON, Kind.LIST_CHOICE, Kind.TEMPLATE_BUTTON})
MEDIA = frozenset({Kind.VOICE, Kind.AUDIO, Kind.IMAGE, Kind.VIDEO, Kind.DOCUMENT, Kind.STICKER})
# These change an earlier message or say nothing; they open no turn of their own.
QUIET = frozenset({Kind.REACTION, Kind.EDIT, Kind.DELETION})


@dataclass(frozen=True)
class Sender:
    """Whatever the channel told us of a person; any of it may be missing, never all of it."""

    phone: str | None = None
    bsuid: str | None = None
    parent_bsuid: str | None = None
    username: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class MediaRef:
    id: str
    mime: str = ""
    sha256: str = ""
    filename: str | None = None
    animated: bool = False


@dataclass(frozen=True)
class Place:
    latitude: float
    longitude: float
    name: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class Card:
    """A contact card a guest shared."""

    name: str
    phones: tuple[str, ...] = ()


@dataclass(frozen=True)
class Incoming:
    id: str
    channel: Channel
    account: str
    sender: Sender
    at: datetime
    kind: Kind
    text: str = ""
    choice: str | None = None
    quotes: str | None = None
    target: str | None = None
    media: MediaRef | None = None
    place: Place | None = None
    cards: tuple[Card, ...] = ()
    forwarded: bool = False
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Echo:
    """A message the hotel's people wrote from their own phone, outside this house."""

    message: Incoming
    to: Sender


@dataclass(frozen=True)
class IdentityChange:
    """The channel says that a person is now known by other identifiers."""

    id: str
    channel: Channel
    account: str
    before: Sender
    after: Sender
    at: datetime


@dataclass(frozen=True)
class Trouble:
    code: int
    title: str = ""
    detail: str = ""


class Delivery(StrEnum):
    """How far a message of ours has come."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    PLAYED = "played"
    FAILED = "failed"


_RANK = {
    Delivery.QUEUED: 0,
    Delivery.SENT: 1,
    Delivery.DELIVERED: 2,
    Delivery.READ: 3,
    Delivery.PLAYED: 4,
    Delivery.FAILED: 5,
}


def delivery_rank(state: Delivery) -> int:
    return _RANK[state]


def moves_forward(present: Delivery, news: Delivery) -> bool:
    """Statuses come late, twice and out of order; only news that is further along counts, failure is final.

    A message that was seen by the guest did not fail, whatever arrives afterwards.
    """
    if news is Delivery.FAILED:
        return present in (Delivery.QUEUED, Delivery.SENT)
    return present is not Delivery.FAILED and _RANK[news] > _RANK[present]


@dataclass(frozen=True)
class StatusUpdate:
    message_id: str
    channel: Channel
    account: str
    state: Delivery
    at: datetime
    echo: str | None = None
    recipient: Sender = Sender()
    troubles: tuple[Trouble, ...] = ()
    category: str | None = None
    billable: bool | None = None


@dataclass(frozen=True)
class ChannelNotice:
    """News about the account itself: templates, quality, restrictions."""

    id: str
    channel: Channel
    account: str | None
    topic: str
    facts: dict[str, object]


@dataclass(frozen=True)
class Unreadable:
    """Something came that was meant for us and that we could not make sense of."""

    reason: str


Arrival = Incoming | Echo | IdentityChange | StatusUpdate | ChannelNotice | Unreadable


def window_closes(last_guest_message: datetime | None) -> datetime | None:
    return None if last_guest_message is None else last_guest_message + WINDOW


def window_is_open(last_guest_message: datetime | None, now: datetime) -> bool:
    closes = window_closes(last_guest_message)
    return closes is not None and now < closes


def is_stale(written: datetime, now: datetime) -> bool:
    """True for messages that an outage held back: they must not be answered as if they were live."""
    return now - written > STALE_AFTER
