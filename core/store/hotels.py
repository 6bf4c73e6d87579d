"""Hotels, and the channels on which they are reached."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.domain.messages import Channel
from core.store.db import Base, HotelRow


class Hotel(Base):
    __tablename__ = "hotels"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    country: Mapped[str]
    timezone: Mapped[str]
    currency: Mapped[str]
    language: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    check_in: Mapped[time]
    check_out: Mapped[time]
    reception_opens: Mapped[time]
    reception_closes: Mapped[time]
    give_back_minutes: Mapped[int] = mapped_column(default=30)
    house_paused: Mapped[bool] = mapped_column(default=False)
    house_paused_until: Mapped[datetime | None]
    voice_replies: Mapped[str] = mapped_column(default="never", server_default="never")
    reopening_template: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    promise_minutes: Mapped[int] = mapped_column(default=30)
    take_back_minutes: Mapped[int] = mapped_column(default=180)
    on_call_phone: Mapped[str | None]
    address_form: Mapped[str | None]
    phrases_version: Mapped[int] = mapped_column(default=0)
    accent: Mapped[str] = mapped_column(default="#1f6f5c")
    journey: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default=text("'{}'::jsonb"))
    entry_rules: Mapped[dict[str, Any]] = mapped_column(
        JSONB, default=dict, server_default=text("'{}'::jsonb")
    )


class ChannelAccount(HotelRow, Base):
    """A hotel's number on a channel. While `paused_reason` is set nothing is sent from it.

    `business` is the account that owns the number at the channel: approved templates belong to that one.
    `messaging_limit` is the channel's own word for how many people a day may be written to first.
    """

    __tablename__ = "channels"
    __table_args__ = (UniqueConstraint("channel", "account"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    channel: Mapped[str]
    account: Mapped[str]
    display: Mapped[str]
    token_locked: Mapped[str]
    business: Mapped[str | None]
    paused_reason: Mapped[str | None]
    paused_at: Mapped[datetime | None]
    slow_until: Mapped[datetime | None]
    messaging_limit: Mapped[str | None]
    quality: Mapped[str | None]


def hotel(session: Session, hotel_id: int) -> Hotel | None:
    """Asked for several times in a turn and read once."""
    return session.get(Hotel, hotel_id)


def locked(session: Session, hotel_id: int) -> Hotel | None:
    return session.scalar(
        select(Hotel).where(Hotel.id == hotel_id).with_for_update().execution_options(populate_existing=True)
    )


def accounts_to_hotels(session: Session, channel: Channel) -> dict[str, int]:
    rows = session.execute(
        select(ChannelAccount.account, ChannelAccount.hotel_id).where(ChannelAccount.channel == channel)
    )
    return {account: hotel_id for account, hotel_id in rows}


def businesses_to_hotels(session: Session, channel: Channel) -> dict[str, list[int]]:
    """Several hotels may share the account that owns their numbers."""
    rows = session.execute(
        select(ChannelAccount.business, ChannelAccount.hotel_id)
        .where(ChannelAccount.channel == channel, ChannelAccount.business.is_not(None))
        .distinct()
        .order_by(ChannelAccount.hotel_id)
    )
    found: dict[str, list[int]] = {}
    for business, hotel_id in rows:
        found.setdefault(str(business), []).append(hotel_id)
    return found


def channel_account(session: Session, channel: Channel, account: str) -> ChannelAccount | None:
    return session.scalar(
        select(ChannelAccount).where(ChannelAccount.channel == channel, ChannelAccount.account == account)
    )


def channel_accounts(session: Session, channel: Channel) -> list[ChannelAccount]:
    """A hotel's numbers on a channel."""
    return list(session.scalars(select(ChannelAccount).where(ChannelAccount.channel == channel)))


def all_channel_accounts(session: Session) -> list[ChannelAccount]:
    return list(session.scalars(select(ChannelAccount).order_by(ChannelAccount.id)))


def keep_channel(session: Session, row: ChannelAccount) -> bool:
    """False when another hotel, of which nobody here sees anything, has that number."""
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:
        return False
    return True


def hotel_ids(session: Session) -> list[int]:
    return list(session.scalars(select(Hotel.id).order_by(Hotel.id)))


_UNPAUSE = text(
    "UPDATE channels SET paused_reason = NULL, paused_at = NULL "
    "WHERE channel = :channel AND account = :account AND paused_reason IS NOT NULL RETURNING id"
)


def unpause(session: Session, channel: Channel, account: str) -> bool:
    return session.scalar(_UNPAUSE, {"channel": channel, "account": account}) is not None


def by_slug(session: Session, slug: str) -> Hotel | None:
    return session.scalar(select(Hotel).where(Hotel.slug == slug))
