"""What a guest is told about their money: one short message, in their language, never outside a transaction."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.messages import window_is_open
from core.domain.money import Money
from core.domain.outgoing import Content, LinkButton, Text
from core.services import confirmations, hotels, outgoing, phrases, wording
from core.store import conversations
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.payments import PaymentRequest

# These come with the way to the booking's own page, which has its picture for the door.
_CONFIRMS = frozenset({"payment.confirmed", "payment.rescued_elsewhere", "payment.confirmed_at_desk"})


def tell(session: Session, booking: Booking, key: str, amount: Money | None = None, **values: str) -> None:
    """Nothing is said where the booking has no conversation: the guest came by another way."""
    conversation = _conversation(session, booking)
    if conversation is None:
        return
    words = {"code": booking.code, **_usual(session, conversation, amount), **values}
    hotel = hotels.get(session, booking.hotel_id)
    voice, language = phrases.of(session, hotel), _language(session, conversation)
    body = voice.say(language, key, **words)
    content: Content = Text(body)
    if key in _CONFIRMS:
        content = confirmations.confirmation(session, booking, body)
        if not window_is_open(conversation.last_guest_at, clock.now()):
            content = confirmations.template(session, conversation, booking) or content
    outgoing.say(session, conversation, content)


def hour(session: Session, booking: Booking, at: datetime) -> str:
    """On the hotel's clock, in the guest's language."""
    hotel = hotels.get(session, booking.hotel_id)
    language = confirmations.language_of(session, booking, hotel)
    return wording.hour(language, hotel.country, at.astimezone(ZoneInfo(hotel.timezone)).time())


def send_link(session: Session, booking: Booking, request: PaymentRequest, url: str) -> None:
    conversation = _conversation(session, booking)
    if conversation is None:
        return
    hotel, language = hotels.get(session, booking.hotel_id), _language(session, conversation)
    words = _usual(session, conversation, request.money)
    local = request.expires_at.astimezone(ZoneInfo(hotel.timezone))
    until = wording.hour(language, hotel.country, local.time())
    voice = phrases.of(session, hotel)
    body = voice.say(language, "payment.link", code=booking.code, until=until, **words)
    content: Content = LinkButton(body, voice.say(language, "button.pay"), url)
    outgoing.say(session, conversation, content)


def _usual(session: Session, conversation: Conversation, amount: Money | None) -> dict[str, str]:
    hotel = hotels.get(session, conversation.hotel_id)
    language = _language(session, conversation)
    said = wording.money(language, hotel.country, amount) if amount is not None else ""
    return {"hotel": hotel.name, "amount": said}


def _language(session: Session, conversation: Conversation) -> str:
    return conversation.language or hotels.get(session, conversation.hotel_id).language


def _conversation(session: Session, booking: Booking) -> Conversation | None:
    """Locked, as everybody does who writes a line into it."""
    if booking.conversation_id is None:
        return None
    return conversations.locked(session, booking.conversation_id)
