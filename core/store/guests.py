"""Guests and the identifiers under which channels know them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.domain.identities import Identifier, IdentifierKind
from core.domain.messages import Channel
from core.store.db import Base, HotelRow
from core.store.hotels import Hotel


class Guest(HotelRow, Base):
    __tablename__ = "guests"
    __table_args__ = (
        UniqueConstraint("hotel_id", "id"),
        ForeignKeyConstraint(["hotel_id", "merged_into"], ["guests.hotel_id", "guests.id"]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    name: Mapped[str] = mapped_column(default="")
    language: Mapped[str | None]
    opted_out_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    merged_into: Mapped[int | None]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    notes: Mapped[str] = mapped_column(default="", server_default="")
    blocked_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]

    @property
    def left_alone(self) -> bool:
        """The house writes nothing to them by itself: they said stop, or the hotel wants no more of them."""
        return self.opted_out_at is not None or self.blocked_at is not None


class GuestIdentifier(HotelRow, Base):
    __tablename__ = "identifiers"
    __table_args__ = (
        UniqueConstraint("hotel_id", "channel", "kind", "key"),
        ForeignKeyConstraint(["hotel_id", "guest_id"], ["guests.hotel_id", "guests.id"]),
        Index("identifiers_guest", "guest_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int]
    guest_id: Mapped[int]
    channel: Mapped[str]
    kind: Mapped[str]
    key: Mapped[str]
    value: Mapped[str]
    seen_at: Mapped[datetime]


def known_by(
    session: Session, channel: Channel, identifiers: tuple[Identifier, ...]
) -> list[GuestIdentifier]:
    """The rows that match any of these identifiers, the guest known longest first."""
    pairs = [(identifier.kind, identifier.key) for identifier in identifiers]
    return list(
        session.scalars(
            select(GuestIdentifier)
            .where(GuestIdentifier.channel == channel)
            .where(tuple_(GuestIdentifier.kind, GuestIdentifier.key).in_(pairs))
            .order_by(GuestIdentifier.guest_id)
        )
    )


def remember(session: Session, guest: Guest, channel: Channel, identifier: Identifier, now: datetime) -> None:
    """Adds the identifier, or notes that the channel spells it differently now."""
    row = {
        "hotel_id": guest.hotel_id,
        "guest_id": guest.id,
        "channel": channel,
        "kind": identifier.kind,
        "key": identifier.key,
        "value": identifier.value,
        "seen_at": now,
    }
    session.execute(
        insert(GuestIdentifier)
        .values(row)
        .on_conflict_do_update(
            index_elements=["hotel_id", "channel", "kind", "key"],
            set_={"guest_id": guest.id, "value": identifier.value, "seen_at": now},
        )
    )


def identifiers(session: Session, guest_id: int) -> list[GuestIdentifier]:
    return list(
        session.scalars(
            select(GuestIdentifier).where(GuestIdentifier.guest_id == guest_id).order_by(GuestIdentifier.id)
        )
    )


def addresses(session: Session, guest_id: int, channel: Channel) -> tuple[str | None, str | None]:
    """How to reach a guest on a channel: the phone and the business-scoped id last seen."""
    newest: dict[str, str] = {}
    rows = session.execute(
        select(GuestIdentifier.kind, GuestIdentifier.value)
        .where(GuestIdentifier.guest_id == guest_id, GuestIdentifier.channel == channel)
        .order_by(GuestIdentifier.seen_at)
    )
    for kind, value in rows:
        newest[kind] = value
    return newest.get(IdentifierKind.PHONE), newest.get(IdentifierKind.BSUID)


def by_email(session: Session, email: str) -> Guest | None:
    """Whoever gave this address, the one known longest."""
    return session.scalar(
        select(Guest)
        .join(GuestIdentifier, GuestIdentifier.guest_id == Guest.id)
        .where(GuestIdentifier.kind == IdentifierKind.EMAIL, GuestIdentifier.key == email.lower())
        .order_by(Guest.id)
        .limit(1)
    )


def remember_email(session: Session, guest: Guest, email: str, now: datetime) -> None:
    """Nobody has proven that it is theirs: an address that is known already stays with whoever had it."""
    row = {
        "hotel_id": guest.hotel_id,
        "guest_id": guest.id,
        "channel": "email",
        "kind": IdentifierKind.EMAIL,
        "key": email.lower(),
        "value": email,
        "seen_at": now,
    }
    session.execute(insert(GuestIdentifier).values(row).on_conflict_do_nothing())


def hand_identifiers_over(session: Session, from_guest: int, to_guest: int) -> None:
    session.execute(
        update(GuestIdentifier).where(GuestIdentifier.guest_id == from_guest).values(guest_id=to_guest)
    )


def one(session: Session, guest_id: int) -> Guest | None:
    return session.get(Guest, guest_id)


def locked(session: Session, guest_id: int) -> Guest | None:
    return session.scalar(
        select(Guest).where(Guest.id == guest_id).with_for_update().execution_options(populate_existing=True)
    )


def heard_as(session: Session, guest_id: int, channel: Channel, spelling: str | None) -> None:
    """The channel calls a phone differently than we did: keep its spelling, it is what it delivers to."""
    if spelling:
        session.execute(
            update(GuestIdentifier)
            .where(
                GuestIdentifier.guest_id == guest_id,
                GuestIdentifier.channel == channel,
                GuestIdentifier.kind == IdentifierKind.PHONE,
                GuestIdentifier.value != spelling,
            )
            .values(value=spelling)
        )
