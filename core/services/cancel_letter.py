"""Who did not cancel in the chat hears there that it was done: what it costs and what comes back, in money."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.messages import Channel, window_is_open
from core.domain.money import Money
from core.domain.outgoing import Content, Text
from core.services import hotels, outgoing, templates, words
from core.services.confirmations import LetterVoice, voice_for
from core.store import conversations, guests
from core.store.bookings import Booking
from core.store.conversations import Conversation


@dataclass(frozen=True)
class InMoney:
    """`back` is what really is on its way back, not what might be."""

    fee: Money
    back: Money
    owed: Money


def addressee(session: Session, booking: Booking) -> Conversation | None:
    """Where the guest hears of it, locked: to be asked before anything of the booking is, as in a turn of theirs."""
    guest = guests.one(session, booking.guest_id) if booking.guest_id is not None else None
    if guest is None or guest.left_alone:
        return None
    if booking.conversation_id is not None:
        return conversations.locked(session, booking.conversation_id)
    return conversations.latest_of(session, guest.id, Channel.WHATSAPP)


def write(session: Session, talk: Conversation, booking: Booking, money: InMoney) -> None:
    hotel = hotels.get(session, booking.hotel_id)
    voice = voice_for(session, hotel, talk)
    facts = {"code": booking.code, "hotel": hotel.name, "money": _in_words(voice, money)}
    content: Content | None = Text(f"{voice.say('stay.cancel_letter', **facts)} {facts['money']}")
    if not window_is_open(talk.last_guest_at, clock.now()):
        content = templates.filled(session, talk, "booking_cancelled", voice.language, facts)
    if content is not None:
        outgoing.say(session, talk, content)


def _in_words(voice: LetterVoice, money: InMoney) -> str:
    said = [
        voice.say("stay.cancel_letter_fee", fee=words.money(voice, money.fee))
        if money.fee
        else voice.say("stay.cancel_letter_free")
    ]
    if money.back:
        said.append(voice.say("stay.cancel_letter_back", refund=words.money(voice, money.back)))
    if money.owed:
        said.append(voice.say("stay.still_owed", owed=words.money(voice, money.owed)))
    return " ".join(said)
