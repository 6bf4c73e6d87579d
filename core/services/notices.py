"""News from the channel about the account itself: templates, quality, restrictions."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.conversations import AlertKind
from core.domain.messages import ChannelNotice
from core.services import alerts, template_states
from core.services.reviews import stops

_WORTH_A_LOOK = {
    "account_update": AlertKind.ACCOUNT_NEWS,
    "account_alerts": AlertKind.ACCOUNT_NEWS,
    "business_capability_update": AlertKind.ACCOUNT_NEWS,
    "phone_number_quality_update": AlertKind.ACCOUNT_NEWS,
    "template_category_update": AlertKind.TEMPLATE_TROUBLE,
}


def note(session: Session, hotel_id: int, notice: ChannelNotice) -> None:
    """Raises an alert for what a manager should know; the rest stays in the inbox as it came."""
    told_as_a_stop = stops.hear(session, hotel_id, notice)
    if notice.topic in template_states.TOPICS:
        template_states.hear(session, hotel_id, notice)
        if notice.topic != "template_category_update":
            return  # that a template stops or goes on is told there, by its name
    kind = _WORTH_A_LOOK.get(notice.topic)
    if kind is not None and not told_as_a_stop:
        facts = {"topic": notice.topic, **{key: str(value)[:200] for key, value in notice.facts.items()}}
        alerts.raise_alert(session, hotel_id, kind, f"notice:{notice.topic}:{notice.id}", facts=facts)
