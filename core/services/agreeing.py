"""Guests who never wrote and agreed to be written to: their chat is opened, and with it the letters of their stay."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import By
from core.domain.conversations import AuditTag
from core.domain.messages import Channel
from core.services.written import written_down
from core.store import conversations, guests, hotels
from core.store.conversations import Conversation
from core.store.guests import Guest


def open_chat(session: Session, by: By, guest: Guest, language: str | None = None) -> Conversation | None:
    """The guest's chat, locked; opened where there was none. That they agreed stands in the book.

    None where there is no number to write to or from, and for whoever said stop: only they take that back.
    """
    if guest.left_alone:
        return None
    phone, _ = guests.addresses(session, guest.id, Channel.WHATSAPP)
    talk = conversations.latest_of(session, guest.id, Channel.WHATSAPP)
    if talk is None and phone is not None:
        numbers = sorted(hotels.channel_accounts(session, Channel.WHATSAPP), key=lambda row: row.id)
        if numbers:
            at = conversations.Place(guest.id, Channel.WHATSAPP, numbers[0].account)
            talk = conversations.opened(session, by.hotel_id, at, language, clock.now())
    if talk is not None:
        written_down(session, by, AuditTag.GUEST_AGREED, f"guest:{guest.id}", conversation=talk.id)
    return talk
