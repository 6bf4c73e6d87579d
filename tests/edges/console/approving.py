"""Templates as the channel has approved them, in every language of the registry."""

from __future__ import annotations

from sqlalchemy import select

from core.base import clock
from core.domain.templates import LANGUAGES
from core.services import templates
from core.store.db import transaction
from core.store.hotels import ChannelAccount
from core.store.templates import TemplateRow


def approve(hotel_id: int, name: str) -> None:
    with transaction(hotel_id) as session:
        business = session.scalars(select(ChannelAccount.business)).one()
        made = templates.registry()[name]
        there = set(session.scalars(select(TemplateRow.language).where(TemplateRow.name == name)))
        for language in set(LANGUAGES) - there:
            row = TemplateRow(
                hotel_id=hotel_id, business=business, name=name, language=language, provider_id=None,
                state="APPROVED", quality=None, category="UTILITY", reason=None,
                body=made.wordings[language].body, submitted_at=None, changed_at=clock.now(),
            )  # fmt: skip
            session.add(row)
