"""What a guest is told once their stay stands: everything they need on the day, in one message they can find again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.journey import JourneyLetter
from core.domain.messages import window_is_open
from core.domain.money import total
from core.domain.outgoing import Badge, Content, LinkButton
from core.domain.stays import Party
from core.services import cot_words, hotels, on_the_way, passes, phrases, showing, templates, wording, words
from core.services.guests import reads_abroad
from core.services.journey import writing
from core.services.payments.reads import Purse, purse
from core.services.phrases import LONGEST_BODY, Voice
from core.store import conversations
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.hotels import Hotel


@dataclass(frozen=True)
class LetterVoice:
    """Speaks for a hotel where no conversation is under way."""

    hotel: Hotel
    language: str
    voice: Voice
    reads_abroad: bool = False

    @property
    def local_now(self) -> datetime:
        return hotels.local_now(self.hotel)

    def say(self, key: str, **values: str) -> str:
        return self.voice.say(self.language, key, **values)

    def list_of(self, said: Sequence[str]) -> str:
        if len(said) < 2:
            return "".join(said)
        return self.say("joining.last", before=", ".join(said[:-1]), last=said[-1])


def voice_for(
    session: Session, hotel: Hotel, talk: Conversation | None, language: str | None = None
) -> LetterVoice:
    """As whoever is talked to reads it; where nobody is, as the hotel itself does."""
    spoken = language or (talk.language if talk is not None else None) or hotel.language
    abroad = talk is not None and reads_abroad(talk, hotel)
    return LetterVoice(hotel, spoken, phrases.of(session, hotel), abroad)


def confirmation(session: Session, booking: Booking, lead: str = "", language: str | None = None) -> Content:
    """The confirmation of a booking and of all rooms booked with it, in the guest's language, with the way to its page.

    `lead` is what is said first, such as that money arrived, in place of the usual first line; `language` is the one
    that the guest has just turned to.
    """
    hotel = hotels.get(session, booking.hotel_id)
    voice = voice_for(session, hotel, talk_of(session, booking), language)
    group = showing.together(session, booking.id)
    party = Party(
        sum(one.adults for one in group if one.check_in == booking.check_in),
        tuple(age for one in group if one.check_in == booking.check_in for age in one.children),
    )
    lines = [
        lead or voice.say("confirmation.title", code=group[0].code, hotel=hotel.name),
        voice.say(
            "booking.what",
            rooms=cot_words.of_booked(session, voice, group),
            dates=words.dates(voice, words.from_to(group)),
            nights=words.nights(voice, words.from_to(group).length),
            people=words.people(voice, party),
        ),
        _total(voice, purse(session, booking)),
        *_hours(voice, group),
    ]
    if hotel.address:
        lines.append(voice.say("answer.address", address=hotel.address))
    lines += _on_the_way(session, voice, booking)
    body = _in_one_bubble(lines, voice.say("confirmation.close"))
    badge = Badge(hotel.name, group[0].code, hotel.accent)
    return LinkButton(body, voice.say("button.my_booking"), passes.address(group[0]), badge=badge)


def fitting(session: Session, conversation: Conversation, booking: Booking, lead: str = "") -> Content:
    """Free words within the guest's day, the approved ones after it."""
    approved = None
    if not window_is_open(conversation.last_guest_at, clock.now()):
        approved = template(session, conversation, booking)
    return approved or confirmation(session, booking, lead)


def template(session: Session, conversation: Conversation, booking: Booking) -> Content | None:
    """The same in the words the channel has approved, for guests who have not written for a day."""
    hotel = hotels.get(session, booking.hotel_id)
    voice = voice_for(session, hotel, talk_of(session, booking))
    group = showing.together(session, booking.id)
    price = total([one.price for one in group], booking.currency)
    facts = {
        "hotel": hotel.name,
        "code": group[0].code,
        "dates": words.dates(voice, words.from_to(group)),
        "total": words.money(voice, price),
        "hour": wording.hour(voice.language, hotel.country, hotel.check_in),
    }
    return templates.filled(session, conversation, "booking_confirmed", voice.language, facts)


def _on_the_way(session: Session, voice: LetterVoice, booking: Booking) -> list[str]:
    """Whoever books after the hour of a letter of the journey reads it here."""
    told = writing.told_in_confirmation(session, booking)
    lines = []
    owed = purse(session, booking)
    if JourneyLetter.BALANCE_DUE in told and (balance := owed.balance).minor > 0 and not owed.paid:
        lines.append(voice.say("stay.owing", code=booking.code, amount=words.money(voice, balance)))
    if JourneyLetter.DAY_BEFORE in told:
        lines += on_the_way.directions(session, voice)
    return lines


def _total(voice: LetterVoice, money: Purse) -> str:
    """With what was paid of it and what is left, once something was paid and something is left."""
    facts = {"total": words.money(voice, money.owed)}
    if not money.paid or money.balance.minor <= 0:
        return voice.say("confirmation.total", **facts)
    paid, balance = (words.money(voice, one) for one in (money.paid, money.balance))
    return voice.say("stay.part_paid", paid=paid, balance=balance, **facts)


def _hours(voice: LetterVoice, group: Sequence[Booking]) -> list[str]:
    """From when they are expected, and the hour of leaving where a later one was agreed on."""
    hotel = voice.hotel
    earlier = [one.early_from for one in group if one.early_from is not None]
    later = [one.late_until for one in group if one.late_until is not None]
    come = wording.hour(voice.language, hotel.country, min(earlier, default=hotel.check_in))
    lines = [voice.say("confirmation.arrive", hour=come)]
    if later:
        leave = wording.hour(voice.language, hotel.country, max(later))
        lines.append(voice.say("stay.your_departure", departure=leave))
    return lines


def _in_one_bubble(lines: Sequence[str], close: str) -> str:
    """Whole lines only, as many as one bubble takes; the last one always."""
    body = lines[0]
    for line in lines[1:]:
        if len(body) + len(line) + len(close) + 2 <= LONGEST_BODY:
            body = f"{body}\n{line}"
    return f"{body}\n{close}"


def talk_of(session: Session, booking: Booking) -> Conversation | None:
    return conversations.one(session, booking.conversation_id) if booking.conversation_id else None
