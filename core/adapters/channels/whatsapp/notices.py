"""News about the account: templates, quality, restrictions, and the fields we only take note of."""

from __future__ import annotations

from typing import Any

from core.adapters.channels.whatsapp.tolerant import identifier, mapping, words
from core.domain.messages import Channel, ChannelNotice

SENDABLE = frozenset({"APPROVED", "REINSTATED", "UNARCHIVED", "FLAGGED"})


def notice_of(letter: dict[str, Any], account: str | None, name: str) -> ChannelNotice:
    """`facts` is the channel's own value, with the account's business id and our conclusion on templates."""
    value = mapping(letter.get("value"))
    topic = identifier(letter.get("field")) or "unknown"
    if topic == "messages":
        topic = "errors" if value.get("errors") else "empty"
    facts: dict[str, object] = {**value, "waba": identifier(letter.get("waba"))}
    if topic == "message_template_status_update":
        facts["sendable"] = words(value.get("event")).upper() in SENDABLE
    return ChannelNotice(name, Channel.WHATSAPP, account, topic, facts)
