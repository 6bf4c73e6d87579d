"""How each template stands with the channel, per business account and language."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.store.db import Base, HotelRow
from core.store.hotels import Hotel


class TemplateRow(HotelRow, Base):
    """`state` is the channel's own word. `body` is what was submitted, so that new words of the house are noticed."""

    __tablename__ = "channel_templates"
    __table_args__ = (
        UniqueConstraint("hotel_id", "id"),
        UniqueConstraint("hotel_id", "business", "name", "language"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hotel_id: Mapped[int] = mapped_column(ForeignKey(Hotel.id))
    business: Mapped[str]
    name: Mapped[str]
    language: Mapped[str]
    provider_id: Mapped[str | None]
    state: Mapped[str]
    quality: Mapped[str | None]
    category: Mapped[str]
    reason: Mapped[str | None]
    body: Mapped[str]
    submitted_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]


def of_account(session: Session, business: str) -> list[TemplateRow]:
    return list(
        session.scalars(
            select(TemplateRow)
            .where(TemplateRow.business == business)
            .order_by(TemplateRow.name, TemplateRow.language)
        )
    )


def locked(session: Session, business: str, name: str, language: str) -> TemplateRow | None:
    return session.scalar(
        select(TemplateRow)
        .where(TemplateRow.business == business, TemplateRow.name == name, TemplateRow.language == language)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
