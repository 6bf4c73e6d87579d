"""The doors to the outside. Adapters implement these; tests have fakes checked against them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.errands import Refusal
from core.domain.messages import Channel
from core.domain.outgoing import Content
from core.domain.payments import Provider, RefundSeen, Snapshot
from core.domain.public_reviews import PlaceKey, ReplySeen, ReviewPage
from core.domain.speech import Transcript, Unheard
from core.domain.templates import Definition


@dataclass(frozen=True)
class Envelope:
    """One arrival cut out of a delivery: what the inbox keeps, before anybody has read it."""

    key: str
    kind: str  # message | status | echo | identity | notice | unreadable
    account: str | None
    lane: str
    body: bytes
    at: datetime | None = None


@dataclass(frozen=True)
class Account:
    """A hotel's address on a channel, with the secret that opens it."""

    channel: Channel
    id: str
    token: str


@dataclass(frozen=True)
class Parcel:
    """One message to hand over: to whom, what, quoting what, and the mark that will come back in every status."""

    account: Account
    content: Content
    to_phone: str | None
    to_bsuid: str | None
    echo: str
    quotes: str | None = None
    media_ids: dict[int, str] | None = None


@dataclass(frozen=True)
class Receipt:
    """The channel took the message; `recipient` is how it calls the person from now on."""

    message_id: str
    recipient_phone: str | None = None
    recipient_bsuid: str | None = None


@dataclass(frozen=True)
class Download:
    data: bytes
    mime: str


class Refused(Exception):
    """The channel, or our own check before asking it, said no."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.act} ({refusal.code}): {refusal.detail}")
        self.refusal = refusal


class Unanswered(Exception):
    """Nobody knows whether the call went through: the line broke after the question and before the answer."""


class ChannelPort(Protocol):
    async def send(self, parcel: Parcel) -> Receipt: ...

    async def mark_read(self, account: Account, message_id: str, typing: bool) -> None: ...

    async def upload(self, account: Account, data: bytes, mime: str, filename: str) -> str: ...

    async def download(self, account: Account, media_id: str, sha256: str, cap: int) -> Download: ...

    async def close(self) -> None: ...


@dataclass(frozen=True)
class TemplateSeen:
    """A template as the channel has it; `state` is its own word."""

    id: str
    name: str
    language: str
    state: str
    category: str
    quality: str | None = None
    reason: str | None = None
    body: str = ""


class TemplatePort(Protocol):
    """`business` is the account that owns the number; a name and a language exist once in it."""

    async def submit(
        self, account: Account, business: str, definition: Definition, language: str
    ) -> TemplateSeen: ...

    async def listed(self, account: Account, business: str) -> list[TemplateSeen]: ...

    async def withdraw(self, account: Account, business: str, name: str) -> None: ...

    async def number(self, account: Account) -> str:
        """As people write it; refused where the id or the token is not right."""
        ...

    async def close(self) -> None: ...


@dataclass(frozen=True)
class PayAccount:
    """A hotel's account with whoever carries money, with the secret that opens it."""

    provider: Provider
    collector: str
    token: str


@dataclass(frozen=True)
class LinkWish:
    """What a guest shall pay, for what, and until when. `reference` finds every payment made through the link."""

    reference: str
    title: str
    amount: int
    currency: str
    country: str
    starts_at: datetime
    expires_at: datetime
    notify_at: str
    back_to: str
    payer: str = ""
    statement: str = ""


@dataclass(frozen=True)
class PayLink:
    id: str
    url: str


@dataclass(frozen=True)
class Payee:
    """Whose account a token opens; `currency` is empty where the provider's country is unknown to us."""

    id: str
    name: str
    currency: str


class PaymentPort(Protocol):
    """Every call may be made twice without harm: references and keys are ours and stable."""

    async def whose(self, account: PayAccount) -> Payee:
        """Refused where the token is not right."""
        ...

    async def create_link(self, account: PayAccount, wish: LinkWish) -> PayLink: ...

    async def close_link(self, account: PayAccount, link_id: str, at: datetime) -> None: ...

    async def fetch(self, account: PayAccount, payment_id: str) -> Snapshot: ...

    async def search(self, account: PayAccount, reference: str) -> list[Snapshot]: ...

    async def payments_of_order(self, account: PayAccount, order_id: str) -> list[str]: ...

    async def refund(
        self, account: PayAccount, payment_id: str, amount: int | None, currency: str, key: str
    ) -> RefundSeen: ...

    async def cancel(self, account: PayAccount, payment_id: str, key: str) -> Snapshot: ...

    async def close(self) -> None: ...


class ReviewPort(Protocol):
    """Every call may be made twice: reading changes nothing, and a reply takes the place of the one before."""

    async def enter(self, key: PlaceKey) -> str:
        """What opens the other calls for a while."""
        ...

    async def page(self, key: PlaceKey, access: str, mark: str = "") -> ReviewPage:
        """The last changed first."""
        ...

    async def reply(self, key: PlaceKey, access: str, review: str, words: str) -> ReplySeen: ...

    async def close(self) -> None: ...


class CannotHear(Exception):
    """A recording holds no words that could be taken down; listening again would change nothing."""

    def __init__(self, why: Unheard, seconds: float = 0.0) -> None:
        super().__init__(str(why))
        self.why = why
        self.seconds = seconds


class EarLost(Exception):
    """Whoever listened died over a recording or took too long; that may have been the machine and not the note."""


class CannotSpeak(Exception):
    """There is no voice for a language, or it could not be brought to speak."""


class Speech(Protocol):
    """Ears. `name` says which model listens, for what one model heard need not be what another hears."""

    @property
    def name(self) -> str: ...

    def transcribe(self, audio: bytes, hint: str | None) -> Transcript: ...


class Voice(Protocol):
    """A mouth: plain words go in, one mono Ogg/Opus file comes out."""

    def name(self, language: str) -> str: ...

    def speak(self, text: str, language: str) -> bytes: ...
