"""What a guest is told about their money: one short message, in their language, never outside a transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.money import Money
from core.domain.outgoing import Content, LinkButton, Text
from core.services import confirmations, hotels, outgoing, phrases, words
from core.store import conversations
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.payments import PaymentRequest

# These come with the way to the booking's own page, which has its picture for the door.
_CONFIRMS = frozenset({"payment.confirmed", "payment.rescued_elsewhere", "payment.confirmed_at_desk"})


def tell(session: Session, booking: Booking, key: str, amount: Money | None = None, **values: str) -> None:
    """Nothing is said where the booking has no conversation: the guest came by another way. Who never wrote in it
    hears that the stay stands, in approved words, and nothing else."""
    conversation = _conversation(session, booking)
    if conversation is None or not _hears(conversation, key):
        return
    body = _body(session, booking, conversation, key, amount, **values)
    content: Content = Text(body)
    if key in _CONFIRMS:
        content = confirmations.fitting(session, conversation, booking, body)
    outgoing.say(session, conversation, content)


def preview(
    session: Session, booking: Booking, key: str, amount: Money | None = None, **values: str
) -> str | None:
    """What `tell` would say, for whoever is about to cause it. None when the guest would hear nothing."""
    if booking.conversation_id is None:
        return None
    conversation = conversations.one(session, booking.conversation_id)
    if conversation is None or not _hears(conversation, key):
        return None
    return _body(session, booking, conversation, key, amount, **values)


def _hears(conversation: Conversation, key: str) -> bool:
    return key in _CONFIRMS or conversation.last_guest_at is not None


def amount_words(session: Session, booking: Booking, amount: Money) -> str:
    return words.money(_voice_about(session, booking), amount)


def _body(
    session: Session,
    booking: Booking,
    conversation: Conversation,
    key: str,
    amount: Money | None,
    **values: str,
) -> str:
    said = {"code": booking.code, **_usual(session, conversation, amount), **values}
    voice = phrases.of(session, hotels.get(session, booking.hotel_id))
    return voice.say(_language(session, conversation), key, **said)


def hour(session: Session, booking: Booking, at: datetime) -> str:
    """On the hotel's clock, in the guest's language."""
    return words.hour(_voice_about(session, booking), at)


def send_link(session: Session, booking: Booking, request: PaymentRequest, url: str) -> None:
    """What makes a hold a booking is due by an hour; what is owed for one that stands can wait for a day."""
    conversation = _conversation(session, booking)
    if conversation is None or conversation.last_guest_at is None:  # the page where they booked has the link
        return
    outgoing.say(session, conversation, link(booking, request, url, _voice(session, conversation)))


def _voice(session: Session, conversation: Conversation) -> confirmations.LetterVoice:
    return confirmations.voice_for(session, hotels.get(session, conversation.hotel_id), conversation)


def _voice_about(session: Session, booking: Booking) -> confirmations.LetterVoice:
    hotel = hotels.get(session, booking.hotel_id)
    return confirmations.voice_for(session, hotel, confirmations.talk_of(session, booking))


def link(booking: Booking, request: PaymentRequest, url: str, voice: words.Speaker) -> LinkButton:
    said = _of_this_booking(booking, request.money, voice)
    if booking.status == Status.HELD:
        body = voice.say("payment.link", until=words.hour(voice, request.expires_at), **said)
    else:
        body = voice.say("payment.link_for_more", until=words.moment(voice, request.expires_at), **said)
    return LinkButton(body, voice.say("button.pay"), url)


def transfer(booking: Booking, amount: Money, account: str, voice: words.Speaker) -> Text:
    """How to pay without a link; a hold's time is said, for it runs on until the receipt is there."""
    said = {"account": account, **_of_this_booking(booking, amount, voice)}
    if booking.status == Status.HELD and booking.hold_until is not None:
        return Text(voice.say("payment.transfer", until=words.hour(voice, booking.hold_until), **said))
    return Text(voice.say("payment.transfer_for_more", **said))


def _of_this_booking(booking: Booking, amount: Money, voice: words.Speaker) -> dict[str, str]:
    return {"code": booking.code, "hotel": voice.hotel.name, "amount": words.money(voice, amount)}


def _usual(session: Session, conversation: Conversation, amount: Money | None) -> dict[str, str]:
    voice = _voice(session, conversation)
    said = words.money(voice, amount) if amount is not None else ""
    return {"hotel": voice.hotel.name, "amount": said}


def _language(session: Session, conversation: Conversation) -> str:
    return conversation.language or hotels.get(session, conversation.hotel_id).language


def _conversation(session: Session, booking: Booking) -> Conversation | None:
    """Locked, as everybody does who writes a line into it."""
    if booking.conversation_id is None:
        return None
    return conversations.locked(session, booking.conversation_id)
