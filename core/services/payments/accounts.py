"""Where a hotel takes money: its account with the provider, secrets locked at rest."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.base import seal
from core.domain.payments import Provider, Strictness
from core.domain.ports import PayAccount
from core.store import payments
from core.store.hotels import Hotel
from core.store.payments import PaymentAccount


@dataclass(frozen=True)
class Door:
    """What the receiver needs to judge a notification."""

    hotel_id: int
    collector: str
    secrets: tuple[str, ...]
    mode: Strictness


def add_account(
    session: Session,
    hotel: Hotel,
    collector: str,
    token: str,
    secret: str,
    mode: Strictness = Strictness.STRICT,
) -> PaymentAccount:
    """Opens or replaces a hotel's account; the secrets are locked with SECRET_KEY before they are stored."""
    row = payments.account_of_hotel(session, Provider.MERCADOPAGO, hotel.id)
    if row is None:
        row = PaymentAccount(hotel_id=hotel.id, provider=Provider.MERCADOPAGO, door=hotel.slug)
        session.add(row)
    row.collector, row.mode, row.paused_reason = collector, mode, None
    row.token_locked, row.secret_locked = seal.lock(token), seal.lock(secret)
    session.flush()
    return row


def takes_payments(session: Session) -> PaymentAccount | None:
    """The account through which links can be made now; None when guests must pay otherwise."""
    row = payments.account(session, Provider.MERCADOPAGO)
    return row if row is not None and row.paused_reason is None else None


def opened(row: PaymentAccount) -> PayAccount:
    return PayAccount(Provider(row.provider), row.collector, seal.unlock(row.token_locked))


def door(session: Session, provider: Provider, name: str) -> Door | None:
    """While a webhook secret is replaced, both stand there, separated by a comma."""
    row = payments.account_at(session, provider, name)
    if row is None:
        return None
    try:
        secret = seal.unlock(row.secret_locked)
    except seal.CannotOpen:
        secret = ""
    secrets = tuple(part.strip() for part in secret.split(",") if part.strip())
    return Door(row.hotel_id, row.collector, secrets, Strictness(row.mode))
